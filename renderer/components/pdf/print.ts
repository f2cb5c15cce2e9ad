import type { PdfDocument } from './document.ts';

const PRINT_DPI = 220;
const POINTS_PER_INCH = 72;

/**
 * Prints a PDF by the window's own print dialogue, every page as a picture of 220 dpi on a sheet of its own size. The
 * pages stand in `#print-root`, the only thing frame.css shows on paper.
 */
export async function printPdf(
  pdf: PdfDocument,
  onPage: (page: number, pages: number) => void,
): Promise<void> {
  const root = document.createElement('div');
  root.id = 'print-root';
  const style = document.createElement('style');
  root.append(style);
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      onPage(number, pdf.numPages);
      const page = await pdf.getPage(number);
      const points = page.getViewport({ scale: 1 });
      if (number === 1) style.textContent = pageRule(points.width, points.height);
      const viewport = page.getViewport({ scale: PRINT_DPI / POINTS_PER_INCH });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      canvas.style.cssText = `display:block;width:${points.width}pt;height:${points.height}pt;break-after:${number < pdf.numPages ? 'page' : 'auto'}`;
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      root.append(canvas);
    }
    document.body.append(root);
    // Blocks until the dialogue is closed in Chromium and in Electron.
    window.print();
  } finally {
    root.remove();
  }
}

function pageRule(width: number, height: number): string {
  return `@page { size: ${width}pt ${height}pt; margin: 0 } #print-root { font-size: 0; line-height: 0 }`;
}
