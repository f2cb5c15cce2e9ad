import { shellMessages } from '../../shared/messages/shell.ts';
import { jobPortion } from '../components/JobProgress.tsx';
import { StateShape } from '../components/StateTag.tsx';
import { client } from '../rpc/client.ts';
import { useRead } from '../rpc/query.tsx';
import styles from './TopBar.module.css';

/** Jobs that run or wait to run, newest first; read again with every change of jobs. */
export function useRunningJobs() {
  return useRead(['jobs', 'running'], ({ signal }) =>
    client.jobs.list({ offset: 0, limit: 20, states: ['queued', 'running'] }, { signal }),
  );
}

/** One line about what runs; opens the drawer. Nothing when nothing runs. */
export function BarJobs({ onOpen }: { onOpen: () => void }) {
  const jobs = useRunningJobs().data;
  const first = jobs?.rows[0];
  if (!jobs || !first) return null;
  const words = shellMessages.bar;
  return (
    <button type="button" className={`${styles.item} ${styles.job}`} onClick={onOpen}>
      <span className={styles.shape}>
        <StateShape state="running" />
      </span>
      <span className={styles.jobText}>{jobs.total === 1 ? first.title : words.jobs(jobs.total)}</span>
      {jobs.total === 1 ? <span>{jobPortion(first)}</span> : null}
    </button>
  );
}
