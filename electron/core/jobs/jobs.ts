import { randomUUID } from 'node:crypto';
import { asErrorData, fail, isAbort } from '../../../shared/errors/errors.ts';
import { jobMessages } from '../../../shared/messages/jobs.ts';
import type { Actor, Core } from '../core.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import type { JobRecord, JobState } from './job.ts';
import { throttleProgress } from './progress.ts';
import { jobStore, type Lease } from './store.ts';

/** What a running job is handed. */
export interface JobContext<Params> {
  core: Core;
  actor: Actor;
  jobId: string;
  params: Params;
  /** What the last run saved; undefined at the first. */
  checkpoint: unknown;
  saveCheckpoint: (checkpoint: unknown) => Promise<void>;
  /** Cheap to call; written and shown a few times a second. */
  progress: (progress: { done: number; total?: number; text?: string }) => void;
  signal: AbortSignal;
}

export interface JobKind<Params, Result> {
  kind: string;
  title: (params: Params) => string;
  /** Whether a job whose process died is taken up again at the next start. */
  resumable: boolean;
  /** Jobs of the same key never run side by side, in any process. */
  exclusive?: (params: Params) => string;
  run: (context: JobContext<Params>) => Promise<Result>;
}

export interface Jobs {
  register<Params, Result>(kind: JobKind<Params, Result>): void;
  /** Starts at once; rejects with JOB_ALREADY_RUNNING when its exclusive key is held by a living process. */
  start(actor: Actor, kind: string, params: unknown): Promise<JobRecord>;
  /** Resolves when the job has ended, whatever its end, or its process died (interrupted). Also for jobs of other processes. */
  wait(jobId: string, signal?: AbortSignal): Promise<JobRecord>;
  cancel(actor: Actor, jobId: string): Promise<void>;
  /** Takes an ended, unsuccessful job up again from its checkpoint. */
  restart(actor: Actor, jobId: string): Promise<JobRecord>;
  get(jobId: string): Promise<JobRecord | undefined>;
  /** The job of a living process, this one or another, that holds an exclusive key: while it does, `start` is refused. */
  holder(key: string): Promise<string | undefined>;
  list(page: {
    offset: number;
    limit: number;
    states?: readonly JobState[];
  }): Promise<{ rows: JobRecord[]; total: number }>;
  /**
   * Takes up jobs whose process died: resumable ones go on, others become 中断. Called once all kinds are registered; from
   * then on it looks again, since a process killed just before still holds its leases for a while.
   */
  resume(): Promise<void>;
  /** Leaves running jobs to the next process: their leases are given back. */
  close(): Promise<void>;
}

const LEASE_MS = 15_000;
const BEAT_MS = 1_000;
const WAIT_LOOK_MS = 200;
const CLOSE_PATIENCE_MS = 3_000;

type AnyKind = JobKind<unknown, unknown>;

