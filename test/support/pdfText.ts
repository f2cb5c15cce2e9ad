import { PDFiumLibrary } from '@hyzyla/pdfium';

export interface PdfText {
  pages: number;
  /** The text of each page without white space, in reading order of the file. */
  each: string[];
  all: string;
}

/** The text of a PDF, read back by PDFium. */
export async function pdfText(pdf: Uint8Array): Promise<PdfText> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const each = [...document.pages()].map((page) => page.getText().replace(/[\s\p{Cc}\ufffe]+/gu, ''));
    document.destroy();
    return { pages: each.length, each, all: each.join('') };
  } finally {
    library.destroy();
  }
}
