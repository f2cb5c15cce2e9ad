/**
 * A pool of worker processes for heavy work. A worker that dies, hangs or grows beyond its memory costs its
 * one job a retry, then a failure; it is killed and replaced. Nothing else is lost.
 *
 * Messages to a worker: `{kind: 'start', memoryLimitMb}` once, then `{kind: 'job', id, task, attempt}`.
 * From a worker: `{kind: 'ready'}`, then `{kind: 'done', id, result, rssMb}` or `{kind: 'error', id, message}`.
 */
import type { SpawnProcess, WorkerProcess } from './processes.ts';

export interface PoolOptions {
  spawn: SpawnProcess;
  entry: URL | string;
  /** Worker processes at most; they are started when work comes. */
  size: number;
  /** Time for one job before its worker is killed. */
  timeoutMs: number;
  /** Memory of a worker (heap and native) before it is killed. */
  memoryLimitMb: number;
  /** A worker is replaced between jobs after this many jobs, or above this resident memory. */
  recycleAfter: { jobs: number; rssMb: number };
  name: string;
}

export type PoolFailure = 'timeout' | 'memory' | 'exit' | 'error' | 'cancelled';

/** A job's outcome as plain data: `run` never rejects. */
export type PoolResult<Result> =
  | { ok: true; result: Result; attempts: number; rssMb: number }
  | { ok: false; failure: PoolFailure; message: string; attempts: number };

export interface Pool<Task, Result> {
  run(task: Task, options?: { signal?: AbortSignal }): Promise<PoolResult<Result>>;
  /** Kills the workers; jobs under way and waiting end as cancelled. */
  close(): void;
  /** Highest resident memory any worker reported, and how many workers were started. */
  statistics(): { peakRssMb: number; started: number };
}

type FromWorker =
  | { kind: 'ready' }
  | { kind: 'done'; id: number; result: unknown; rssMb: number }
  | { kind: 'error'; id: number; message: string };

interface Job<Task, Result> {
  id: number;
  task: Task;
  attempts: number;
  signal: AbortSignal | undefined;
  settle(result: PoolResult<Result>): void;
}

interface Member<Task, Result> {
  process: WorkerProcess;
  ready: boolean;
  job: Job<Task, Result> | undefined;
  timer: NodeJS.Timeout | undefined;
  jobs: number;
  /** Why the pool itself killed it. */
  killedFor: PoolFailure | undefined;
  gone: boolean;
}

const START_MS = 60_000;
const MAX_ATTEMPTS = 2;
/** Exit codes of a process that ran out of memory: SIGKILL by the watchdog or the system, SIGABRT by V8. */
const MEMORY_EXITS = new Set([134, 137]);
/** The watchdog's own exit code, for hosts where a signal has no code. */
export const MEMORY_EXIT_CODE = 137;

