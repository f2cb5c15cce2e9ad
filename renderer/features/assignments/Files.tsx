import { Button } from 'antd';
import { useRef } from 'react';
import type { RecordDetail, ServiceFile } from '../../../shared/contract/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { base64Of, bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes } from '../../components/format.ts';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.files;

/** What is kept with a record: the file stands in the workspace, its digest in the log. */
export function Files({ detail, mayWork }: { detail: RecordDetail; mayWork: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const add = useAct(
    async (file: File) =>
      client.assignments.addFile({ id: detail.id, name: file.name, base64: await base64Of(file) }),
    { topics: ['assignments'] },
  );
  const save = useAct(async (file: ServiceFile) => {
    const { name, base64 } = await client.assignments.readFile({ fileId: file.id });
    download(name, bytesOf(base64), 'application/octet-stream');
  });
  return (
    <section className={styles.block}>
      <div className={styles.blockHead}>
        {words.title}
        {mayWork ? (
          <>
            <input
              ref={input}
              type="file"
              hidden
              aria-label={words.add}
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) void add.run(file);
              }}
            />
            <Button size="small" loading={add.busy} onClick={() => input.current?.click()}>
              {words.add}
            </Button>
          </>
        ) : null}
      </div>
      <ErrorNote error={add.error ?? save.error} />
      {detail.files.length === 0 ? <p className={styles.muted}>{words.none}</p> : null}
      <ul className={styles.list}>
        {detail.files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className={`${styles.link} ${styles.grow}`}
              title={words.save}
              onClick={() => void save.run(file)}
            >
              {file.name}
            </button>
            <span className={styles.muted} title={words.digest(file.sha256)}>
              {formatBytes(file.bytes)} {file.addedBy}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
