import { Drawer } from 'antd';
import { Link } from 'react-router';
import { STAFF } from '../../shared/domain/roles.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { JobProgress } from '../components/JobProgress.tsx';
import { Empty, Loaded } from '../components/Page.tsx';
import { client } from '../rpc/client.ts';
import { useAct, useSession } from '../rpc/query.tsx';
import { useRunningJobs } from './BarJobs.tsx';
import styles from './JobsDrawer.module.css';

const words = shellMessages.jobs;

/** What runs now, with its progress; cancel from here. */
export default function JobsDrawer({ onClose }: { onClose: () => void }) {
  const jobs = useRunningJobs();
  const role = useSession()?.operator.role;
  const cancel = useAct((id: string) => client.jobs.cancel({ id }), { topics: ['jobs'] });
  const mayCancel = role !== undefined && STAFF.includes(role);
  return (
    <Drawer
      open
      title={words.title}
      size={440}
      onClose={onClose}
      footer={
        <Link to="/jobs" onClick={onClose}>
          {words.all}
        </Link>
      }
    >
      <Loaded read={jobs}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={words.none} hint={words.noneHint} />
          ) : (
            <ul className={styles.jobs}>
              {rows.map((job) => (
                <li key={job.id}>
                  <JobProgress job={job} onCancel={mayCancel ? ({ id }) => void cancel.run(id) : undefined} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <ErrorNote error={cancel.error} />
    </Drawer>
  );
}
