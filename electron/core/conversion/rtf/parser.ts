/**
 * RTF bytes → document model. One pass, no recursion over the input, never throws on any input:
 * what is broken is recovered and noted.
 */
import type { RichDocument } from '../document.ts';
import { applyBodyWord, endsCharacter, labelLast } from './body-words.ts';
import { applyFontWord } from './character-words.ts';
import { codePage, createByteDecoder } from './charsets.ts';
import type { Context } from './context.ts';
import { isDestination, openDestination } from './destinations.ts';
import { endsDocument, textStart } from './end.ts';
import { createFlow } from './flow.ts';
import { createListTables } from './lists.ts';
import { createNoteCounts } from './note-numbers.ts';
import { createSectionState, endSection } from './sections.ts';
import { childState, type Destination, inheritParagraph, initialState, type State } from './state.ts';
import { isSymbolFont } from './symbol-fonts.ts';
import { mapSymbols } from './symbols.ts';
import { createTableWords } from './table-rows.ts';
import { createTextReader } from './text-reader.ts';
import { BINARY, CLOSE, createTokenizer, END, HEX, OPEN, SYMBOL, TEXT, WORD } from './tokenizer.ts';
import { guessEncoding } from './undeclared.ts';

/** Groups nested deeper than this are read as if they were not groups. */
const MAX_DEPTH = 1000;
/** Flows (notes in text boxes in headers …) nested deeper than this run into the outer one. */
const MAX_FLOW_DEPTH = 8;

export interface RawNote {
  code: string;
  count: number;
}

export interface ParseResult {
  document: RichDocument;
  notes: RawNote[];
  pictures: number;
  /** Texts drawn from fields' instructions. */
  generated: string[];
}

/** Words that stand in text only, never in the tables before it. */
const TEXT_WORDS = new Set(['par', 'sectd', 'sect', 'trowd', 'cell', 'row']);

const DOCUMENT_PAGES: Record<string, number> = { ansi: 1252, mac: 10000, pc: 437, pca: 850 };

/** Whether bytes begin like RTF: `{\rtf`, after a byte order mark or white space. */
export function looksLikeRtf(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512)).toString('latin1');
  return /^(?:\u00ef\u00bb\u00bf)?[\s\0]*\{\s*\\rtf/.test(head);
}

