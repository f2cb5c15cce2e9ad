import { App, Button } from 'antd';
import type { Backup } from '../../../shared/contract/workspace.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes } from '../../components/format.ts';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './BackupSettings.module.css';

const words = settingsPageMessages.backup;

/** The copies of the log with their files, and one made now. */
export function BackupSettings() {
  const { message } = App.useApp();
  const mayWork = useMayWork();
  const backups = useRead(['workspace', 'backups'], ({ signal }) =>
    client.workspace.backups(undefined, { signal }),
  );
  const run = useAct(() => client.workspace.backup(), {
    topics: ['workspace', 'jobs'],
    onDone: () => void message.success(words.started),
  });
  return (
    <Section
      title={words.title}
      extra={
        mayWork ? (
          <Button type="primary" loading={run.busy} onClick={() => void run.run(undefined)}>
            {words.run}
          </Button>
        ) : null
      }
    >
      <p className={styles.note}>{words.note}</p>
      <ErrorNote error={run.error} />
      <Loaded read={backups} lines={4}>
        {(rows) =>
          rows.length === 0 ? <Empty title={words.none} hint={words.noneHint} /> : <Copies rows={rows} />
        }
      </Loaded>
      <p className={styles.note}>{words.restore}</p>
    </Section>
  );
}

function Copies({ rows }: { rows: readonly Backup[] }) {
  return (
    <table className={styles.copies}>
      <thead>
        <tr>
          <th>{words.columns.at}</th>
          <th className={styles.amount}>{words.columns.log}</th>
          <th className={styles.amount}>{words.columns.files}</th>
          <th>{words.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, at, bytes, files }) => (
          <tr key={name} title={name}>
            <td>
              <Instant value={at} />
            </td>
            <td className={styles.amount}>{formatBytes(bytes)}</td>
            <td className={styles.amount}>
              {files ? words.files(files.count, formatBytes(files.bytes)) : '—'}
            </td>
            <td>
              <State files={files} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ files }: Pick<Backup, 'files'>) {
  if (!files) return <StateTag state="warn" text={words.withoutFiles} />;
  if (files.pending > 0) return <StateTag state="warn" text={words.pending(files.pending)} />;
  return <StateTag state="ok" text={words.whole} />;
}
