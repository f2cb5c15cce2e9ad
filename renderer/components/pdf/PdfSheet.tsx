import { useEffect, useRef, useState } from 'react';
import { componentMessages } from '../../../shared/messages/components.ts';
import { drawPage, type PdfDocument } from './document.ts';
import styles from './PdfViewer.module.css';

interface PdfSheetProps {
  pdf: PdfDocument;
  number: number;
  /** CSS pixels. */
  width: number;
  /** Height by width of the first page, until this one is known. */
  ratio: number;
  onSeen: (number: number) => void;
}

/** One page; drawn when it comes near the visible part. */
export function PdfSheet({ pdf, number, width, ratio, onSeen }: PdfSheetProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [ownRatio, setOwnRatio] = useState(ratio);
  const seen = useRef(onSeen);
  seen.current = onSeen;

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const nearness = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: '600px',
    });
    // The page on which the middle of the view lies is the page one reads.
    const middle = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen.current(number), {
      root: element.parentElement,
      rootMargin: '-45% 0px -45% 0px',
    });
    nearness.observe(element);
    middle.observe(element);
    return () => {
      nearness.disconnect();
      middle.disconnect();
    };
  }, [number]);

  useEffect(() => {
    if (!near || !canvas.current) return undefined;
    const target = canvas.current;
    const controller = new AbortController();
    void pdf.getPage(number).then((page) => {
      const { width: w, height: h } = page.getViewport({ scale: 1 });
      setOwnRatio(h / w);
      return drawPage(page, target, width, controller.signal);
    });
    return () => controller.abort();
  }, [near, pdf, number, width]);

  return (
    <div
      ref={box}
      className={styles.page}
      data-page={number}
      style={{ width, height: Math.round(width * ownRatio) }}
      role="img"
      aria-label={componentMessages.pdf.pageLabel(number)}
    >
      <canvas ref={canvas} />
    </div>
  );
}
