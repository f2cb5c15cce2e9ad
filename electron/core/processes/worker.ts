/** The worker's side of the pool: takes jobs one at a time and guards its own memory. */
import { Worker } from 'node:worker_threads';
import { MEMORY_EXIT_CODE } from './pool.ts';

/** The worker's line to the core, as the worker's entry connected it (Node's channel or Electron's port). */
export interface JobChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

type ToWorker =
  | { kind: 'start'; memoryLimitMb: number }
  | { kind: 'job'; id: number; task: unknown; attempt: number };

const BYTES_PER_MB = 1024 * 1024;

function isToWorker(message: unknown): message is ToWorker {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

/**
 * Kills the process when its resident memory passes the limit. It runs in a thread of its own, since native
 * code may keep the main one busy while it grows.
 */
function watchMemory(limitMb: number): void {
  const code = `
    const limit = ${Math.round(limitMb * BYTES_PER_MB)};
    setInterval(() => {
      if (process.memoryUsage.rss() > limit) {
        try { process.kill(process.pid, 'SIGKILL'); } catch { process.abort(); }
      }
    }, 200);
  `;
  new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

/** Serves jobs with `handle` until the process is ended. An exception of `handle` is reported, not fatal. */
export function serveJobs<Task, Result>(
  channel: JobChannel,
  handle: (task: Task, attempt: number) => Promise<Result>,
): void {
  const { send } = channel;
  channel.onMessage((message) => {
    if (!isToWorker(message)) return;
    if (message.kind === 'start') {
      watchMemory(message.memoryLimitMb);
      send({ kind: 'ready' });
      return;
    }
    handle(message.task as Task, message.attempt).then(
      (result) => {
        const rssMb = Math.round(process.memoryUsage.rss() / BYTES_PER_MB);
        send({ kind: 'done', id: message.id, result, rssMb });
      },
      (error: unknown) => {
        send({ kind: 'error', id: message.id, message: String(error).slice(0, 500) });
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.on('uncaughtException', () => process.exit(MEMORY_EXIT_CODE - 1));
}
