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

describe('labels of a writer that lost characters of its list table', () => {
  const tables = (text: string): string =>
    TABLES.replace('\\levelnfc0', '\\levelnfc39').replace("{\\leveltext\\'02\\'00.;}", text);
  const read = (leveltext: string, written: string) => {
    const text = `${tables(leveltext)}{\\listtext ${written}\\tab}\\pard\\ls1 a\\par`;
    const { document, notes } = parseRtf(Buffer.from(`{\\rtf1\\ansi${text}}`, 'latin1'));
    const [first] = document.sections[0]?.blocks ?? [];
    return { label: first?.kind === 'paragraph' ? first.label?.text : undefined, notes };
  };

  it('are those beside the paragraphs', () => {
    expect(read("{\\leveltext\\'02\\'00?;}", '\\u19968?\\u12289?')).toEqual({ label: '一、', notes: [] });
    const bracketed = "{\\leveltext\\'03(\\'00);}";
    expect(read(bracketed, '\\u65288?\\u19968?\\u65289?')).toEqual({ label: '（一）', notes: [] });
  });

  it('are counted where the two tell different numbers', () => {
    const { label, notes } = read("{\\leveltext\\'02\\'00.;}", '\\u20108?.');
    expect([label, notes.map(({ code }) => code)]).toEqual(['一.', ['label-differs']]);
  });
});
