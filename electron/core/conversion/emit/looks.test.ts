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

describe('lines', () => {
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
