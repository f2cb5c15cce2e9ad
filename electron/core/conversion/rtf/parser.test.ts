import { describe, expect, it } from 'vitest';
import type { Block, Table } from '../document.ts';
import { plainText } from '../model-text.ts';
import { parseRtf } from './parser.ts';

const parse = (text: string) => parseRtf(Buffer.from(text, 'latin1'));
const textOf = (text: string): string =>
  plainText(parse(text).document.sections.flatMap((section) => section.blocks)).trim();
const GBK = String.raw`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}}`;

function firstTable(blocks: readonly Block[]): Table {
  const table = blocks.find((block) => block.kind === 'table');
  if (table?.kind !== 'table') throw new Error('no table');
  return table;
}

describe('characters', () => {
  it('of a style name the font and size of East Asian text apart, as Word and LibreOffice write them', () => {
    const fonts = '{\\fonttbl{\\f0 Times New Roman;}{\\f3 Liberation Serif;}{\\f6 SimHei;}}';
    const styleOf = (style: string) => {
      const rtf = `{\\rtf1\\ansi${fonts}{\\stylesheet{\\s1${style} Heading;}}\\pard\\plain\\s1 \\u20013?\\par}`;
      const [block] = parse(rtf).document.sections[0]?.blocks ?? [];
      const inline = block?.kind === 'paragraph' ? block.inlines[0] : undefined;
      return inline?.kind === 'text' ? inline.style : undefined;
    };
    const office = styleOf('\\rtlch\\af6\\afs24 \\ltrch\\hich\\af3\\loch\\f3\\fs24\\dbch\\af6\\afs32');
    expect(office).toMatchObject({
      latin: { name: 'Liberation Serif' },
      eastAsian: { name: 'SimHei' },
      size: 320,
    });
    const word = styleOf(
      '\\rtlch\\fcs1 \\af0\\afs20 \\ltrch\\fcs0 \\f0\\fs21\\loch\\f0\\hich\\af0\\dbch\\af6',
    );
    expect(word).toMatchObject({
      latin: { name: 'Times New Roman' },
      eastAsian: { name: 'SimHei' },
      size: 210,
    });
  });

  it('of East Asian text take size, weight and slope from words for associated ones, as LibreOffice writes them', () => {
    const run = (words: string) => {
      const [block] = parse(`{\\rtf1\\ansi\\fs20${words}\\u20013?\\par}`).document.sections[0]?.blocks ?? [];
      const inline = block?.kind === 'paragraph' ? block.inlines[0] : undefined;
      return inline?.kind === 'text' ? inline.style : undefined;
    };
    const asian = run('{\\rtlch\\ab0\\afs18 \\ltrch\\loch\\fs20\\dbch\\afs32\\ab\\ai ');
    expect(asian).toMatchObject({ size: 320, bold: true, italic: true });
    expect(run('{\\rtlch\\ab\\afs18 \\ltrch ')).toMatchObject({ size: 200, bold: false });
  });

  it('begin after a byte order mark', () => {
    expect(textOf('\xef\xbb\xbf{\\rtf1\\ansi text\\par}')).toBe('text');
  });

  it('are no control characters, and may be whole code points', () => {
    expect(textOf(String.raw`{\rtf1\ansi a\u0?b\u7?c\u9?d\u128512?\par}`)).toBe('abc\td😀');
  });

  it('are no picture of a formula beside the formula', () => {
    expect(textOf(String.raw`{\rtf1\ansi{\mmath{\*\moMath{\mr x}}{\mmathPict y}}end\par}`)).toBe('xend');
  });

  it('are no names of other files', () => {
    expect(textOf(String.raw`{\rtf1\ansi{\nextfile second.rtf}text\par}`)).toBe('text');
  });

  it.each([
    ['hexadecimal GBK', String.raw`\f1 \'c5\'d0\'be\'f6`, '判决'],
    ['raw GBK', '\\f1 \xc5\xd0\xbe\xf6', '判决'],
    ['a pair split across groups', String.raw`{\f1 \'c5}{\f1 \'d0}`, '判'],
    ['a pair of hexadecimal and raw', "\\f1 \\'c5\xd0", '判'],
    ['GBK in a Western font', String.raw`\f0 \'c5\'d0`, '判'],
    ['a lone byte of a Western font', String.raw`\f0 \'a9 2026`, '© 2026'],
    ['an escaped trail byte', '\\f1 \xd5\\\\', '誠'],
    ['\\uc2 with double-byte fallback', String.raw`\uc2\u21028\'c5\'d0\u20915\'be\'f6`, '判决'],
    ['\\uc1 with a question mark', String.raw`\uc1\u21028?\u20915?`, '判决'],
    ['a double-byte fallback counted as one', String.raw`\f1\uc1\u21028\'c5\'d0`, '判'],
    ['surrogates', String.raw`\uc0\u-10187\u-8830`, '\ud835\udd82'],
    ['four-byte GB18030', String.raw`\f1 \'95\'32\'82\'36`, '\ud840\udc00'],
    ['special characters', String.raw`a\emdash b\~c\_d`, 'a—b\u00a0c‑d'],
  ])('%s', (_name, body, expected) => {
    expect(textOf(`${GBK}${body}\\par}`)).toBe(expected);
  });

  it('reads other code pages by the font', () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset128 MS Mincho;}{\f2\fcharset136 MingLiU;}{\f3\fcharset129 Batang;}}`;
    expect(
      textOf(`{\\rtf1\\ansi${fonts}${String.raw`\f0\'c4\'e0\f1\'93\'fa\f2\'a4\'a4\f3\'c7\'d1`}\\par}`),
    ).toBe('Да日中한');
  });
});

describe('structure', () => {
  it('recovers truncation and says so', () => {
    const { notes, document } = parse(String.raw`{\rtf1\ansi one\par two`);
    expect(notes.map((note) => note.code)).toContain('truncated');
    expect(plainText(document.sections[0]?.blocks ?? [])).toBe('one\ntwo\n');
  });

  it('reads on behind a brace too many', () => {
    expect(textOf(String.raw`{\rtf1\ansi one\par} two\par}`)).toBe('one\n two');
  });

  it('keeps to \\bin whatever it claims', () => {
    expect(textOf(String.raw`{\rtf1 a{\pict\bin99999999 xxx}}b`)).toBe('a');
    expect(textOf('{\\rtf1 a{\\pict\\pngblip\\bin3 }}}}b\\par}')).toBe('ab');
  });

  it('survives nesting of any depth', () => {
    expect(() => parse(`{\\rtf1 ${'{'.repeat(200_000)}deep${'}'.repeat(200_000)}}`)).not.toThrow();
  });

  it('leaves out deleted and hidden text with a note', () => {
    const { notes } = parse(String.raw`{\rtf1 a{\deleted b}{\v c}d\par}`);
    expect(notes.map((note) => note.code).sort()).toEqual(['deleted-text', 'hidden-text']);
    expect(textOf(String.raw`{\rtf1 a{\deleted b}{\v c}d\par}`)).toBe('ad');
  });

  it('inherits styles and lets direct properties win', () => {
    const { document } = parse(
      String.raw`{\rtf1{\stylesheet{\s1\b\fs36 A;}{\s2\sbasedon1\qc B;}}\pard\plain\s2 x{\b0 y}\par}`,
    );
    const paragraph = document.sections[0]?.blocks[0];
    if (paragraph?.kind !== 'paragraph') throw new Error('no paragraph');
    expect(paragraph.style.align).toBe('center');
    expect(paragraph.inlines.map((run) => run.kind === 'text' && [run.style.bold, run.style.size])).toEqual([
      [true, 360],
      [false, 360],
    ]);
  });

  it('numbers lists in Chinese', () => {
    const table = String.raw`{\*\listtable{\list{\listlevel\levelnfc37\levelstartat1{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}}\listid7}}{\*\listoverridetable{\listoverride\listid7\ls1}}`;
    expect(textOf(`{\\rtf1\\ansi\\ansicpg936${table}\\pard\\ls1 a\\par b\\par}`)).toMatch(/^一.*a\n二.*b$/);
  });
});

describe('tables', () => {
  it('resolves merged cells both ways', () => {
    const { document } = parse(
      String.raw`{\rtf1\trowd\clmgf\cellx1000\clmrg\cellx2000\clvmgf\cellx3000\pard\intbl a\cell\cell b\cell\row` +
        String.raw`\trowd\cellx1000\cellx2000\clvmrg\cellx3000\pard\intbl c\cell d\cell\cell\row\pard e\par}`,
    );
    const table = firstTable(document.sections[0]?.blocks ?? []);
    expect(table.columns).toEqual([1000, 1000, 1000]);
    expect(table.rows[0]?.cells.map((cell) => [cell.column, cell.columnSpan, cell.rowSpan])).toEqual([
      [0, 2, 1],
      [2, 1, 2],
    ]);
    expect(table.rows[1]?.cells).toHaveLength(2);
  });

  it('keeps nested tables', () => {
    const { document } = parse(
      String.raw`{\rtf1\trowd\cellx4000\pard\intbl\itap2 in\nestcell{\*\nesttableprops\trowd\cellx1500\nestrow}` +
        String.raw`\pard\intbl out\cell\row}`,
    );
    const outer = firstTable(document.sections[0]?.blocks ?? []);
    const inner = firstTable(outer.rows[0]?.cells[0]?.blocks ?? []);
    expect(inner.columns).toEqual([1500]);
    expect(plainText(outer.rows[0]?.cells[0]?.blocks ?? [])).toBe('in\nout\n');
  });

  it('drops cells beyond the row that hold nothing, and keeps those that do', () => {
    const row = (cells: string) =>
      firstTable(
        parse(`{\\rtf1\\ansi\\trowd\\cellx2000\\cellx5000\\pard\\intbl ${cells}\\row}`).document.sections[0]
          ?.blocks ?? [],
      );
    expect(row('a\\cell b\\cell\\cell\\cell').columns).toEqual([2000, 3000]);
    expect(row('a\\cell b\\cell\\cell c\\cell').rows[0]?.cells).toHaveLength(4);
  });

  it('takes the widths cells ask for where their edges leave none', () => {
    const columns = (cells: string) =>
      firstTable(
        parse(`{\\rtf1\\ansi\\trowd${cells}\\pard\\intbl a\\cell b\\cell\\row}`).document.sections[0]
          ?.blocks ?? [],
      ).columns;
    const percent = '\\clftsWidth2\\clwWidth';
    expect(columns(`${percent}1000\\cellx1${percent}4000\\cellx2`)).toEqual([1660, 6640]);
    expect(columns('\\clftsWidth3\\clwWidth900\\cellx0\\clftsWidth3\\clwWidth700\\cellx0')).toEqual([
      900, 700,
    ]);
    expect(columns('\\cellx1\\cellx2')).toEqual([4150, 4150]);
    expect(columns(`${percent}1000\\cellx2000${percent}4000\\cellx3000`)).toEqual([2000, 1000]);
  });

  it('loses no text of cells without a row end', () => {
    expect(textOf(String.raw`{\rtf1\pard\intbl a\cell b\cell\pard c\par}`)).toBe('a\nb\nc');
  });
});

describe('fields, notes, headers', () => {
  it('keeps page numbers live, links as links, other fields as they were', () => {
    const { document } = parse(
      String.raw`{\rtf1{\field{\*\fldinst PAGE}{\fldrslt 7}}{\field{\*\fldinst HYPERLINK "https://a.example/"}{\fldrslt go}}{\field{\*\fldinst DATE}{\fldrslt 2020}}\par}`,
    );
    const paragraph = document.sections[0]?.blocks[0];
    if (paragraph?.kind !== 'paragraph') throw new Error('no paragraph');
    expect(paragraph.inlines.map((inline) => inline.kind)).toEqual(['field', 'text', 'text']);
    expect(paragraph.inlines[1]).toMatchObject({ text: 'go', style: { link: 'https://a.example/' } });
    expect(paragraph.inlines[2]).toMatchObject({ text: '2020' });
  });

  it('refuses links that run something', () => {
    const { document } = parse(
      String.raw`{\rtf1{\field{\*\fldinst HYPERLINK "javascript:alert(1)"}{\fldrslt x}}\par}`,
    );
    expect(JSON.stringify(document)).not.toContain('javascript');
  });

  it('keeps notes and headers apart from the text', () => {
    const { document } = parse(
      String.raw`{\rtf1{\header h\par}a{\super\chftn}{\footnote{\super\chftn} n}\par}`,
    );
    expect(plainText(document.sections[0]?.header.default?.blocks ?? [])).toBe('h\n');
    const paragraph = document.sections[0]?.blocks[0];
    const note =
      paragraph?.kind === 'paragraph'
        ? paragraph.inlines.find((inline) => inline.kind === 'note')
        : undefined;
    expect(note).toMatchObject({ mark: '1', endnote: false });
  });

  it('takes no word for what every object has', () => {
    const { document } = parseRtf(
      Buffer.from('{\\rtf1\\toString1 {\\constructor x}\\pard\\valueOf2 b\\par}'),
    );
    expect(JSON.stringify(document)).not.toContain('native code');
  });

  it('reads code pages no one has as Western, however large their number', () => {
    const source = "{\\rtf1\\ansi\\ansicpg2147483647{\\fonttbl{\\f0\\cpg2147483647 A;}}\\f0 x\\'e9\\par}";
    expect(JSON.stringify(parseRtf(Buffer.from(source)).document)).toContain('xé');
  });
});

describe('set-up of sections', () => {
  const setupOf = (text: string) => parse(`{\\rtf1\\ansi ${text}}`).document.sections[0];
  it('is not lost where Word restates a part of it: in footers, and after fields', () => {
    const section = setupOf(
      '\\sectd\\cols2\\titlepg{\\footer \\sectd\\linex0 1\\par}a\\sectd\\linex0 b\\par',
    );
    expect(section?.columns.count).toBe(2);
    expect(section?.titlePage).toBe(true);
  });
  it('adds the gutter to the left margin', () => {
    expect(setupOf('\\margl1000\\gutter500\\sectd a\\par')?.margin.left).toBe(1500);
  });
});
