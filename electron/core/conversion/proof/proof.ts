/** The proof of a conversion: the source's characters against those read back from the finished file. */
import { type Comparison, compareTexts } from './compare.ts';
import { pdfReader } from './pdf-text.ts';
import { readSourceText } from './source-text.ts';
import { strip } from './strip.ts';

/** Proves a PDF. Throws when the PDF cannot be read back. */
export async function provePdf(
  source: Uint8Array,
  pdf: Uint8Array,
  generated: readonly string[],
): Promise<Comparison & { pages: number }> {
  const reader = await pdfReader();
  const { pages } = reader.read(pdf);
  const text = readSourceText(source);
  const repeated = pages.flatMap(() => text.margins.map((margin) => margin.text));
  const numbers = text.margins.length > 0 ? pages.map((_, index) => `${index + 1}${pages.length}`) : [];
  return {
    ...compareTexts(text, pages, [
      '-'.repeat(text.optionalHyphens),
      ...generated.flatMap((entry) => pages.map(() => entry)),
      ...repeated,
      ...numbers,
    ]),
    pages: pages.length,
  };
}

/** Proves text that was written without pages (plain text, HTML, DOCX): every character must be there. */
export function proveText(source: Uint8Array, written: string, generated: readonly string[]): Comparison {
  const text = readSourceText(source);
  return compareTexts(
    { body: text.body, margins: [], optionalHyphens: 0 },
    [strip(written)],
    [...generated, ...text.margins.map((margin) => margin.text)],
  );
}
