import { App, Button } from 'antd';
import { useState } from 'react';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import type { FilesStand } from '../../../shared/contract/exportFiles.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatAgo, formatCount } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './DatacenterPage.module.css';
import { FilesReport } from './FilesReport.tsx';

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

/** Reading the folder, and what became of its files. */
export function FilesActions({ connection, mayWork }: { connection: SavedConnection; mayWork: boolean }) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const { id, filesStand: stand } = connection;
  const read = useAct(() => client.datacenter.filesRead({ id, force: stand?.state === 'current' }), {
    topics: ['datacenter', 'jobs'],
    onDone: () => void message.info(words.started),
  });
  return (
    <>
      {read.error ? <ErrorNote error={read.error} /> : null}
      {mayWork ? (
        <Button size="small" loading={read.busy} onClick={() => void read.run(undefined)}>
          {stand?.readAt ? words.again : words.read}
        </Button>
      ) : null}
      <Button size="small" onClick={() => setOpen(true)}>
        {words.report}
      </Button>
      <FilesReport connection={connection} mayWork={mayWork} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
