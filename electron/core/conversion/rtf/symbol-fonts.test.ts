import { describe, expect, it } from 'vitest';
import { plainText } from '../model-text.ts';
import { parseRtf } from './parser.ts';
import { signOf } from './symbol-fonts.ts';

const FONTS =
  '{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset2{\\*\\panose 05000000000000000000}Wingdings;}' +
  '{\\f4\\fcharset2 Wingdings 2;}{\\f5\\fcharset2 ZapfDingbats;}}';
const textOf = (text: string): string => {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi\\ansicpg936${FONTS}${text}\\par}`, 'latin1'));
  return plainText(document.sections.flatMap(({ blocks }) => blocks)).trim();
};

describe('fonts that draw signs', () => {
  it.each([
    ['Symbol', 0x61, 'α'],
    ['Symbol', 0xb7, '•'],
    ['Wingdings', 0x20, ' '],
    ['Wingdings', 0x6c, '●'],
    ['Wingdings', 0x81, '①'],
    ['Wingdings', 0xa7, '▪'],
    ['Wingdings', 0xd8, '➢'],
    ['Wingdings', 0xe0, '→'],
    ['Wingdings', 0xfc, '✓'],
    ['Wingdings', 0xfe, '☑'],
    ['Wingdings 2', 0x50, '✓'],
    ['Wingdings 2', 0x52, '☑'],
    ['Wingdings 2', 0x73, '⑩'],
    ['Wingdings 2', 0x97, '●'],
    ['Wingdings 2', 0xa3, '□'],
    ['Wingdings 2', 0xf8, '※'],
    ['Wingdings 3', 0x70, '▲'],
    ['Wingdings 3', 0x7d, '▸'],
    ['Webdings', 0x61, '✓'],
    ['ITC Zapf Dingbats', 0x34, '✔'],
    ['ZapfDingbats', 0xd4, '➔'],
    ['ZapfDingbats', 0xfe, '➾'],
  ])('%s 0x%s', (font, byte, sign) => {
    expect(signOf(font, byte)).toBe(sign);
  });

  it('keeps spaces between signs', () => {
    expect(textOf('{\\f3 l n}')).toBe('● ■');
  });

  it('reads ticked and empty boxes of forms', () => {
    expect(textOf("{\\f4 R}{\\f4\\'a3}{\\f5 4}")).toBe('☑□✔');
  });

  it('takes the sign of a bullet from the font named behind it', () => {
    const list =
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01\\u-3929 ?;}{\\levelnumbers;}\\f3}\\listid5}}" +
      '{\\*\\listoverridetable{\\listoverride\\listid5\\listoverridecount0\\ls1}}';
    expect(textOf(`${list}\\pard\\ls1 a`)).toBe('▪a');
  });
});
