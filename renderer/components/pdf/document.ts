import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

GlobalWorkerOptions.workerPort = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

export type PdfDocument = PDFDocumentProxy;
export type PdfPage = PDFPageProxy;

/** Opens a PDF held in memory; a strict policy forbids WebAssembly, so pictures are decoded by script. */
export function openPdf(data: Uint8Array): { document: Promise<PdfDocument>; close: () => void } {
  // The worker takes the bytes over: it gets a copy.
  const task = getDocument({ data: data.slice(), useWasm: false, enableXfa: false, verbosity: 0 });
  return { document: task.promise, close: () => void task.destroy() };
}

/** Draws a page so that it is `width` CSS pixels wide; sharp on any screen. */
export async function drawPage(page: PdfPage, canvas: HTMLCanvasElement, width: number, signal: AbortSignal) {
  const natural = page.getViewport({ scale: 1 });
  const ratio = Math.min(window.devicePixelRatio || 1, 3);
  const viewport = page.getViewport({ scale: (width / natural.width) * ratio });
  // Drawn aside and put in place when ready: the page never flashes empty while it is zoomed.
  const aside = document.createElement('canvas');
  aside.width = Math.floor(viewport.width);
  aside.height = Math.floor(viewport.height);
  const task = page.render({ canvas: aside, viewport });
  const stop = () => task.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await task.promise;
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  canvas.width = aside.width;
  canvas.height = aside.height;
  canvas.getContext('2d')?.drawImage(aside, 0, 0);
}
