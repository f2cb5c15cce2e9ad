/** The style sheet and its inheritance. Source: RTF 1.9.1, "Style Sheet". */
import type { CharacterStyle, ParagraphStyle } from '../document.ts';
import { ASSOCIATED, applyCharacterWord, nameFont } from './character-words.ts';
import type { Context, StyleEntry } from './context.ts';
import { applyParagraphWord } from './paragraph-words.ts';
import { type Destination, type RunType, writableCharacter, writableParagraph } from './state.ts';

const MAX_INHERITANCE = 12;
const NO_STYLE = 222;

function styleKey(kind: StyleEntry['kind'], id: number): string {
  return `${kind[0]}${id}`;
}

/** `{\stylesheet …}`. */
export function styleSheetDestination(context: Context): Destination {
  let entry: StyleEntry | undefined;
  let id = 0;
  let runType: RunType = 'none';

  function begin(kind: StyleEntry['kind'], number: number): void {
    id = number;
    if (entry) entry.kind = kind;
  }
  const style: Destination = {
    table: true,
    word(word, param, hasParam) {
      if (!entry) return true;
      switch (word) {
        case 's':
          begin('paragraph', param);
          return true;
        case 'cs':
          begin('character', param);
          return true;
        case 'ds':
          begin('section', param);
          return true;
        case 'ts':
          begin('table', param);
          return true;
        case 'sbasedon':
          entry.basedOn = param;
          return true;
        case 'loch':
        case 'hich':
        case 'dbch':
          runType = word;
          return true;
        case 'rtlch':
          runType = 'bidi';
          return true;
        case 'ltrch':
          runType = 'none';
          return true;
        case 'f':
        case 'af': {
          const font = context.fonts.get(param);
          if (font) nameFont(entry.character, word, font, runType);
          return true;
        }
        case 'afs':
        case 'ab':
        case 'ai':
          if (runType === 'dbch')
            applyCharacterWord(context, entry.character, ASSOCIATED[word], param, hasParam);
          return true;
        case 'ls':
          entry.list = param;
          return true;
        case 'ilvl':
          entry.listLevel = param;
          return true;
        case 'keycode':
          context.state.destination = context.skip;
          return true;
      }
      if (applyCharacterWord(context, entry.character, word, param, hasParam)) return true;
      applyParagraphWord(context, entry.paragraph, word, param, hasParam, entry.character.size ?? 240);
      return true;
    },
    text(text) {
      if (entry && entry.name.length < 200) entry.name += text;
    },
    close() {
      if (!entry) return;
      entry.name = entry.name.replace(/;\s*$/, '').trim();
      context.styles.set(styleKey(entry.kind, id), entry);
      entry = undefined;
    },
  };
  return {
    table: true,
    open() {
      if (entry) return undefined;
      entry = { kind: 'paragraph', name: '', basedOn: NO_STYLE, character: {}, paragraph: {} };
      id = 0;
      runType = 'none';
      context.state.ownsDestination = true;
      return style;
    },
  };
}

/** What a style sets, its ancestors' settings included (the nearest wins). */
export function resolveStyle(
  context: Context,
  kind: 'paragraph' | 'character',
  id: number,
): Pick<StyleEntry, 'character' | 'paragraph' | 'list' | 'listLevel'> | undefined {
  const chain: StyleEntry[] = [];
  let at = id;
  while (chain.length < MAX_INHERITANCE && at !== NO_STYLE) {
    const entry = context.styles.get(styleKey(kind, at));
    if (!entry || chain.includes(entry)) break;
    chain.push(entry);
    at = entry.basedOn;
  }
  if (chain.length === 0) return undefined;
  const character: Partial<CharacterStyle> = {};
  const paragraph: Partial<ParagraphStyle> = {};
  let list: number | undefined;
  let listLevel: number | undefined;
  for (const entry of chain.reverse()) {
    Object.assign(character, entry.character);
    Object.assign(paragraph, entry.paragraph);
    list = entry.list ?? list;
    listLevel = entry.listLevel ?? listLevel;
  }
  return { character, paragraph, ...(list === undefined ? {} : { list, listLevel: listLevel ?? 0 }) };
}

/** `\sN` in the text: the style's properties become the base that direct properties change. */
export function applyParagraphStyle(context: Context, id: number): void {
  const { state } = context;
  state.styleId = id;
  const style = resolveStyle(context, 'paragraph', id);
  if (!style) return;
  Object.assign(writableParagraph(state), style.paragraph);
  Object.assign(writableCharacter(state), style.character);
  if (style.list !== undefined) {
    state.listId = style.list;
    state.listLevel = style.listLevel ?? 0;
    state.listOfStyle = true;
  }
}

/** `\csN` in the text. */
export function applyCharacterStyle(context: Context, id: number): void {
  const style = resolveStyle(context, 'character', id);
  if (style) Object.assign(writableCharacter(context.state), style.character);
}
