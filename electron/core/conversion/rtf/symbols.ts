/** Bytes of symbol fonts as real characters, so that any face can draw them and any reader can search them. */
import { isSymbolFont, signOf } from './symbol-fonts.ts';

/** The character for U+F0xx in a symbol font, or undefined when the byte is unknown. */
export function symbolCharacter(font: string, code: number): string | undefined {
  if (code < 0xf020 || code > 0xf0ff) return undefined;
  return signOf(font, code - 0xf000);
}

/** Replaces private-use characters of symbol fonts in a text. */
export function mapSymbols(text: string, font: string): string {
  return text.replace(
    /[\uf020-\uf0ff]/g,
    (character) => symbolCharacter(font, character.charCodeAt(0)) ?? character,
  );
}

/** The real characters of a text set in a symbol font, whether it comes as plain bytes or in the private range. */
export function symbolText(text: string, font: string): string {
  if (!isSymbolFont(font)) return mapSymbols(text, 'Symbol');
  return text.replace(/[\x21-\xff\uf020-\uf0ff]/g, (character) => {
    const code = character.charCodeAt(0);
    return symbolCharacter(font, code < 0x100 ? 0xf000 + code : code) ?? character;
  });
}

/** Special characters. Source: RTF 1.9.1, "Special Characters". */
export const SPECIAL_CHARACTERS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200d',
  zwnj: '\u200c',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
  zwbo: '\u200b',
  zwnbo: '\u2060',
};
