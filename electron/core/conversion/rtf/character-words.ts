/** Control words of characters. Source: RTF 1.9.1, "Font (Character) Formatting Properties". */
import type { CharacterStyle, FontEntry, Underline } from '../document.ts';
import { DEFAULT_CHARACTER } from '../document.ts';
import { borderFor } from './borders.ts';
import { codePage, fontCodePage } from './charsets.ts';
import type { Context } from './context.ts';
import { type RunType, writableCharacter } from './state.ts';

const UNDERLINES: Record<string, Underline> = {
  ul: 'single',
  ulw: 'words',
  uldb: 'double',
  ulth: 'thick',
  uld: 'dotted',
  ulthd: 'dotted',
  uldash: 'dashed',
  ulldash: 'dashed',
  ulthdash: 'dashed',
  ulthldash: 'dashed',
  uldashd: 'dash-dot',
  ulthdashd: 'dash-dot',
  uldashdd: 'dash-dot-dot',
  ulthdashdd: 'dash-dot-dot',
  ulwave: 'wave',
  ulhwave: 'wave',
  ululdbwave: 'double-wave',
};

/**
 * Properties of associated characters by those of plain ones. So LibreOffice writes the size, weight and slope of East Asian
 * text after `\dbch`; elsewhere they are of other scripts.
 */
export const ASSOCIATED = { afs: 'fs', ab: 'b', ai: 'i' } as const;

/** The sixteen colours of `\highlight`. */
const HIGHLIGHTS = [
  undefined,
  '#000000',
  '#0000ff',
  '#00ffff',
  '#00ff00',
  '#ff00ff',
  '#ff0000',
  '#ffff00',
  '#ffffff',
  '#000080',
  '#008080',
  '#008000',
  '#800080',
  '#800000',
  '#808000',
  '#808080',
  '#c0c0c0',
];

const MIN_SIZE = 20;
/** Letters squeezed further would lie upon each other. */
const LEAST_SCALE = 25;
/** Larger letters than this find no room on paper. */
const MAX_SIZE = 600 * 20;

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/**
 * Applies one control word to a style (of a run, a style sheet entry or a list level).
 * Returns false when the word is none of characters'.
 */
export function applyCharacterWord(
  context: Context,
  style: Partial<CharacterStyle>,
  word: string,
  param: number,
  hasParam: boolean,
): boolean {
  const on = !hasParam || param !== 0;
  switch (word) {
    case 'b':
      style.bold = on;
      return true;
    case 'i':
      style.italic = on;
      return true;
    case 'fs':
      style.size = clamp((hasParam ? param : 24) * 10, MIN_SIZE, MAX_SIZE);
      return true;
    case 'cf':
      style.colour = context.colours[param];
      return true;
    case 'cb':
    case 'chcbpat':
      style.background = context.colours[param];
      return true;
    case 'highlight':
      style.background = HIGHLIGHTS[param];
      return true;
    case 'ulnone':
      style.underline = 'none';
      return true;
    case 'ulc':
      style.underlineColour = context.colours[param];
      return true;
    case 'strike':
      style.strike = on ? 'single' : 'none';
      return true;
    case 'striked':
      style.strike = on ? 'double' : 'none';
      return true;
    case 'super':
      style.position = on ? 'super' : 'normal';
      return true;
    case 'sub':
      style.position = on ? 'sub' : 'normal';
      return true;
    case 'nosupersub':
      style.position = 'normal';
      return true;
    case 'up':
      style.raise = clamp((hasParam ? param : 6) * 10, -20000, 20000);
      return true;
    case 'dn':
      style.raise = -clamp((hasParam ? param : 6) * 10, -20000, 20000);
      return true;
    case 'caps':
      style.capitals = on ? 'all' : 'none';
      return true;
    case 'scaps':
      style.capitals = on ? 'small' : 'none';
      return true;
    case 'v':
      style.hidden = on;
      return true;
    case 'deleted':
      style.deleted = on;
      return true;
    case 'outl':
      style.outline = on;
      return true;
    case 'expnd':
      style.spacing = clamp(param * 5, -2000, 20000);
      return true;
    case 'expndtw':
      style.spacing = clamp(param, -2000, 20000);
      return true;
    case 'charscalex':
      style.scale = clamp(hasParam ? param : 100, LEAST_SCALE, 600) / 100;
      return true;
    case 'accnone':
      style.emphasis = 'none';
      return true;
    case 'accdot':
      style.emphasis = 'dot';
      return true;
    case 'acccomma':
      style.emphasis = 'comma';
      return true;
    case 'acccircle':
      style.emphasis = 'circle';
      return true;
    case 'accunderdot':
      style.emphasis = 'under-dot';
      return true;
    case 'chbrdr':
      style.border = borderFor(context);
      return true;
  }
  const underline = UNDERLINES[word];
  if (underline) {
    style.underline = on ? underline : 'none';
    return true;
  }
  return false;
}

/** `\fN` and `\afN`: which font, for which script, and how bytes are decoded from here on. */
export function applyFontWord(context: Context, word: string, param: number): void {
  const { state } = context;
  const font = context.fonts.get(param);
  if (word === 'f') {
    const page = font
      ? fontCodePage(font.charset, font.codePage, context.documentPage)
      : context.documentPage;
    state.page = codePage(page);
    state.font = font;
  }
  if (!font) return;
  const style = writableCharacter(state);
  nameFont(style, word, font, state.runType);
  const isForAll = word === 'f' && (state.runType === 'none' || state.runType === 'bidi');
  if (isForAll) style.eastAsianNamed = state.styleId >= 0;
}

/** Names the font of a run or a style for the scripts that `runType` tells of. */
export function nameFont(
  style: Partial<CharacterStyle>,
  word: string,
  font: FontEntry,
  runType: RunType,
): void {
  if (word === 'af' && (runType === 'none' || runType === 'bidi')) return;
  if (runType === 'dbch') {
    style.eastAsian = font;
    style.eastAsianNamed = true;
  } else if (runType === 'loch' || runType === 'hich') {
    if (runType === 'loch' || !style.latin || word === 'f') style.latin = font;
  } else {
    style.latin = font;
    style.eastAsian = font;
  }
}

/** `\plain`. */
export function resetCharacter(context: Context): void {
  const { state } = context;
  const link = state.character.link;
  state.character = { ...DEFAULT_CHARACTER };
  if (link) state.character.link = link;
  state.ownsCharacter = true;
  state.runType = 'none';
  applyFontWord(context, 'f', context.defaultFont);
}
