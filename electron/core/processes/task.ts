/**
 * One task in a process of its own, which ends with it: work through a file of millions of rows would keep the core from
 * answering. To the worker: the task. From it: `{progress}` now and then, at last `{result}` or `{error}`.
 */
import { type ErrorData, OpsError } from '../../../shared/errors/errors.ts';
import type { SpawnProcess } from './processes.ts';

type TaskReply<Progress, Result> =
  | { progress: Progress }
  | { result: Result }
  | { error: { data?: ErrorData; code?: string; message: string } };

/** The worker's end of the channel. */
interface Parent {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

const PROGRESS_MS = 200;

/**
 * Runs a task in a new process; the signal ends it.
 * @throws what the task throws, with its code; `lost()` when the process died
 */
export function runTask<Progress, Result>(
  spawn: SpawnProcess,
  worker: { entry: URL; name: string; memoryLimitMb: number; lost: () => Error },
  task: object,
  options: { signal?: AbortSignal | undefined; progress?: ((progress: Progress) => void) | undefined },
): Promise<Result> {
  const { signal, progress } = options;
  signal?.throwIfAborted();
  const child = spawn(worker.entry, { name: worker.name, memoryLimitMb: worker.memoryLimitMb });
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      signal?.removeEventListener('abort', onAbort);
      act();
      child.kill();
    };
    const onAbort = () => finish(() => reject(signal?.reason));
    signal?.addEventListener('abort', onAbort, { once: true });
    child.onMessage((message) => {
      const reply = message as TaskReply<Progress, Result>;
      if ('progress' in reply) progress?.(reply.progress);
      else if ('result' in reply) finish(() => resolve(reply.result));
      else finish(() => reject(rebuilt(reply.error)));
    });
    child.onExit(() => finish(() => reject(worker.lost())));
    child.send(task);
  });
}

function rebuilt({ data, code, message }: { data?: ErrorData; code?: string; message: string }): Error {
  if (data) return new OpsError(data);
  return Object.assign(new Error(message), code ? { code } : {});
}

/** The worker's side of {@link runTask}: answers each task; progress is told five times a second at most. */
export function serveTask<Task, Progress>(
  parent: Parent,
  work: (task: Task, tell: (progress: Progress) => void) => Promise<unknown>,
): void {
  let told = 0;
  const tell = (progress: Progress) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    parent.send({ progress });
  };
  parent.onMessage((message) => {
    work(message as Task, tell).then(
      (result) => parent.send({ result }),
      (error: unknown) => {
        const { code, message: text } = error as { code?: string; message: string };
        const data = error instanceof OpsError ? { data: error.data } : {};
        parent.send({ error: { ...data, ...(code ? { code } : {}), message: text } });
      },
    );
  });
}