/** The one engine for long work: a job is a row with a lease, so it never runs twice and survives its process. */
export function createJobs(core: () => Core): Jobs {
  const kinds = new Map<string, AnyKind>();
  const running = new Map<string, { abort: AbortController; finished: Promise<void> }>();
  const owner = randomUUID();
  let closing = false;
  let looking: NodeJS.Timeout | undefined;
  const store = () => jobStore(core().log);

  function lease(): Lease {
    const now = Date.now();
    return { owner, now, until: now + LEASE_MS };
  }

  function kindOf(name: string): AnyKind {
    const kind = kinds.get(name);
    if (!kind) throw fail('JOB_KIND_UNKNOWN', jobMessages.kindUnknown(name));
    return kind;
  }

  async function mustFind(id: string): Promise<JobRecord> {
    const job = await store().find(id);
    if (!job) throw fail('JOB_NOT_FOUND', jobMessages.notFound);
    return job;
  }

  function launch(kind: AnyKind, job: JobRecord, actor: Actor): void {
    const abort = new AbortController();
    const finished = execute(kind, job, actor, abort).finally(() => running.delete(job.id));
    running.set(job.id, { abort, finished });
  }

  async function execute(kind: AnyKind, job: JobRecord, actor: Actor, abort: AbortController): Promise<void> {
    const beat = setInterval(() => void keepAlive(job.id, abort), BEAT_MS).unref();
    const progress = throttleProgress(
      async (latest) => {
        await store().saveProgress(job.id, latest);
        core().changes.bump('jobs');
      },
      (error) => record(`job ${job.kind} progress`, error),
    );
    core().changes.bump('jobs');
    try {
      const result = await kind.run({
        core: core(),
        actor,
        jobId: job.id,
        params: job.params,
        checkpoint: job.checkpoint,
        saveCheckpoint: (checkpoint) => store().saveCheckpoint(job.id, checkpoint),
        progress: progress.report,
        signal: abort.signal,
      });
      await progress.flush();
      await finish(job.id, { state: 'succeeded', result: result ?? null });
    } catch (error) {
      await progress.flush();
      if (closing) return;
      const cancelled = abort.signal.aborted && isAbort(error);
      const data = asErrorData(error);
      if (data.code === 'INTERNAL' && !cancelled) record(`job ${job.kind}`, error);
      await finish(job.id, cancelled ? { state: 'cancelled' } : { state: 'failed', error: data });
    } finally {
      clearInterval(beat);
    }
  }

  async function finish(
    id: string,
    ending: { state: JobState; result?: unknown; error?: unknown },
  ): Promise<void> {
    await store().end(id, owner, { ...ending, endedAt: new Date().toISOString() });
    core().changes.bump('jobs');
  }

  async function takeUpDead(): Promise<void> {
    for (const job of await store().claimDead(lease())) {
      // Ours, whose beats came late: the claim has given the lease back.
      if (running.has(job.id)) continue;
      const kind = kinds.get(job.kind);
      const actor = await store().actorOf(job.id);
      if (kind?.resumable && actor) launch(kind, job, actor);
      else await finish(job.id, { state: 'interrupted' });
    }
  }

  /** A lost lease means another process took the job: this run must stop touching anything. */
  async function keepAlive(id: string, abort: AbortController): Promise<void> {
    try {
      const state = await store().beat(id, lease());
      if (state !== 'on') abort.abort();
    } catch (error) {
      record('job lease', error);
    }
  }

  /** What comes to nothing because the core is closing is no surprise, and the core to note it in may be gone. */
  function record(what: string, error: unknown): void {
    if (!closing) recordUnexpected(core().workspace, what, error);
  }

  return {
    register: (kind) => {
      kinds.set(kind.kind, kind as unknown as AnyKind);
    },

    async start(actor, name, params) {
      const kind = kindOf(name);
      const entered = await store().enter(
        {
          id: randomUUID(),
          kind: name,
          title: kind.title(params),
          key: kind.exclusive?.(params) ?? null,
          params,
          actor,
          now: new Date().toISOString(),
        },
        lease(),
        kind.resumable,
      );
      const job = await mustFind(entered.id);
      if (entered.outcome === 'held')
        throw fail('JOB_ALREADY_RUNNING', jobMessages.alreadyRunning(job.title, job.createdBy));
      launch(kind, job, actor);
      return job;
    },

    async wait(id, signal) {
      for (;;) {
        await running.get(id)?.finished;
        const job = await mustFind(id);
        if (job.state !== 'running' && job.state !== 'queued') return job;
        if (await store().isAbandoned(id, Date.now())) return { ...job, state: 'interrupted' };
        signal?.throwIfAborted();
        await new Promise((resolve) => setTimeout(resolve, WAIT_LOOK_MS));
      }
    },

    async cancel(_actor, id) {
      await mustFind(id);
      await store().requestCancel(id);
      running.get(id)?.abort.abort();
      core().changes.bump('jobs');
    },

    async restart(actor, id) {
      const job = await mustFind(id);
      if (job.state === 'running' || job.state === 'queued' || job.state === 'succeeded') {
        throw fail('JOB_NOT_RESTARTABLE', jobMessages.notRestartable);
      }
      const kind = kindOf(job.kind);
      if (!(await store().reopen(id, lease())))
        throw fail('JOB_ALREADY_RUNNING', jobMessages.sameRunning(job.title));
      const reopened = await mustFind(id);
      launch(kind, reopened, actor);
      return reopened;
    },

    get: (id) => store().find(id),
    holder: (key) => store().holder(key, Date.now()),
    list: (page) => store().list(page),

    async resume() {
      looking ??= setInterval(() => {
        takeUpDead().catch((error: unknown) => record('jobs of dead processes', error));
      }, LEASE_MS).unref();
      await takeUpDead();
    },

    async close() {
      closing = true;
      clearInterval(looking);
      const open = [...running.entries()];
      for (const [, { abort }] of open) abort.abort();
      const finished = Promise.all(open.map(([, job]) => job.finished));
      // A job that does not hear its signal must not keep the program from closing.
      await Promise.race([
        finished,
        new Promise((resolve) => setTimeout(resolve, CLOSE_PATIENCE_MS).unref()),
      ]);
      for (const [id] of open) await store().beat(id, { owner, now: 0, until: 0 });
    },
  };
}
