/** Bytes of symbol fonts as real characters, so that any face can draw them and any reader can search them. */

/** Adobe Symbol encoding, 0x20–0x7e. Source: Unicode consortium, VENDORS/ADOBE/symbol.txt. */
const SYMBOL_LOW =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
/** 0xa0–0xfe. */
const SYMBOL_HIGH =
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{f8ff}〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';

const WINGDINGS: Record<number, string> = {
  33: '✏',
  34: '✂',
  40: '☎',
  42: '✉',
  54: '⌛',
  74: '☺',
  76: '☹',
  108: '●',
  109: '❍',
  110: '■',
  111: '□',
  112: '□',
  113: '❑',
  114: '❒',
  117: '◆',
  118: '❖',
  119: '◆',
  159: '•',
  160: '▪',
  161: '○',
  167: '▪',
  168: '□',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  232: '➔',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};

/** The character for U+F0xx in a symbol font, or undefined when the font is none or the byte unknown. */
export function symbolCharacter(font: string, code: number): string | undefined {
  if (code < 0xf020 || code > 0xf0ff) return undefined;
  const byte = code - 0xf000;
  const name = font.toLowerCase();
  if (name.startsWith('wingdings')) return WINGDINGS[byte] ?? '▪';
  if (byte < 0x7f) return [...SYMBOL_LOW][byte - 0x20];
  if (byte >= 0xa0) return [...SYMBOL_HIGH][byte - 0xa0];
  return undefined;
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
  const isSymbol = /^(symbol|wingdings|webdings)/i.test(font);
  if (!isSymbol) return mapSymbols(text, 'Symbol');
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
