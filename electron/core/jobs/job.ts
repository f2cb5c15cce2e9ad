export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

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
