import { Drawer } from 'antd';
import { useMemo } from 'react';
import type { ConversionFile } from '../../../shared/contract/conversion.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Empty, Loaded, Loading } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './ConversionPage.module.css';
import { markMissing } from './marks.ts';

const words = conversionPageMessages.compare;

/** The source's text beside the finished PDF, with what the PDF lacks marked: to be compared by eye. */
export function Compare({
  file,
  open,
  onClose,
}: {
  file: ConversionFile;
  open: boolean;
  onClose: () => void;
}) {
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={words.title(file.name || file.key)}
      size="94vw"
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
    >
      <div className={styles.compare}>
        <section aria-label={words.source} className={styles.side}>
          <header className={styles.sideHead}>
            <strong>{words.source}</strong>
            <span>{words.sourceNote}</span>
          </header>
          <SourceText file={file} />
        </section>
        <section aria-label={words.result} className={styles.side}>
          <ResultPdf file={file} />
        </section>
      </div>
    </Drawer>
  );
}

function SourceText({ file }: { file: ConversionFile }) {
  // A file converted anew has another text: its time is part of the question.
  const read = useRead(['conversion', 'text', file.id, file.convertedAt], ({ signal }) =>
    client.conversion.sourceText({ id: file.id }, { signal }),
  );
  return (
    <div className={styles.sideBody}>
      <Loaded read={read} lines={8}>
        {({ text, truncated }) => <MarkedText text={text} truncated={truncated} file={file} />}
      </Loaded>
    </div>
  );
}

function MarkedText({ text, truncated, file }: { text: string; truncated: boolean; file: ConversionFile }) {
  const { pieces, lost } = useMemo(() => markMissing(text, file.differences), [text, file.differences]);
  if (text === '') return <Empty title={words.noText} hint={file.reason} />;
  const marked = pieces.filter((piece) => piece.marked).length;
  return (
    <>
      <p className={styles.textNote}>
        {marked > 0 ? words.missing(marked) : file.differences.length === 0 ? words.same : ''}
        {lost.map((piece) => ` ${words.unmarked(piece)}`)}
        {truncated ? ` ${words.truncated}` : ''}
      </p>
      <pre className={styles.text}>
        {pieces.map((piece) => (piece.marked ? <mark key={piece.at}>{piece.text}</mark> : piece.text))}
      </pre>
    </>
  );
}

function ResultPdf({ file }: { file: ConversionFile }) {
  const has = file.pages !== null;
  const read = useRead(
    ['conversion', 'pdf', file.id, file.convertedAt],
    async ({ signal }) => {
      const { base64, fileName } = await client.conversion.resultPdf({ id: file.id }, { signal });
      return { data: bytesOf(base64), fileName };
    },
    { enabled: has, keepPrevious: false },
  );
  if (!has) return <Empty title={words.noResult} hint={file.reason} />;
  if (read.error) return <ErrorNote error={read.error} onAgain={read.again} />;
  if (!read.data) return <Loading lines={8} />;
  return (
    <PdfPreview
      data={read.data.data}
      fileName={read.data.fileName}
      toolbar={<strong>{words.result}</strong>}
    />
  );
}
