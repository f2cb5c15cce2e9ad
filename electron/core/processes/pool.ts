/**
 * A pool of worker processes for heavy work. A worker that dies, hangs or grows beyond its memory costs its
 * one job a retry, then a failure; it is killed and replaced. Nothing else is lost.
 *
 * Messages to a worker: `{kind: 'start', memoryLimitMb}` once, then `{kind: 'job', id, task, attempt}`.
 * From a worker: `{kind: 'ready'}`, then for each job `{kind: 'free', id}` where only the disk is still waited for
 * (it works on the next one meanwhile), and `{kind: 'done', id, result, rssMb}` or `{kind: 'error', id, message}`.
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
  /** Jobs handed to a busy worker beforehand, so that it never waits for the next message; none by default. */
  ahead?: number;
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
  | { kind: 'free'; id: number }
  | { kind: 'done'; id: number; result: unknown; rssMb: number }
  | { kind: 'error'; id: number; message: string };

interface Job<Task, Result> {
  id: number;
  task: Task;
  attempts: number;
  /** Computed by its worker; only its result is not written yet. */
  free: boolean;
  signal: AbortSignal | undefined;
  settle(result: PoolResult<Result>): void;
}

interface Member<Task, Result> {
  process: WorkerProcess;
  ready: boolean;
  /** What it was given and has not answered, the oldest first. */
  jobs: Job<Task, Result>[];
  timer: NodeJS.Timeout | undefined;
  served: number;
  /** Gets no more jobs and ends with its last one. */
  retiring: boolean;
  /** Why the pool itself killed it. */
  killedFor: PoolFailure | undefined;
  gone: boolean;
}

const START_MS = 60_000;
const MAX_ATTEMPTS = 2;
/** A worker whose disk does not follow gets no more. */
const MAX_IN_HAND = 8;
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
  const ahead = options.ahead ?? 0;
  let lastId = 0;
  let closed = false;
  let peakRssMb = 0;
  let started = 0;

  function start(): Member<Task, Result> {
    started++;
    const member: Member<Task, Result> = {
      process: options.spawn(options.entry, { memoryLimitMb: options.memoryLimitMb, name: options.name }),
      ready: false,
      jobs: [],
      timer: undefined,
      served: 0,
      retiring: false,
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
    const jobs = member.jobs.splice(0);
    if (jobs.length > 0) {
      const failure = member.killedFor ?? (code !== null && MEMORY_EXITS.has(code) ? 'memory' : 'exit');
      // The one it was computing is to blame; the others only stood beside it and lose no try.
      const guilty = failure === 'cancelled' ? undefined : (jobs.find((job) => !job.free) ?? jobs[0]);
      for (const job of jobs.reverse()) {
        if (job !== guilty) job.attempts--;
        retryOrFail(job, failure, `exit code ${code ?? 'by signal'}`);
      }
    } else if (!member.ready && member.killedFor !== 'cancelled') {
      // It never came up: a job must not wait for ever for workers that cannot start.
      const waiting = queue.shift();
      if (waiting)
        retryOrFail(waiting, member.killedFor ?? 'exit', `worker did not start, exit code ${code}`);
    }
    pump();
  }

  function retryOrFail(job: Job<Task, Result>, failure: PoolFailure, message: string): void {
    if (closed || job.signal?.aborted) {
      job.settle({ ok: false, failure: 'cancelled', message: 'cancelled', attempts: job.attempts });
    } else if (job.attempts >= MAX_ATTEMPTS) {
      job.settle({ ok: false, failure, message, attempts: job.attempts });
    } else {
      job.free = false;
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
    const job = member.jobs.find(({ id }) => id === message.id);
    if (!job) return;
    if (message.kind === 'free') {
      job.free = true;
      watch(member);
      pump();
      return;
    }
    member.jobs.splice(member.jobs.indexOf(job), 1);
    member.served++;
    watch(member);
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
      const { jobs, rssMb } = options.recycleAfter;
      if (member.served >= jobs || message.rssMb > rssMb) member.retiring = true;
    }
    if (member.retiring && member.jobs.length === 0) retire(member);
    pump();
  }

  /** Gives the worker its time for the job it is at, counted from now. */
  function watch(member: Member<Task, Result>): void {
    clearTimeout(member.timer);
    if (member.jobs.length > 0) member.timer = setTimeout(() => kill(member, 'timeout'), options.timeoutMs);
  }

  function retire(member: Member<Task, Result>): void {
    member.gone = true;
    members.delete(member);
    member.process.kill();
  }

  function give(member: Member<Task, Result>, job: Job<Task, Result>): void {
    member.jobs.push(job);
    job.attempts++;
    if (member.jobs.length === 1) watch(member);
    member.process.send({ kind: 'job', id: job.id, task: job.task, attempt: job.attempts });
  }

  function pump(): void {
    if (closed) return;
    handOut(0);
    const starting = [...members].filter((member) => !member.ready && !member.killedFor).length;
    const wanted = Math.min(queue.length - starting, options.size - members.size);
    for (let i = 0; i < wanted; i++) start();
    // What a worker about to come up would take at once does not wait behind another job.
    for (let load = 1; load <= ahead; load++) handOut(load, starting + Math.max(0, wanted));
  }

  /** Gives a job to each worker that has `load` jobs to compute, and leaves `rest` in the queue. */
  function handOut(load: number, rest = 0): void {
    for (const member of members) {
      if (queue.length <= rest) return;
      if (!member.ready || member.retiring || member.gone || member.killedFor) continue;
      if (member.jobs.filter((job) => !job.free).length !== load || member.jobs.length > MAX_IN_HAND)
        continue;
      give(member, queue.shift() as Job<Task, Result>);
    }
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
          for (const member of members) {
            if (!member.jobs.includes(job)) continue;
            if (member.jobs.find((other) => !other.free) === job) kill(member, 'cancelled');
            else
              job.settle({ ok: false, failure: 'cancelled', message: 'cancelled', attempts: job.attempts });
          }
        };
        const job: Job<Task, Result> = {
          id: lastId,
          task,
          attempts: 0,
          free: false,
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
