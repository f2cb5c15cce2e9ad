import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { EvidenceFile } from '../../../shared/contract/assessment.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes } from '../../components/format.ts';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './AssessmentPage.module.css';
import { ACCEPTED, readFiles } from './EvidenceField.tsx';

const words = assessmentPageMessages.files;
/** What the window draws itself; the rest is saved and opened by its own program. */
const IMAGES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  bmp: 'image/bmp',
};

interface Opened {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Files that prove a fact: listed with who handed them in and at which step, opened, saved, added to; never taken away. */
export function Evidence({ factId, files }: { factId: string; files: readonly EvidenceFile[] }) {
  const input = useRef<HTMLInputElement>(null);
  const mayAdd = useIsOne(['manager', 'engineer', 'supervisor']);
  const [shown, setShown] = useState<Opened>();
  const add = useAct(
    async (chosen: readonly File[]) =>
      client.assessment.attach({ id: factId, files: await readFiles(chosen), note: '' }),
    { topics: ['assessment'] },
  );
  const open = useAct(async (file: EvidenceFile) => {
    const { fileName, base64 } = await client.assessment.file({ id: file.id });
    const opened = { name: fileName, bytes: bytesOf(base64) };
    if (isShown(fileName)) setShown(opened);
    else save(opened);
  });
  return (
    <section className={styles.evidence} aria-label={words.title}>
      <h3>
        {words.title}
        {mayAdd ? (
          <>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              accept={ACCEPTED}
              aria-label={words.add}
              onChange={(event) => {
                const chosen = [...(event.target.files ?? [])];
                event.target.value = '';
                if (chosen.length > 0) void add.run(chosen);
              }}
            />
            <Button size="small" loading={add.busy} title={words.hint} onClick={() => input.current?.click()}>
              {words.add}
            </Button>
          </>
        ) : null}
      </h3>
      <ErrorNote error={add.error ?? open.error} />
      {files.length === 0 ? <p className={styles.muted}>{words.none}</p> : null}
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className={styles.fileLink}
              title={words.digest(file.sha256)}
              onClick={() => void open.run(file)}
            >
              {file.name}
            </button>
            <span className={styles.muted}>
              {formatBytes(file.bytes)}　{assessmentMessages.acts[file.act]}　{file.addedBy}{' '}
              {showInstant(file.addedAt)}
            </span>
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== undefined}
        title={shown?.name}
        width={980}
        centered
        footer={shown ? <Button onClick={() => save(shown)}>{words.save}</Button> : null}
        onCancel={() => setShown(undefined)}
        destroyOnHidden
      >
        {shown ? <Preview opened={shown} /> : null}
      </Modal>
    </section>
  );
}

function Preview({ opened: { name, bytes } }: { opened: Opened }) {
  if (suffixOf(name) === 'pdf')
    return (
      <div className={styles.filePreview}>
        <PdfPreview data={bytes} fileName={name} />
      </div>
    );
  return <Picture name={name} bytes={bytes} />;
}

function Picture({ name, bytes }: Opened) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: IMAGES[suffixOf(name)] ?? '' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [name, bytes]);
  return url ? <img className={styles.picture} src={url} alt={name} /> : null;
}

function isShown(name: string): boolean {
  return suffixOf(name) === 'pdf' || suffixOf(name) in IMAGES;
}

function suffixOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function save({ name, bytes }: Opened): void {
  download(name, bytes, 'application/octet-stream');
}
