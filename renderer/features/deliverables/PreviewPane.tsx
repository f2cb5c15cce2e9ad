import { Button } from 'antd';
import { useState } from 'react';
import type { Edition, ReportFormat } from '../../../shared/contract/deliverables.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobLine } from '../../components/JobLine.tsx';
import { Empty, Loaded } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.report;
const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The edition as it will come out of the printer, and as Word and Excel. */
export function PreviewPane({ edition }: { edition: Edition }) {
  const [jobId, setJobId] = useState<string>();
  const [wanted, setWanted] = useState<'docx' | 'xlsx'>();
  const pdf = edition.files.find(({ format }) => format === 'pdf');
  const render = useAct(
    (formats: ReportFormat[]) => client.deliverables.render({ id: edition.id, formats }),
    { topics: ['jobs'], onDone: (job) => setJobId(job.id) },
  );
  const save = useAct((format: 'docx' | 'xlsx') => saveFile(edition.id, format));
  const saveAs = (format: 'docx' | 'xlsx') => {
    if (edition.files.some((file) => file.format === format)) void save.run(format);
    else {
      setWanted(format);
      void render.run([format]);
    }
  };
  const busy = jobId !== undefined || render.busy;
  return (
    <div className={styles.preview}>
      <div className={styles.acts}>
        <Button type={pdf ? 'default' : 'primary'} disabled={busy} onClick={() => void render.run(['pdf'])}>
          {pdf ? words.rerender : words.render}
        </Button>
        {(['docx', 'xlsx'] as const).map((format) => (
          <Button key={format} disabled={busy} loading={save.busy && !busy} onClick={() => saveAs(format)}>
            {words.saveAs(deliverablesMessages.formats[format])}
          </Button>
        ))}
        {edition.state === 'draft' && pdf ? <span className={styles.muted}>{words.renderHint}</span> : null}
      </div>
      <ErrorNote error={render.error ?? save.error} />
      {jobId ? (
        <JobLine
          jobId={jobId}
          onDone={() => {
            setJobId(undefined);
            if (wanted) void save.run(wanted);
            setWanted(undefined);
          }}
        />
      ) : null}
      {pdf ? (
        <Pdf id={edition.id} sha256={pdf.sha256} fileName={pdf.fileName} />
      ) : (
        <Empty title={words.notRendered} hint={words.notRenderedHint} />
      )}
    </div>
  );
}

function Pdf({ id, sha256, fileName }: { id: string; sha256: string; fileName: string }) {
  const read = useRead(
    ['deliverables-file', id, sha256],
    async ({ signal }) =>
      bytesOf((await client.deliverables.file({ id, format: 'pdf', purpose: 'preview' }, { signal })).base64),
    { keepPrevious: false },
  );
  return (
    <Loaded read={read} lines={10}>
      {(data) => (
        <PdfPreview
          data={data}
          fileName={fileName}
          onLeave={() => client.deliverables.file({ id, format: 'pdf', purpose: 'save' })}
        />
      )}
    </Loaded>
  );
}

async function saveFile(id: string, format: 'docx' | 'xlsx'): Promise<string> {
  const { fileName, base64 } = await client.deliverables.file({ id, format, purpose: 'save' });
  download(fileName, bytesOf(base64), TYPES[format]);
  return fileName;
}
