/**
 * Reads the characters of a finished PDF with PDFium (compiled to WebAssembly), which has nothing in
 * common with the writer. Only the C interface is used: the package's own page objects are never closed.
 */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { strip } from './strip.ts';

export interface PdfText {
  pages: string[];
}

export interface PdfReader {
  /**
   * The characters of each page in the order they are drawn, white space removed; what is drawn beside the paper, where
   * nobody can read it, is left out. Throws on no PDF.
   */
  read(pdf: Uint8Array): PdfText;
}

/** The part of PDFium's C interface used here; pointers and handles are numbers. */
interface Pdfium {
  wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  HEAPU8: Uint8Array;
  HEAPF64: Float64Array;
  _FPDF_LoadMemDocument(pointer: number, bytes: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
}

function isPdfium(value: unknown): value is Pdfium {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_FPDFText_GetCharOrigin' in value &&
    'wasmExports' in value
  );
}

/** `point` is room for two numbers of eight bytes. */
function readPage(pdfium: Pdfium, page: number, point: number): string {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) throw new Error('page without text layer');
  const width = pdfium._FPDF_GetPageWidthF(page);
  const height = pdfium._FPDF_GetPageHeightF(page);
  try {
    const count = pdfium._FPDFText_CountChars(text);
    const units: number[] = [];
    let out = '';
    for (let i = 0; i < count; i++) {
      const code = pdfium._FPDFText_GetUnicode(text, i);
      if (code <= 0x20 && code !== 2) continue;
      pdfium._FPDFText_GetCharOrigin(text, i, point, point + 8);
      const x = pdfium.HEAPF64[point / 8] as number;
      const y = pdfium.HEAPF64[point / 8 + 1] as number;
      if (x < 0 || y < 0 || x > width || y > height) continue;
      // PDFium reports a hyphen at the end of a line as U+0002.
      if (code === 2) units.push(0x2d);
      else units.push(code > 0xffff ? 0xfffd : code);
      if (units.length >= 4096) out += String.fromCharCode(...units.splice(0));
    }
    return strip(out + String.fromCharCode(...units));
  } finally {
    pdfium._FPDFText_ClosePage(text);
  }
}

function createReader(pdfium: Pdfium): PdfReader {
  return {
    read(pdf) {
      const pointer = pdfium.wasmExports.malloc(pdf.length);
      if (pointer === 0) throw new Error('out of memory');
      const point = pdfium.wasmExports.malloc(16);
      if (point === 0) throw new Error('out of memory');
      let document = 0;
      try {
        pdfium.HEAPU8.set(pdf, pointer);
        document = pdfium._FPDF_LoadMemDocument(pointer, pdf.length, 0);
        if (document === 0) throw new Error('not a readable PDF');
        const pages: string[] = [];
        const count = pdfium._FPDF_GetPageCount(document);
        for (let index = 0; index < count; index++) {
          const page = pdfium._FPDF_LoadPage(document, index);
          if (page === 0) throw new Error(`page ${index + 1} cannot be loaded`);
          try {
            pages.push(readPage(pdfium, page, point));
          } finally {
            pdfium._FPDF_ClosePage(page);
          }
        }
        return { pages };
      } finally {
        if (document !== 0) pdfium._FPDF_CloseDocument(document);
        pdfium.wasmExports.free(pointer);
        pdfium.wasmExports.free(point);
      }
    },
  };
}

let reader: Promise<PdfReader> | undefined;

/** The reader of this process (loaded on first use, about 60 ms). */
export function pdfReader(): Promise<PdfReader> {
  reader ??= PDFiumLibrary.init().then((library) => {
    const pdfium: unknown = Reflect.get(library, 'module');
    if (!isPdfium(pdfium)) throw new Error('unknown build of PDFium');
    return createReader(pdfium);
  });
  return reader;
}
