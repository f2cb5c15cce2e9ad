import type { FilesStand } from '../../../shared/contract/exportFiles.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { formatAgo, formatCount } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { useNow } from '../../rpc/clock.ts';
import styles from './DatacenterPage.module.css';

const words = exportFilesMessages.page;
const STATES = {
  unread: 'unchecked',
  current: 'ok',
  changed: 'waiting',
  missing: 'warn',
  failed: 'fault',
} as const;

/** How old the export is and what the snapshot holds of it. */
export function FilesLine({ stand }: { stand: FilesStand }) {
  const now = useNow();
  const lacking = words.refused(stand.refused, stand.suspect, stand.failedFiles);
  return (
    <div className={`${styles.meta} ${styles.result}`}>
      <StateTag plain state={STATES[stand.state]} text={words.states[stand.state]} />
      {stand.exportedAt ? (
        <span>
          {words.exported} <Instant value={stand.exportedAt} />（{formatAgo(stand.exportedAt, now)}）
        </span>
      ) : null}
      {stand.readAt ? <span>{words.counts(stand.tables, formatCount(stand.rows))}</span> : null}
      {stand.readAt && lacking ? <StateTag plain state="warn" text={lacking} /> : null}
      {stand.error ? <span>{stand.error}</span> : null}
    </div>
  );
}
