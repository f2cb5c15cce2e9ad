import { describe, expect, it } from 'vitest';
import { compareTexts } from './compare.ts';
import { readSourceText } from './source-text.ts';

const bodyOf = (text: string): string => readSourceText(Buffer.from(text, 'latin1')).body;
const GBK = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset134 \\'cb\\'ce;}}";

describe('second reading of the source', () => {
  it.each([
    ['a backslash as second byte', '\xd5\\\xd6\xd0', '誠中'],
    ['a brace as second byte', '\xd5{\xd6\xd0', '調中'],
    ['a closing brace as second byte', '\xd5}\xd6\xd0', '諁中'],
  ])('knows %s of raw text', (_, bytes, expected) => {
    expect(bodyOf(`${GBK}\\f1 ${bytes}\\par}`)).toBe(expected);
  });

  it('reads a lone byte of a Western font as a Western character', () => {
    expect(bodyOf(`${GBK}\\f0 \\'a9 2026\\par}`)).toBe('©2026');
  });

  it('knows a font of signs by its name, whatever stands before it', () => {
    const fonts = '{\\fonttbl{\\f3\\fcharset2{\\*\\panose 05000000000000000000}Wingdings;}}';
    expect(bodyOf(`{\\rtf1\\ansi${fonts}{\\f3\\'fe}\\par}`)).toBe('☑');
  });

  it('reads past a byte order mark, and code points above the first plane', () => {
    expect(bodyOf('\xef\xbb\xbf{\\rtf1\\ansi\\u128512?a\\par}')).toBe('😀a');
  });

  it('leaves out a live page number, not what stands beside it in another field', () => {
    const page = '{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}';
    const inner = '{\\field{\\*\\fldinst MERGEFIELD A}{\\fldrslt aa}}';
    expect(
      bodyOf(`{\\rtf1\\ansi{\\field{\\*\\fldinst IF ${inner} "x"}{\\fldrslt on ${page} of it}}end\\par}`),
    ).toBe('onofitend');
  });

  it('leaves out the second byte of a fallback counted as one', () => {
    expect(bodyOf(`${GBK}\\f1\\uc1\\u21028\\'c5\\'d0\\u20915\\'be\\'f6 x\\par}`)).toBe('判决x');
    expect(bodyOf(`${GBK}\\f1\\uc1\\u21028?\\'be\\'f6\\par}`)).toBe('判决');
  });

  it('counts optional hyphens however they are written', () => {
    expect(readSourceText(Buffer.from("{\\rtf1\\ansi a\\-b\\'adc\\par}")).optionalHyphens).toBe(2);
  });
});

describe('comparison', () => {
  const compare = (body: string, page: string, generated: string[] = []) =>
    compareTexts({ body, margins: [], optionalHyphens: 0 }, [page], generated).equal;
  it('sees an accent added to a letter as added, not as a letter changed', () => {
    expect(compare('abc', 'a\u0301bc', ['\u0301'])).toBe(true);
    expect(compare('abc', 'a\u0301bc')).toBe(false);
  });
  it('sees a missing character', () => {
    expect(compare('本院认为', '本院认')).toBe(false);
  });
});
