import {
  DownloadOutlined,
  LeftOutlined,
  PrinterOutlined,
  RightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { componentMessages } from '../../../shared/messages/components.ts';
import { toErrorData } from '../../rpc/errors.ts';
import { download } from '../download.ts';
import { ErrorNote } from '../ErrorNote.tsx';
import { Loading } from '../Page.tsx';
import { openPdf, type PdfDocument } from './document.ts';
import { PdfSheet } from './PdfSheet.tsx';
import styles from './PdfViewer.module.css';
import { printPdf } from './print.ts';
import type { PdfPreviewProps } from './props.ts';

const words = componentMessages.pdf;
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const WIDEST_FIT = 920;

interface Opened {
  pdf: PdfDocument;
  ratio: number;
}

/** The viewer itself; comes lazily through PdfPreview.tsx. */
export default function PdfViewer({ data, fileName, onLeave, toolbar }: PdfPreviewProps) {
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened>();
  const [broken, setBroken] = useState(false);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [fit, setFit] = useState(600);
  const [printing, setPrinting] = useState<string>();
  const pages = useRef<HTMLDivElement>(null);

  useEffect(() => {
    setBroken(false);
    const { document, close } = openPdf(data);
    let gone = false;
    document
      .then(async (pdf) => {
        const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
        if (!gone) setOpened({ pdf, ratio: height / width });
      })
      .catch(() => {
        if (!gone) setBroken(true);
      });
    return () => {
      gone = true;
      setOpened(undefined);
      setPage(1);
      close();
    };
  }, [data]);

  useEffect(() => {
    const element = pages.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setFit(Math.min(WIDEST_FIT, element.clientWidth - 40)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const count = opened?.pdf.numPages ?? 0;
  const goTo = (number: number) =>
    pages.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
  const step = (direction: 1 | -1) => {
    const next = direction > 0 ? ZOOMS.find((one) => one > zoom) : ZOOMS.findLast((one) => one < zoom);
    if (next) setZoom(next);
  };
  const leave = async (how: 'print' | 'save', then: () => void | Promise<void>) => {
    try {
      await onLeave?.(how);
      await then();
    } catch (error) {
      void message.error(toErrorData(error).message);
    } finally {
      setPrinting(undefined);
    }
  };
  const print = () =>
    void leave('print', async () => {
      if (opened) await printPdf(opened.pdf, (done, all) => setPrinting(words.printing(done, all)));
    });
  const save = () => void leave('save', () => download(fileName, data.slice(), 'application/pdf'));

  return (
    <div className={styles.viewer}>
      <div className={styles.bar}>
        {toolbar}
        <Tool icon={<LeftOutlined />} says={words.previous} off={page <= 1} act={() => goTo(page - 1)} />
        <span className={styles.where}>
          {count > 0 ? words.page(page, count) : broken ? '' : words.loading}
        </span>
        <Tool icon={<RightOutlined />} says={words.next} off={page >= count} act={() => goTo(page + 1)} />
        <span className={styles.space} />
        <Tool icon={<ZoomOutOutlined />} says={words.zoomOut} off={zoom <= 0.5} act={() => step(-1)} />
        <Button size="small" type="text" onClick={() => setZoom(1)} title={words.fit}>
          {zoom === 1 ? words.fit : `${Math.round(zoom * 100)}%`}
        </Button>
        <Tool icon={<ZoomInOutlined />} says={words.zoomIn} off={zoom >= 3} act={() => step(1)} />
        <Button size="small" icon={<DownloadOutlined />} onClick={save}>
          {words.save}
        </Button>
        <Button
          size="small"
          type="primary"
          icon={<PrinterOutlined />}
          disabled={!opened || printing !== undefined}
          onClick={print}
        >
          {printing ?? words.print}
        </Button>
      </div>
      <section className={styles.pages} ref={pages} aria-label={fileName}>
        {broken ? (
          <div className={styles.message}>
            <ErrorNote error={{ code: 'PDF_BROKEN', message: words.broken }} />
          </div>
        ) : opened ? (
          Array.from({ length: count }, (_, index) => index + 1).map((number) => (
            <PdfSheet
              key={number}
              pdf={opened.pdf}
              number={number}
              width={Math.max(200, Math.round(fit * zoom))}
              ratio={opened.ratio}
              onSeen={setPage}
            />
          ))
        ) : (
          <div className={styles.message}>
            <Loading lines={6} />
          </div>
        )}
      </section>
    </div>
  );
}

function Tool({
  icon,
  says,
  off,
  act,
}: {
  icon: React.ReactNode;
  says: string;
  off: boolean;
  act: () => void;
}) {
  return (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-label={says}
      title={says}
      disabled={off}
      onClick={act}
    />
  );
}