/** Parses a document. Linear in the input; memory is bounded by a multiple of its size. */
export function parseRtf(bytes: Uint8Array): ParseResult {
  const tokenizer = createTokenizer(bytes);
  tokenizer.position = textStart(bytes);
  const notes = new Map<string, RawNote>();
  const document: RichDocument = { info: {}, fonts: [], sections: [], defaultTab: 720 };
  const decoder = createByteDecoder();
  const stack: State[] = [];
  let overflow = 0;
  let ignorable = false;
  let ended = false;

  const note = (code: string): void => {
    const known = notes.get(code);
    if (known) known.count++;
    else notes.set(code, { code, count: 1 });
  };

  const body: Destination = {
    body: true,
    text(text) {
      emitText(text);
    },
    word: (word, param, hasParam) => applyBodyWord(context, word, param, hasParam),
  };
  const skip: Destination = { bytes: () => {} };

  const context: Context = {
    state: initialState(body, codePage(1252)),
    document,
    decoder,
    documentPage: 1252,
    defaultFont: 0,
    defaultEastAsian: undefined,
    fonts: new Map(),
    colours: [],
    styles: new Map(),
    lists: createListTables(),
    sections: createSectionState(),
    tables: createTableWords(),
    flow: createFlow(),
    flowDepth: 0,
    body,
    skip,
    noteCounts: createNoteCounts(),
    noteInProgress: '',
    noteIsLive: false,
    fontsRead: false,
    automaticMark: false,
    oldNumbering: undefined,
    oldCount: undefined,
    labelsWritten: false,
    generated: [],
    pictures: 0,
    note,
    settle,
    openFlow(done) {
      if (context.flowDepth >= MAX_FLOW_DEPTH) return body;
      const outer = context.flow;
      const flow = createFlow();
      context.flow = flow;
      context.flowDepth++;
      context.state.tableLevel = 0;
      context.state.listId = 0;
      return {
        ...body,
        close() {
          labelLast(context);
          context.flow = outer;
          context.flowDepth--;
          done(flow);
          outer.tables += flow.tables;
        },
      };
    },
  };

  const { isChinese, isRawUtf8 } = guessEncoding(bytes);
  const reader = createTextReader(bytes, context, tokenizer, decoder, deliver, isRawUtf8);
  const setDocumentPage = (page: number): void => {
    context.documentPage = isChinese ? 936 : page;
    context.state.page = codePage(context.documentPage);
  };
  if (isChinese) {
    note('page-guessed');
    setDocumentPage(936);
  }

  function emitText(text: string): void {
    const { character, font } = context.state;
    if (character.hidden) {
      note('hidden-text');
      return;
    }
    if (character.deleted) {
      note('deleted-text');
      return;
    }
    if (context.automaticMark && text.trim() !== '') {
      // A mark without a note: nothing to number.
      context.automaticMark = false;
    }
    let shown = text;
    if (font && (font.charset === 2 || isSymbolFont(font.name))) {
      shown = mapSymbols(text, font.name);
    }
    context.flow.text(shown, context.state);
  }

  function deliver(text: string): void {
    if (text === '') return;
    context.state.destination.text?.(text);
  }

  function settle(): void {
    if (!decoder.waiting()) return;
    const rest = decoder.flush();
    note('broken-character');
    if (context.state.destination.body) deliver(rest);
  }

  function openGroup(): void {
    reader.stopSkipping();
    if (stack.length >= MAX_DEPTH) {
      overflow++;
      note('deep-nesting');
      return;
    }
    stack.push(context.state);
    const state = childState(context.state);
    context.state = state;
    ignorable = false;
    const inner = state.destination.open?.();
    if (inner) {
      state.destination = inner;
      state.ownsDestination = true;
    }
  }

  function closeGroup(): void {
    reader.stopSkipping();
    ignorable = false;
    if (overflow > 0) {
      overflow--;
      return;
    }
    const outer = stack.pop();
    if (!outer) return;
    if (context.state.ownsDestination) {
      settle();
      context.state.destination.close?.();
    }
    // What the document's last paragraph was set to holds though its group ends before its mark.
    if (stack.length === 0 && context.state.destination.body) inheritParagraph(outer, context.state);
    context.state = outer;
    if (context.fontsRead) {
      context.fontsRead = false;
      applyFontWord(context, 'f', context.defaultFont);
    }
    if (stack.length === 0) {
      ended = endsDocument(bytes, tokenizer.position);
      if (!ended) {
        note('early-end');
        stack.push(childState(context.state));
      }
    }
  }

  /** The brace that ends a table of the header is lost: what follows is text. */
  function leaveTable(): void {
    note('missing-brace');
    for (const open of [...stack, context.state]) {
      if (!open.destination.table) continue;
      open.destination.close?.();
      open.destination = body;
      open.ownsDestination = false;
    }
  }

  function word(name: string, param: number, hasParam: boolean): void {
    const { state } = context;
    if (name === 'u') {
      reader.unicode(param);
      return;
    }
    if (name === 'uc') {
      state.unicodeSkip = Math.min(64, Math.max(0, hasParam ? param : 1));
      return;
    }
    if (reader.skips()) return;
    if (state.destination.table && TEXT_WORDS.has(name)) leaveTable();
    if (state.destination === skip) return;
    if (DOCUMENT_PAGES[name] !== undefined && stack.length <= 1) {
      setDocumentPage(DOCUMENT_PAGES[name]);
      return;
    }
    if (name === 'ansicpg') {
      setDocumentPage(param > 0 ? param : context.documentPage);
      return;
    }
    if (name === 'deff') {
      context.defaultFont = param;
      return;
    }
    if (name === 'stshfdbch') {
      context.defaultEastAsian = param;
      return;
    }
    if (state.destination.body && isDestination(name)) {
      enter(name);
      return;
    }
    if (!state.destination.body && state.destination.word) {
      if (state.destination.word(name, param, hasParam)) {
        ignorable = false;
        return;
      }
    }
    const known = state.destination.word?.(name, param, hasParam) ?? false;
    if (!known && ignorable) state.destination = skip;
    ignorable = false;
  }

  function enter(name: string): void {
    const { state } = context;
    settle();
    ignorable = false;
    const destination = openDestination(context, name);
    if (!destination) return;
    if (state.ownsDestination) {
      // A second destination word in one group: the group keeps its first close.
      const close = state.destination.close;
      const inner = destination.close;
      state.destination = {
        ...destination,
        close() {
          inner?.();
          close?.();
        },
      };
      return;
    }
    state.destination = destination;
    state.ownsDestination = destination !== body && destination !== skip;
  }

  function symbol(byte: number): void {
    if (reader.skips()) return;
    switch (byte) {
      case 0x2a: // \*
        ignorable = true;
        return;
      case 0x5c:
      case 0x7b:
      case 0x7d:
        if (context.state.destination.text) deliver(decoder.feed(byte, context.state.page));
        return;
      case 0x7e: // \~ no-break space
        deliver('\u00a0');
        return;
      case 0x2d: // \- optional hyphen
        deliver('\u00ad');
        return;
      case 0x5f: // \_ no-break hyphen
        deliver('\u2011');
        return;
      case 0x0a:
      case 0x0d:
        if (context.state.destination.body) applyBodyWord(context, 'par', 0, false);
        return;
      case 0x09:
        if (context.state.destination.body) applyBodyWord(context, 'tab', 0, false);
        return;
    }
  }

  for (;;) {
    const kind = tokenizer.next();
    if (kind === END) break;
    if (kind === TEXT) {
      if (ended) continue;
      ignorable = false;
      reader.textBytes(tokenizer.start, tokenizer.end);
    } else if (kind === WORD) {
      if (decoder.waiting() && context.state.destination.body && endsCharacter(tokenizer.word)) settle();
      if (ended) continue;
      word(tokenizer.word, tokenizer.param, tokenizer.hasParam);
    } else if (kind === HEX) {
      if (!ended) reader.hexByte(tokenizer.byte);
    } else if (kind === OPEN) {
      if (ended) note('text-after-end');
      if (!ended) openGroup();
    } else if (kind === CLOSE) {
      if (!ended) closeGroup();
    } else if (kind === SYMBOL) {
      if (!ended) symbol(tokenizer.byte);
    } else if (kind === BINARY) {
      if (!reader.skips()) context.state.destination.binary?.(bytes.subarray(tokenizer.start, tokenizer.end));
    }
  }

  if (stack.length > 0) {
    note('truncated');
    while (stack.length > 0) closeGroup();
  }
  settle();
  labelLast(context);
  const rest = context.flow.finish(context.state);
  if (rest.length > 0 || document.sections.length === 0) endSection(context, rest);
  // Without styles there is none that text could take the document's font from.
  if (context.styles.size > 0)
    document.defaultFont = context.fonts.get(context.defaultEastAsian ?? context.defaultFont);
  return { document, notes: [...notes.values()], pictures: context.pictures, generated: context.generated };
}
