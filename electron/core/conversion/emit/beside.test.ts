import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import { parseRtf } from '../rtf/parser.ts';
import { emitTypst } from './typst.ts';

const box = (words: string): string =>
  `{\\shp{\\*\\shpinst\\shptop0\\shpbottom1500${words}{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt photo\\par}}}`;
const source = (text: string): Buffer =>
  Buffer.from(`{\\rtf1\\ansi\\paperw11906\\margl1800\\margr1800 ${text}}`, 'latin1');
const markupOf = (text: string): string => emitTypst(parseRtf(source(text)).document).markup;
const LEFT = box('\\shpleft0\\shpright2000\\shpwr2');
const LINE = 'name and address of the one who is meant\\par ';

describe('boxes that text goes round', () => {
  it('have their paragraph and those that follow beside them, as far down as they reach', () => {
    const markup = markupOf(LEFT + LINE.repeat(3) + 'below\\par '.repeat(9));
    expect(markup).toMatch(/grid\(columns: \(100pt, 315\.3pt\), block\([\s\S]*photo[\s\S]*pad\(left: 9pt/);
    expect(markup.split('grid(')).toHaveLength(2);
  });

  it('stand right where they are right', () => {
    expect(markupOf(box('\\shpleft6306\\shpright8306\\shpwr2') + LINE)).toMatch(
      /grid\(columns: \(315\.3pt, 100pt\), pad\(right: 9pt/,
    );
  });

  it('stand above their paragraph in the middle, with text above and below only, and beside long text', () => {
    const above = (text: string): void => {
      expect(markupOf(text)).not.toContain('grid(');
      expect(markupOf(text)).toMatch(/pad\(left: \d+pt, block\(/);
    };
    above(box('\\shpleft3000\\shpright5000\\shpwr2') + LINE);
    above(box('\\shpleft0\\shpright2000\\shpwr1') + LINE);
    above(`${LEFT}${'long text '.repeat(300)}\\par `);
  });

  it('lose no text', async () => {
    const text = `${LEFT}${LINE.repeat(12)}\\page ${LEFT}end\\par`;
    expect((await convertRtf(source(text), { to: 'pdf', proof: true })).status).toBe('converted');
  });
});
