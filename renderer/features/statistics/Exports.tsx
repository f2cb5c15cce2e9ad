import { App, Button } from 'antd';
import type { ExportFormat, StatisticsExport, StatisticsRun } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes } from '../../components/format.ts';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.result;
const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Starts exports of a result and hands finished ones to the person. */
export function Exports({ run }: { run: StatisticsRun }) {
  const { message } = App.useApp();
  const start = useAct((format: ExportFormat) => client.statistics.export({ runId: run.id, format }), {
    topics: ['statistics'],
    onDone: () => void message.info(words.exporting),
  });
  const save = useAct(saveHere);
  const exported = useRead(['statistics', 'exports', run.id], ({ signal }) =>
    client.statistics.exports({ runId: run.id }, { signal }),
  );
  return (
    <>
      <div className={styles.status}>
        <Button size="small" loading={start.busy} onClick={() => void start.run('xlsx')}>
          {words.export.xlsx}
        </Button>
        <Button size="small" loading={start.busy} onClick={() => void start.run('csv')}>
          {words.export.csv}
        </Button>
        {exported.data && exported.data.length > 0 ? (
          <ul className={styles.exports} aria-label={words.exports}>
            {exported.data.map((file) => (
              <li key={file.id}>
                {file.file}（{formatBytes(file.bytes)}）
                <Button type="link" size="small" loading={save.busy} onClick={() => void save.run(file)}>
                  {words.saveHere}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <ErrorNote error={start.error ?? save.error} />
    </>
  );
}

/** Fetches a file piece by piece and puts it into the download folder. */
async function saveHere(file: StatisticsExport): Promise<void> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const part: { base64: string; next: number | null } = await client.statistics.exportPart({
      id: file.id,
      offset,
    });
    parts.push(Uint8Array.from(atob(part.base64), (character) => character.charCodeAt(0)));
    offset = part.next;
  }
  download(file.file, new Blob(parts), TYPES[file.format]);
}
