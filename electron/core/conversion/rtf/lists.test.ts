import { describe, expect, it } from 'vitest';
import type { Paragraph } from '../document.ts';
import { parseRtf } from './parser.ts';

const TABLES =
  '{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat1\\levelfollow0' +
  "{\\leveltext\\'02\\'00.;}{\\levelnumbers\\'01;}\\fi-360\\li720}\\listid7}}" +
  '{\\*\\listoverridetable{\\listoverride\\listid7\\listoverridecount0\\ls1}}';

function paragraphsOf(text: string, styles = ''): Paragraph[] {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi${styles}${TABLES}${text}}`, 'latin1'));
  return document.sections[0]?.blocks.filter((block) => block.kind === 'paragraph') ?? [];
}
const labels = (paragraphs: Paragraph[]): (string | undefined)[] =>
  paragraphs.map(({ label }) => label?.text);

describe('lists', () => {
  const STYLE = '{\\stylesheet{\\s3\\ls1\\ilvl0 Numbered;}{\\s4\\sbasedon3 Based;}}';

  it('numbers paragraphs whose style has a list, also by inheritance', () => {
    expect(labels(paragraphsOf('\\pard\\s3 a\\par\\pard\\s4 b\\par\\pard c\\par', STYLE))).toEqual([
      '1.',
      '2.',
      undefined,
    ]);
  });

  it('lets a paragraph leave the list of its style', () => {
    expect(labels(paragraphsOf('\\pard\\s3\\ls0 a\\par\\pard\\s3 b\\par', STYLE))).toEqual([undefined, '1.']);
  });

  it('believes a writer that leaves labels where there are any', () => {
    const text = '{\\listtext 1.\\tab}\\pard\\s3\\ls1 a\\par\\pard\\s3 b\\par';
    expect(labels(paragraphsOf(text, STYLE))).toEqual(['1.', undefined]);
  });

  it('numbers an empty paragraph of a list, unless the writer leaves labels and left none', () => {
    expect(labels(paragraphsOf('\\pard\\ls1 a\\par\\par b\\par'))).toEqual(['1.', '2.', '3.']);
    const written = '{\\listtext 1.\\tab}\\pard\\ls1 a\\par\\par{\\listtext 2.\\tab}b\\par';
    expect(labels(paragraphsOf(written))).toEqual(['1.', undefined, '2.']);
  });
});
