/** What the parser knows inside one group; copied when a group opens, dropped when it closes. */
import type { CharacterStyle, FontEntry, ParagraphStyle } from '../document.ts';
import { DEFAULT_CHARACTER, DEFAULT_PARAGRAPH } from '../document.ts';
import type { CodePage } from './charsets.ts';

/** Where the words and text of a group go. A destination may keep state of its own between calls. */
export interface Destination {
  /** Receives decoded text; absent: text is dropped. */
  text?(text: string): void;
  /** Receives undecoded bytes instead of text (pictures). */
  bytes?(bytes: Uint8Array, start: number, end: number): void;
  /** Receives `\bin` data. */
  binary?(data: Uint8Array): void;
  /** Handles a control word; true = done, false = treat as in the body. Absent: words are dropped. */
  word?(word: string, param: number, hasParam: boolean): boolean;
  /** A group opens within; returns the destination of that group (default: the same). */
  open?(): Destination | undefined;
  /** The group that set this destination closes. */
  close?(): void;
  /** Body-like: text becomes inlines of the current flow. */
  readonly body?: boolean;
  /** A table before the text: words of text within mean that its closing brace is lost. */
  readonly table?: boolean;
}

/** `\loch`, `\hich`, `\dbch`, `\rtlch`, or none of them since `\ltrch`. */
export type RunType = 'none' | 'loch' | 'hich' | 'dbch' | 'bidi';

export interface State {
  destination: Destination;
  /** True in the group that set the destination, so that its close is called once. */
  ownsDestination: boolean;
  character: CharacterStyle;
  ownsCharacter: boolean;
  paragraph: ParagraphStyle;
  ownsParagraph: boolean;
  /** Bytes to skip after `\u`. */
  unicodeSkip: number;
  /** Which script's font the next `\af` names. */
  runType: RunType;
  font: FontEntry | undefined;
  page: CodePage;
  /** Table nesting of the current paragraph: 0 = none. */
  tableLevel: number;
  listId: number;
  listLevel: number;
  styleId: number;
  /** The list comes with the paragraph's style, not from a word of its own. */
  listOfStyle: boolean;
}

/** The state at the start of a document. */
export function initialState(destination: Destination, page: CodePage): State {
  return {
    destination,
    ownsDestination: false,
    character: { ...DEFAULT_CHARACTER },
    ownsCharacter: true,
    paragraph: { ...DEFAULT_PARAGRAPH },
    ownsParagraph: true,
    unicodeSkip: 1,
    runType: 'none',
    font: undefined,
    page,
    tableLevel: 0,
    listId: 0,
    listLevel: 0,
    styleId: -1,
    listOfStyle: false,
  };
}

/** The state of a group opened inside `outer`. Styles are shared until one of the two changes them. */
export function childState(outer: State): State {
  outer.ownsCharacter = false;
  outer.ownsParagraph = false;
  return {
    destination: outer.destination,
    ownsDestination: false,
    character: outer.character,
    ownsCharacter: false,
    paragraph: outer.paragraph,
    ownsParagraph: false,
    unicodeSkip: outer.unicodeSkip,
    runType: outer.runType,
    font: outer.font,
    page: outer.page,
    tableLevel: outer.tableLevel,
    listId: outer.listId,
    listLevel: outer.listLevel,
    styleId: outer.styleId,
    listOfStyle: outer.listOfStyle,
  };
}

/** The character style for writing. */
export function writableCharacter(state: State): CharacterStyle {
  if (!state.ownsCharacter) {
    state.character = { ...state.character };
    state.ownsCharacter = true;
  }
  return state.character;
}

/** The paragraph style for writing. */
export function writableParagraph(state: State): ParagraphStyle {
  if (!state.ownsParagraph) {
    state.paragraph = { ...state.paragraph };
    state.ownsParagraph = true;
  }
  return state.paragraph;
}

/** What the paragraph was set to within a group holds after it. */
export function inheritParagraph(outer: State, inner: State): void {
  outer.paragraph = inner.paragraph;
  outer.ownsParagraph = false;
  outer.tableLevel = inner.tableLevel;
  outer.listId = inner.listId;
  outer.listLevel = inner.listLevel;
  outer.listOfStyle = inner.listOfStyle;
}
