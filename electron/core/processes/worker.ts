/** The worker's side of the pool: takes jobs one at a time and guards its own memory. */
import { Worker } from 'node:worker_threads';
import { MEMORY_EXIT_CODE } from './pool.ts';

/** The worker's line to the core, as the worker's entry connected it (Node's channel or Electron's port). */
export interface JobChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

interface JobMessage {
  kind: 'job';
  id: number;
  task: unknown;
  attempt: number;
}

type ToWorker = { kind: 'start'; memoryLimitMb: number } | JobMessage;

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

/**
 * Serves jobs with `handle`, one after another, until the process is ended. An exception of `handle` is reported, not
 * fatal. `handle` may call `free` once only the disk is waited for: the next job then begins.
 */
export function serveJobs<Task, Result>(
  channel: JobChannel,
  handle: (task: Task, attempt: number, free: () => void) => Promise<Result>,
): void {
  const { send } = channel;
  const waiting: JobMessage[] = [];
  let busy = false;

  function next(): void {
    if (busy) return;
    const message = waiting.shift();
    if (!message) return;
    const { id } = message;
    busy = true;
    let freed = false;
    const goOn = (): void => {
      if (freed) return;
      freed = true;
      busy = false;
      setImmediate(next);
    };
    const free = (): void => {
      if (!freed) send({ kind: 'free', id });
      goOn();
    };
    handle(message.task as Task, message.attempt, free).then(
      (result) => {
        const rssMb = Math.round(process.memoryUsage.rss() / BYTES_PER_MB);
        send({ kind: 'done', id, result, rssMb });
        goOn();
      },
      (error: unknown) => {
        send({ kind: 'error', id, message: String(error).slice(0, 500) });
        goOn();
      },
    );
  }

  channel.onMessage((message) => {
    if (!isToWorker(message)) return;
    if (message.kind === 'start') {
      watchMemory(message.memoryLimitMb);
      send({ kind: 'ready' });
      return;
    }
    waiting.push(message);
    next();
  });
  process.on('disconnect', () => process.exit(0));
  process.on('uncaughtException', () => process.exit(MEMORY_EXIT_CODE - 1));
}
