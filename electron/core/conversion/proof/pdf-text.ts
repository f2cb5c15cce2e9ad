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
  /** The characters of each page in the order they are drawn, white space removed. Throws on no PDF. */
  read(pdf: Uint8Array): PdfText;
}

/** The part of PDFium's C interface used here; pointers and handles are numbers. */
interface Pdfium {
  wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  HEAPU8: Uint8Array;
  _FPDF_LoadMemDocument(pointer: number, bytes: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
}

function isPdfium(value: unknown): value is Pdfium {
  return (
    typeof value === 'object' && value !== null && '_FPDFText_GetUnicode' in value && 'wasmExports' in value
  );
}

function readPage(pdfium: Pdfium, page: number): string {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) throw new Error('page without text layer');
  try {
    const count = pdfium._FPDFText_CountChars(text);
    const units: number[] = [];
    let out = '';
    for (let i = 0; i < count; i++) {
      const code = pdfium._FPDFText_GetUnicode(text, i);
      // PDFium reports a hyphen at the end of a line as U+0002.
      if (code === 2) units.push(0x2d);
      else if (code > 0x20) units.push(code > 0xffff ? 0xfffd : code);
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
            pages.push(readPage(pdfium, page));
          } finally {
            pdfium._FPDF_ClosePage(page);
          }
        }
        return { pages };
      } finally {
        if (document !== 0) pdfium._FPDF_CloseDocument(document);
        pdfium.wasmExports.free(pointer);
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
