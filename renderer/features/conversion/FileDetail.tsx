import { App, Button } from 'antd';
import { useState } from 'react';
import type { ConversionFile } from '../../../shared/contract/conversion.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import { FILE_STATUS_NAMES, FOUND_NAMES } from '../../../shared/messages/conversionWork.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatCount, formatDuration } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { Compare } from './Compare.tsx';
import styles from './ConversionPage.module.css';
import { statusLook } from './look.ts';

const words = conversionPageMessages.file;

/** Beside the list: why a file stands where it stands, and what can be done. */
export function FileDetail({ file, mayWork }: { file: ConversionFile; mayWork: boolean }) {
  const { message } = App.useApp();
  const [comparing, setComparing] = useState(false);
  const again = useAct(() => client.conversion.rerun({ id: file.id }), {
    topics: ['conversion', 'jobs'],
    onDone: () => void message.success(words.rerunStarted),
  });
  const facts = words.facts;
  const { pages, pictures, tables } = file;
  return (
    <div className={styles.detail}>
      <div className={styles.detailActions}>
        {file.status === 'waiting' ? null : (
          <Button type="primary" onClick={() => setComparing(true)}>
            {words.compare}
          </Button>
        )}
        {mayWork && file.status !== 'waiting' ? (
          <Button loading={again.busy} onClick={() => void again.run(undefined)}>
            {words.rerun}
          </Button>
        ) : null}
      </div>
      <ErrorNote error={again.error} />
      <Facts
        items={[
          [
            facts.status,
            <StateTag
              key="status"
              state={statusLook[file.status]}
              text={FILE_STATUS_NAMES[file.status]}
              plain
            />,
          ],
          ...(file.reason ? [[facts.reason, file.reason] as const] : []),
          [facts.court, file.courtName],
          [facts.caseId, file.caseId],
          [facts.key, file.key],
          [facts.source, file.sourceName],
          [facts.type, `${file.suffix || '—'} / ${FOUND_NAMES[file.found] ?? '—'}`],
          [facts.size, file.byteSize === null ? '—' : formatCount(file.byteSize)],
          [facts.pages, `${pages ?? '—'} / ${pictures ?? '—'} / ${tables ?? '—'}`],
          [facts.time, <Instant key="time" value={file.convertedAt} />],
          [facts.took, file.ms === null ? '—' : file.ms < 1000 ? `${file.ms} ms` : formatDuration(file.ms)],
          [facts.attempts, String(file.attempts)],
        ]}
      />
      {file.notes.length > 0 ? (
        <>
          <h3 className={styles.detailHead}>{words.notes}</h3>
          <ul className={styles.notes}>
            {file.notes.map((note) => (
              <li key={`${note.code}${note.message}`}>
                {note.message}
                {note.count > 1 ? ` ${words.times(note.count)}` : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Differences file={file} />
      <Compare file={file} open={comparing} onClose={() => setComparing(false)} />
    </div>
  );
}

/** Each place where the finished PDF's text differs from the source's. */
export function Differences({ file }: { file: ConversionFile }) {
  if (file.differences.length === 0) return null;
  return (
    <>
      <h3 className={styles.detailHead}>{words.differences(file.differences.length)}</h3>
      <ul className={styles.notes}>
        {numbered(file.differences).map(([place, difference]) => (
          <li key={place}>
            <span className={difference.kind === 'missing' ? styles.missing : styles.added}>
              {difference.kind === 'missing' ? words.missing : words.added}
            </span>{' '}
            <q>{difference.text}</q>
            {difference.after ? <span className={styles.after}> {words.after(difference.after)}</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Places have no name but their order, which never changes. */
function numbered<T>(items: readonly T[]): (readonly [string, T])[] {
  return items.map((item, index) => [String(index), item] as const);
}
