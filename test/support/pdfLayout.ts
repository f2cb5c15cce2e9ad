/** What the pages of a PDF look like, read with PDFium: their size, where their text stands, their upright rules. */
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** Points from the lower left corner of the page. */
export interface PageLayout {
  width: number;
  height: number;
  /** Left edge of the leftmost character. */
  textLeft: number;
  /** Places of upright lines (of tables), from left to right, each once. */
  rules: number[];
}

interface Pdfium {
  wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  HEAPU8: Uint8Array;
  HEAPF32: Float32Array;
  HEAPF64: Float64Array;
  _FPDF_LoadMemDocument(pointer: number, bytes: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
}

const PATH = 2;
/** Wider than this, a path is no line. */
const THICKEST = 3;
const SHORTEST = 8;
/** Lines nearer than this are one. */
const APART = 3;

function isPdfium(value: unknown): value is Pdfium {
  return typeof value === 'object' && value !== null && '_FPDFPageObj_GetBounds' in value;
}

function rulesOf(pdfium: Pdfium, page: number, scratch: number): number[] {
  const found: number[] = [];
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) {
    const object = pdfium._FPDFPage_GetObject(page, index);
    if (pdfium._FPDFPageObj_GetType(object) !== PATH) continue;
    if (!pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = pdfium.HEAPF32.subarray(scratch / 4, scratch / 4 + 4);
    if (right - left <= THICKEST && top - bottom >= SHORTEST) found.push((left + right) / 2);
  }
  found.sort((one, other) => one - other);
  return found.filter((x, index) => index === 0 || x - (found[index - 1] as number) > APART);
}

function textLeftOf(pdfium: Pdfium, page: number, scratch: number): number {
  const text = pdfium._FPDFText_LoadPage(page);
  let least = Number.POSITIVE_INFINITY;
  const count = pdfium._FPDFText_CountChars(text);
  for (let index = 0; index < count; index++) {
    if (pdfium._FPDFText_GetUnicode(text, index) <= 0x20) continue;
    pdfium._FPDFText_GetCharBox(text, index, scratch, scratch + 8, scratch + 16, scratch + 24);
    least = Math.min(least, pdfium.HEAPF64[scratch / 8] ?? least);
  }
  pdfium._FPDFText_ClosePage(text);
  return least;
}

/** Opens PDFium and gives the function that reads a file's pages. */
export async function layoutReader(): Promise<(pdf: Uint8Array) => PageLayout[]> {
  const pdfium: unknown = Reflect.get(await PDFiumLibrary.init(), 'module');
  if (!isPdfium(pdfium)) throw new Error('unknown build of PDFium');
  return (pdf) => {
    const pointer = pdfium.wasmExports.malloc(pdf.length);
    const scratch = pdfium.wasmExports.malloc(64);
    pdfium.HEAPU8.set(pdf, pointer);
    const document = pdfium._FPDF_LoadMemDocument(pointer, pdf.length, 0);
    const pages: PageLayout[] = [];
    for (let index = 0; document !== 0 && index < pdfium._FPDF_GetPageCount(document); index++) {
      const page = pdfium._FPDF_LoadPage(document, index);
      pages.push({
        width: pdfium._FPDF_GetPageWidthF(page),
        height: pdfium._FPDF_GetPageHeightF(page),
        textLeft: textLeftOf(pdfium, page, scratch),
        rules: rulesOf(pdfium, page, scratch),
      });
      pdfium._FPDF_ClosePage(page);
    }
    if (document !== 0) pdfium._FPDF_CloseDocument(document);
    pdfium.wasmExports.free(scratch);
    pdfium.wasmExports.free(pointer);
    return pages;
  };
}
