import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import { DEFAULT_PARAGRAPH, type Paragraph, type Section, type Table } from '../document.ts';
import { pdfReader } from '../proof/pdf-text.ts';
import { parseRtf } from '../rtf/parser.ts';
import { paragraphOnPage, paragraphOnPaper, placeOnPaper, tableOnPaper } from './on-paper.ts';

const sectionOf = (text: string): Section => parseRtf(Buffer.from(text)).document.sections[0] as Section;
/** Letter paper with margins of an inch: 12240 wide, 9360 between the margins. */
const SECTION = sectionOf('{\\rtf1\\ansi a\\par}');
const tableOf = (columns: number[], left = 0): Table => ({
  kind: 'table',
  columns,
  rows: [],
  left,
  align: 'left',
});
const paragraphOf = (style: Partial<Paragraph['style']>): Paragraph => {
  const [block] = sectionOf('{\\rtf1\\ansi a\\par}').blocks;
  if (block?.kind !== 'paragraph') throw new Error('no paragraph');
  return { ...block, style: { ...DEFAULT_PARAGRAPH, ...style } };
};

describe('tables', () => {
  it('stay as they are on the paper, in the margin too', () => {
    const table = tableOf([9000, 1500], -700);
    expect(tableOnPaper(table, SECTION)).toBe(table);
  });

  it('move, and narrow only when they are wider than the paper', () => {
    expect(tableOnPaper(tableOf([9000, 1500], 2000), SECTION)).toMatchObject({
      left: 180,
      columns: [9000, 1500],
    });
    const narrow = tableOnPaper(tableOf([12000, 12000]), SECTION);
    expect(narrow.columns).toEqual([6000, 6000]);
    expect(narrow.left).toBe(-1320);
  });

  it('fill the line when their widths are shares', () => {
    expect(tableOnPaper(tableOf([20000, 60000]), SECTION)).toMatchObject({ left: 0, columns: [2340, 7020] });
  });
});

describe('paragraphs', () => {
  it('stay as they are where their lines fit the page', () => {
    const paragraph = paragraphOf({ spaceBefore: 2000, line: { kind: 'exact', height: 4000 } });
    expect(paragraphOnPage(paragraph, SECTION)).toBe(paragraph);
  });

  it('are seen however large their letters, lines and spaces are', async () => {
    const source =
      '{\\rtf1\\ansi\\fs2000000 a\\par\\fs24\\sl9999999 b\\par\\pard\\sb999999\\sa999999 c\\par}';
    const { output, status } = await convertRtf(Buffer.from(source), { to: 'pdf', proof: true });
    const { pages } = (await pdfReader()).read(output ?? new Uint8Array());
    expect(status).toBe('converted');
    expect(pages.join('')).toBe('abc');
  });

  it('keep indents that leave a line on the paper', () => {
    const paragraph = paragraphOf({ left: -700, firstLine: -500, right: -300 });
    expect(paragraphOnPaper(paragraph, 9360, SECTION)).toBe(paragraph);
  });

  it('get room for a line', () => {
    expect(paragraphOnPaper(paragraphOf({ left: 20000 }), 9360, SECTION).style.left).toBe(8640);
    expect(paragraphOnPaper(paragraphOf({ left: 20000 }), 500).style.left).toBe(0);
  });

  it('come back onto the paper from both sides', () => {
    expect(paragraphOnPaper(paragraphOf({ left: -3000 }), 9360, SECTION).style.left).toBe(-1320);
    expect(paragraphOnPaper(paragraphOf({ right: -9000 }), 9360, SECTION).style.right).toBe(-1320);
    expect(paragraphOnPaper(paragraphOf({ firstLine: -5000 }), 9360, SECTION).style.firstLine).toBe(-1320);
  });
});

describe('places of boxes', () => {
  it.each([
    [
      { x: 100, y: 200 },
      { x: 100, y: 200 },
    ],
    [
      { x: 30000, y: 0 },
      { x: 7800, y: 0 },
    ],
    [
      { x: -9000, y: -9000 },
      { x: -1440, y: -1440 },
    ],
    [
      { x: 0, y: 14000 },
      { x: 0, y: 13400 },
    ],
    [
      { x: 0, y: 40000 },
      { x: 0, y: 0 },
    ],
  ])('%o', (place, expected) => {
    const corner = { left: 1440, top: 1440 };
    expect(placeOnPaper(place, { width: 3000, height: 1000 }, corner, SECTION)).toEqual(expected);
  });
});

describe('the finished page', () => {
  it.each([
    [
      'a table wider than the paper',
      '\\trowd\\cellx5000\\cellx15000\\cellx20000 A\\intbl\\cell B\\cell C\\cell\\row',
    ],
    [
      'indents beyond the paper',
      '\\pard\\li20000 far\\par\\pard\\li-3000 left\\par\\pard\\fi-5000 hanging\\par',
    ],
    ['letters spaced backwards', '{\\expndtw-400 negative spacing}\\par'],
    ['letters squeezed to nothing', '{\\charscalex1 squeezed}\\par'],
    ['letters taller than the page', '{\\fs3276 W}\\par after\\par'],
    [
      'a text box beside the paper',
      '{\\shp{\\*\\shpinst\\shpleft20000\\shptop30000\\shpright23000\\shpbottom31000{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt boxed\\par}}}anchor\\par',
    ],
  ])('shows %s whole', async (_, text) => {
    const outcome = await convertRtf(Buffer.from(`{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}${text}}`), {
      to: 'pdf',
      proof: true,
    });
    expect(outcome.status).toBe('converted');
  });

  it('is read without what lies beside the paper', async () => {
    const { createTypesetter } = await import('../../typst/typesetter.ts');
    const pdf = createTypesetter().pdf('#place(dx: 2000pt)[away]here');
    expect((await pdfReader()).read(pdf).pages).toEqual(['here']);
  });
});