function isFromWorker(message: unknown): message is FromWorker {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

/** Creates a pool; no process is started before the first job. */
export function createPool<Task, Result>(options: PoolOptions): Pool<Task, Result> {
  const members = new Set<Member<Task, Result>>();
  const queue: Job<Task, Result>[] = [];
  let lastId = 0;
  let closed = false;
  let peakRssMb = 0;
  let started = 0;

  function start(): Member<Task, Result> {
    started++;
    const member: Member<Task, Result> = {
      process: options.spawn(options.entry, { memoryLimitMb: options.memoryLimitMb, name: options.name }),
      ready: false,
      job: undefined,
      timer: undefined,
      jobs: 0,
      killedFor: undefined,
      gone: false,
    };
    members.add(member);
    member.timer = setTimeout(() => kill(member, 'timeout'), START_MS);
    member.process.onMessage((message) => {
      if (isFromWorker(message)) receive(member, message);
    });
    member.process.onExit((code) => ended(member, code));
    member.process.send({ kind: 'start', memoryLimitMb: options.memoryLimitMb });
    return member;
  }

  function kill(member: Member<Task, Result>, reason: PoolFailure): void {
    member.killedFor ??= reason;
    member.process.kill();
  }

  function ended(member: Member<Task, Result>, code: number | null): void {
    if (member.gone) return;
    member.gone = true;
    members.delete(member);
    clearTimeout(member.timer);
    const { job } = member;
    member.job = undefined;
    if (job) {
      const failure = member.killedFor ?? (code !== null && MEMORY_EXITS.has(code) ? 'memory' : 'exit');
      retryOrFail(job, failure, `exit code ${code ?? 'by signal'}`);
    } else if (!member.ready && member.killedFor !== 'cancelled') {
      // It never came up: a job must not wait for ever for workers that cannot start.
      const waiting = queue.shift();
      if (waiting)
        retryOrFail(waiting, member.killedFor ?? 'exit', `worker did not start, exit code ${code}`);
    }
    pump();
  }

  function retryOrFail(job: Job<Task, Result>, failure: PoolFailure, message: string): void {
    if (closed || failure === 'cancelled' || job.signal?.aborted) {
      job.settle({ ok: false, failure: 'cancelled', message: 'cancelled', attempts: job.attempts });
    } else if (job.attempts >= MAX_ATTEMPTS) {
      job.settle({ ok: false, failure, message, attempts: job.attempts });
    } else {
      queue.unshift(job);
    }
  }

  function receive(member: Member<Task, Result>, message: FromWorker): void {
    if (message.kind === 'ready') {
      member.ready = true;
      clearTimeout(member.timer);
      pump();
      return;
    }
    const { job } = member;
    if (!job || job.id !== message.id) return;
    member.job = undefined;
    clearTimeout(member.timer);
    member.jobs++;
    if (message.kind === 'error') {
      retryOrFail(job, 'error', message.message);
    } else {
      peakRssMb = Math.max(peakRssMb, message.rssMb);
      job.settle({
        ok: true,
        result: message.result as Result,
        attempts: job.attempts,
        rssMb: message.rssMb,
      });
      if (member.jobs >= options.recycleAfter.jobs || message.rssMb > options.recycleAfter.rssMb)
        retire(member);
    }
    pump();
  }

  function retire(member: Member<Task, Result>): void {
    member.gone = true;
    members.delete(member);
    member.process.kill();
  }

  function give(member: Member<Task, Result>, job: Job<Task, Result>): void {
    member.job = job;
    job.attempts++;
    member.timer = setTimeout(() => kill(member, 'timeout'), options.timeoutMs);
    member.process.send({ kind: 'job', id: job.id, task: job.task, attempt: job.attempts });
  }

  function pump(): void {
    if (closed) return;
    for (const member of members) {
      if (!member.ready || member.job || member.gone || member.killedFor) continue;
      const job = queue.shift();
      if (!job) return;
      give(member, job);
    }
    const starting = [...members].filter((member) => !member.ready && !member.killedFor).length;
    const wanted = Math.min(queue.length - starting, options.size - members.size);
    for (let i = 0; i < wanted; i++) start();
  }

  return {
    run(task, { signal } = {}) {
      return new Promise((resolve) => {
        if (closed || signal?.aborted) {
          resolve({ ok: false, failure: 'cancelled', message: 'cancelled', attempts: 0 });
          return;
        }
        lastId++;
        const abort = (): void => {
          const at = queue.indexOf(job);
          if (at >= 0) {
            queue.splice(at, 1);
            job.settle({ ok: false, failure: 'cancelled', message: 'cancelled', attempts: job.attempts });
            return;
          }
          for (const member of members) if (member.job === job) kill(member, 'cancelled');
        };
        const job: Job<Task, Result> = {
          id: lastId,
          task,
          attempts: 0,
          signal,
          settle(result) {
            signal?.removeEventListener('abort', abort);
            resolve(result);
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        queue.push(job);
        pump();
      });
    },
    close() {
      closed = true;
      for (const job of queue.splice(0)) {
        job.settle({ ok: false, failure: 'cancelled', message: 'cancelled', attempts: job.attempts });
      }
      for (const member of [...members]) kill(member, 'cancelled');
    },
    statistics: () => ({ peakRssMb, started }),
  };
}
