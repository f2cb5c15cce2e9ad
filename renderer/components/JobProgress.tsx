import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Job } from '../../shared/contract/jobs.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import { useNow } from '../rpc/clock.ts';
import { formatCount, formatDuration } from './format.ts';
import styles from './JobProgress.module.css';
import { StateTag, type ViewState } from './StateTag.tsx';

const words = componentMessages.job;

/** How a job's state looks. */
export const jobLook: Record<Job['state'], ViewState> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'ok',
  failed: 'fault',
  cancelled: 'off',
  interrupted: 'warn',
};

/** The share done, 0…1; null while the total is unknown. */
export function jobShare(job: Pick<Job, 'done' | 'total' | 'state'>): number | null {
  if (job.state === 'succeeded') return 1;
  if (job.total === null || job.total <= 0) return null;
  return Math.min(1, Math.max(0, job.done / job.total));
}

/** `45%`, or how many are done while the total is unknown. */
export function jobPortion(job: Pick<Job, 'done' | 'total' | 'state'>): string {
  const share = jobShare(job);
  if (share === null) return job.done > 0 ? words.done(formatCount(job.done)) : '';
  return `${Math.floor(share * 100)}%`;
}

/** Milliseconds still to go by the pace so far; undefined before 3 % or 2 s are done, when a guess would jump about. */
export function jobRemaining(
  job: Pick<Job, 'done' | 'total' | 'state' | 'startedAt'>,
  now: Date,
): number | undefined {
  const share = jobShare(job);
  if (job.state !== 'running' || share === null || share < 0.03 || !job.startedAt) return undefined;
  const spent = now.getTime() - Date.parse(job.startedAt);
  return spent < 2000 ? undefined : (spent / share) * (1 - share);
}

/** One job with its bar, its line of text, and what can be done with it. */
export function JobProgress({
  job,
  onCancel,
  onRestart,
  title,
}: {
  job: Job;
  onCancel?: ((job: Job) => void) | undefined;
  onRestart?: ((job: Job) => void) | undefined;
  title?: ReactNode;
}) {
  const live = job.state === 'running' || job.state === 'queued';
  const now = useNow(live ? 1000 : 60_000);
  const share = jobShare(job);
  const remaining = jobRemaining(job, now);
  return (
    <div className={styles.job}>
      <div className={styles.title} title={job.title}>
        {title ?? job.title}
      </div>
      <div>
        {live && onCancel ? (
          <Button size="small" onClick={() => onCancel(job)}>
            {words.cancel}
          </Button>
        ) : null}
        {onRestart && (job.state === 'interrupted' || job.state === 'failed' || job.state === 'cancelled') ? (
          <Button size="small" onClick={() => onRestart(job)}>
            {words.restart}
          </Button>
        ) : null}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={job.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
      >
        <div
          className={`${styles.bar} ${styles[job.state] ?? ''} ${share === null && job.state === 'running' ? styles.uncounted : ''}`}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <div className={styles.line}>
        <StateTag state={jobLook[job.state]} text={words.states[job.state]} plain />
        <span className={styles.text} title={job.error?.message ?? job.text}>
          {job.error?.message ?? job.text}
        </span>
        {job.total !== null && job.total > 0 ? (
          <span>{words.of(formatCount(job.done), formatCount(job.total))}</span>
        ) : null}
        {remaining !== undefined ? <span>{words.remaining(formatDuration(remaining))}</span> : null}
      </div>
    </div>
  );
}
