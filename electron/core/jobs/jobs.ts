import type { Actor, Core } from '../core.ts';

export const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job as it stands in the log. */
export interface JobRecord {
  id: string;
  kind: string;
  title: string;
  state: JobState;
  done: number;
  /** Unknown until counted: null. */
  total: number | null;
  text: string;
  params: unknown;
  checkpoint: unknown;
  result: unknown;
  error: { code: string; message: string } | null;
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

/** What a running job is handed. */
export interface JobContext<Params> {
  core: Core;
  actor: Actor;
  jobId: string;
  params: Params;
  /** What the last run saved; undefined at the first. */
  checkpoint: unknown;
  saveCheckpoint: (checkpoint: unknown) => Promise<void>;
  /** Cheap to call; written and shown at most ten times a second. */
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
  /** Queues and starts; rejects with JOB_ALREADY_RUNNING when its exclusive key is held. */
  start(actor: Actor, kind: string, params: unknown): Promise<JobRecord>;
  /** Resolves when the job has ended, whatever its end. */
  wait(jobId: string): Promise<JobRecord>;
  cancel(actor: Actor, jobId: string): Promise<void>;
  get(jobId: string): Promise<JobRecord | undefined>;
  list(page: { offset: number; limit: number; states?: readonly JobState[] }): Promise<{ rows: JobRecord[]; total: number }>;
  /** Takes up resumable jobs whose process died; called once the kinds are registered. */
  resume(): Promise<void>;
  close(): Promise<void>;
}
