import { describe, expect, it } from 'vitest';
import { DEFAULT_CHARACTER } from '../document.ts';
import { parseRtf } from '../rtf/parser.ts';
import { createFaceResolver, textWidth } from './faces.ts';
import { nextTab } from './tabs.ts';
import { emitTypst } from './typst.ts';
import { lineEdges } from './typst-text.ts';

function markupOf(body: string): string {
  const rtf = `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}${body}}`;
  return emitTypst(parseRtf(Buffer.from(rtf, 'latin1')).document).markup;
}

describe('text of cells', () => {
  it('stands where its paragraph says, in a table in the middle and in a cell of another too', () => {
    expect(markupOf('\\trowd\\trqc\\cellx2000\\pard\\intbl a\\cell\\row')).toMatch(
      /align\(center, table\([^\n]*align: left \+ top, inset/,
    );
  });
});

describe('rows of a fixed height', () => {
  const row = (height: number, text: string): string =>
    markupOf(`\\trowd\\trrh${height}\\cellx2000\\pard\\intbl ${text}\\cell\\row`);

  it('keep it where their text fits or nearly does', () => {
    expect(row(-600, 'one line')).toContain('rows: (30pt,)');
    expect(row(-200, 'one line')).toContain('rows: (10pt,)');
  });

  it('grow where lines of it would be drawn over what follows', () => {
    const markup = row(-400, 'some lines of text in a narrow cell of a low row');
    expect(markup).toContain('rows: (auto,');
    expect(markup).toContain('block(height: 20pt)');
  });
});

describe('spaces', () => {
  const runOf = (font: string): string => {
    const rtf = `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 ${font};}}\\f0\\fs28 a  b\\u12288?c\\par}`;
    return emitTypst(parseRtf(Buffer.from(rtf, 'latin1')).document).markup;
  };

  it('are half an em wide where a Chinese font was meant that is not installed', () => {
    const [, share, length] = /spacing: ([\d.]+)% \+ ([\d.]+)em/.exec(runOf('FangSong_GB2312')) ?? [];
    // An ideographic space keeps its em.
    expect(Number(share) / 100 + Number(length)).toBeCloseTo(1, 3);
    expect(Number(length)).toBeGreaterThan(0.2);
  });

  it('are those of the face for Latin fonts, and for Chinese ones made for screens', () => {
    expect(runOf('Times New Roman')).not.toContain('spacing: 6');
    expect(runOf('Microsoft YaHei')).not.toMatch(/spacing: [\d.]+%/);
  });
});

describe('lines', () => {
  it('reach the same tab whatever space lies between scripts', () => {
    const ruleOf = (text: string): number =>
      Number(
        /box\(width: ([\d.]+)pt, line/.exec(
          markupOf(`\\pard\\tqr\\tlul\\tx6000\\fs24 ${text}\\tab\\par`),
        )?.[1],
      );
    const [plain, mixed] = [ruleOf('\\u24180?\\u26376?'), ruleOf('\\u24180?1\\u26376?')];
    expect(plain - mixed).toBeGreaterThan(6 + 5);
    expect(plain - mixed).toBeLessThan(6 + 8);
  });

  it('get the room of a multiple below, and lose it above', () => {
    const frame = { ascent: 200, descent: 50, eastAsian: false };
    expect(lineEdges({ ...frame, line: { kind: 'multiple', ratio: 2 } }, 200, 50)).toEqual({
      top: 200,
      bottom: 300,
    });
    expect(lineEdges({ ...frame, line: { kind: 'multiple', ratio: 0.8 } }, 200, 50)).toEqual({
      top: 150,
      bottom: 50,
    });
  });

  it('that are empty have the height of their break', () => {
    expect(markupOf('\\fs40 a\\line\\line b\\par')).toMatch(/;linebreak\(\);t\d+\(linebreak\(\)\);/);
  });
});

describe('lines of a Chinese font that is not installed', () => {
  const table = '{\\fonttbl{\\f0\\froman Times New Roman;}{\\f1\\fcharset134 no such song 宋;}}';
  const styles = '{\\stylesheet{\\s0 Normal;}{\\s9 other;}}';
  /** Height in points of the lines of an ideograph after `words`. */
  const heightOf = (words: string, head = styles): number => {
    const rtf = Buffer.from(`{\\rtf1\\ansi\\deff0${table}${head}${words}\\u20013?\\cell\\row}`, 'utf8');
    const [, top = 0, bottom = 0] =
      /top-edge: ([\d.]+)pt, bottom-edge: -([\d.]+)pt/.exec(emitTypst(parseRtf(rtf).document).markup) ?? [];
    return Number(top) + Number(bottom);
  };
  const ofStandIn = heightOf('\\pard\\plain\\loch\\f0\\hich\\f0\\dbch\\f1\\fs40 ');

  it('are those of the document where one font was named for all scripts', () => {
    expect(ofStandIn).toBeGreaterThan(26);
    expect(heightOf('\\pard\\plain\\f1\\fs40 \\u20013?\\par')).toBeLessThan(24);
  });

  it('are its own in cells, upon a style and without styles', () => {
    expect(heightOf('\\trowd\\cellx5000\\pard\\plain\\intbl\\f1\\fs40 ')).toBe(ofStandIn);
    expect(heightOf('\\pard\\plain\\s9\\f1\\fs40 \\u20013?\\par')).toBe(ofStandIn);
    expect(heightOf('\\pard\\plain\\f1\\fs40 \\u20013?\\par', '')).toBe(ofStandIn);
  });
});

describe('space between paragraphs', () => {
  it('set automatically is not added up', () => {
    const markup = markupOf('\\sb100\\sa100\\sbauto1\\saauto1 a\\par b\\par');
    expect(markup.match(/^v\(.*\)$/gm)).toEqual(['v(14pt)', 'v(14pt)', 'v(14pt)']);
  });
});

describe('tabs', () => {
  const context = {
    stops: [{ position: 3000, align: 'decimal' as const, leader: 'none' as const }],
    defaultTab: 720,
    left: 0,
    hanging: false,
    width: 9000,
  };

  it('set the decimal point, not the end of the number, at a decimal stop', () => {
    expect(nextTab(0, 800, context, 500).width).toBe(2500);
    expect(nextTab(0, 800, context).width).toBe(2200);
  });

  it('know how wide mathematical signs and Latin quotes are', () => {
    const faces = createFaceResolver().of(DEFAULT_CHARACTER);
    const { size } = DEFAULT_CHARACTER;
    expect(textWidth('a “quoted” word', DEFAULT_CHARACTER, faces)).toBeLessThan(size * 8);
    expect(textWidth('引“号”', DEFAULT_CHARACTER, faces)).toBe(size * 4);
  });
});

describe('numbers of lists', () => {
  it('end where the first line begins when they are set to the right', () => {
    const list =
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc2\\leveljc2{\\leveltext\\'02\\'00.;}}\\listid7}}";
    const override = '{\\*\\listoverridetable{\\listoverride\\listid7\\ls1}}';
    expect(markupOf(`${list}${override}\\pard\\ls1\\fi-360\\li720 one\\par`)).toMatch(/h\(-[\d.]+pt\);t/);
  });
});

describe('characters', () => {
  it('in small capitals are capitals of two sizes', () => {
    expect(markupOf('\\fs40\\scaps Ab\\par')).toMatch(/\("A"\);t\d+\("B"\)/);
    expect(markupOf('\\fs40\\scaps Ab\\par')).toContain('size: 16pt');
  });

  it('scaled across are drawn scaled, words and ideographs apart', () => {
    expect(markupOf('\\charscalex66 \\u26412?\\par')).toContain('scale(x: 66%');
    expect(markupOf('\\charscalex100 a\\par')).not.toContain('scale(');
  });

  it('underlined by words leave the spaces bare', () => {
    expect(markupOf('\\ulw one two\\par')).toMatch(/\("one"\);t\d+\(" "\);t\d+\("two"\)/);
  });

  it('wave, slant and stand upright', () => {
    expect(markupOf('\\ulwave a\\par')).toContain('tiling(');
    expect(markupOf('\\i \\u26412?\\par')).toContain('skew(ax: -12deg');
    expect(markupOf('\\i a\\par')).not.toContain('skew(');
  });

  it('of a long rule may end a line anywhere', () => {
    expect(markupOf(`${'_'.repeat(60)}\\par`)).toContain('_\u200b_\u200b_');
  });
});

describe('borders', () => {
  it('of several lines are boxes one within the other', () => {
    const markup = markupOf('\\brdrb\\brdrthtnsg\\brdrw45 a\\par');
    expect(markup.match(/block\(width: 100%, stroke: \(bottom:/g)).toHaveLength(2);
    expect(markup).toContain('thickness: 0.75pt');
    expect(markup).toContain('thickness: 2.25pt');
  });

  it('let pages end within and before them', () => {
    expect(markupOf('\\box\\brdrs\\brdrw10 one\\page two\\par')).toMatch(
      /one[\s\S]*^pagebreak\(\)$[\s\S]*two/m,
    );
    const before = '\\box\\brdrs\\brdrw10 one\\par\\pagebb two\\par';
    expect(markupOf(before)).toMatch(/one[\s\S]*^pagebreak\(weak: true\)$[\s\S]*two/m);
  });

  it('begin at the indent of their paragraph', () => {
    expect(markupOf('\\li1000\\ri400\\brdrb\\brdrs a\\par')).toContain('outset: (left: -50pt, right: -20pt)');
  });

  it('of cells are drawn double inside the cell', () => {
    const cell = '\\trowd\\clbrdrl\\brdrdb\\brdrw15\\cellx3000\\intbl a\\cell\\row';
    expect(markupOf(cell).match(/angle: 90deg/g)).toHaveLength(2);
  });

  it('stand between paragraphs that ask for it', () => {
    expect(markupOf('\\brdrbtw\\brdrs\\brdrb\\brdrs a\\par b\\par')).toContain('inset: (y: 0pt)');
  });
});

describe('paper', () => {
  it('has the colour of the background and the lines of the section', () => {
    const background = '{\\*\\background{\\shp{\\*\\shpinst{\\sp{\\sn fillColor}{\\sv 255}}}}}';
    const markup = markupOf(`${background}\\sectd\\pgbrdropt32\\pgbrdrt\\brdrs\\brdrw20\\brsp480 a\\par`);
    expect(markup).toContain('fill: rgb("#ff0000")');
    expect(markup).toMatch(/background: \{place\(top \+ left, dx: \d+pt, dy: 24pt, rect/);
    expect(markupOf('a\\par')).not.toContain('background:');
  });

  it('has its margins mirrored where the document says so', () => {
    expect(markupOf('\\margmirror\\margl1000 a\\par')).toContain('margin: (inside: 50pt, outside: 72pt');
  });

  it('holds columns of the stated widths, with lines between', () => {
    const section = '\\sectd\\sbknone\\cols2\\colno1\\colw2000\\colsr400\\colno2\\colw6000\\linebetcol ';
    const markup = markupOf(
      `\\sectd x\\par\\sect${section} a\\par\\column b\\par\\sect\\sectd\\sbknone c\\par`,
    );
    expect(markup).toContain('grid(columns: (110pt, 310pt)');
    expect(markup).toContain('stroke: (left: 0.5pt)');
  });
});

describe('cells of turned text', () => {
  it('merged downwards know the height of their rows', () => {
    const row = (merge: string): string =>
      `\\trowd\\trrh900\\cltxtbrlv${merge}\\cellx700\\cellx3000\\intbl x\\cell y\\cell\\row`;
    expect(markupOf(row('\\clvmgf') + row('\\clvmrg'))).toContain('block(width: 90pt');
  });

  it('run along the height of the row, ideographs upright', () => {
    const markup = markupOf('\\trowd\\trrh2400\\cltxtbrlv\\cellx3000\\intbl\\qc \\u22791?\\cell\\row');
    expect(markup).toContain('rotate(90deg, reflow: true, block(width: 120pt');
    expect(markup).toContain('rotate(-90deg');
  });
});
