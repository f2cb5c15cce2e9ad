/**
 * Text of the document: bytes in the font's code page and `\u` characters, with what stands for those in readers that
 * know none left out.
 */
import { applyBodyWord } from './body-words.ts';
import { type ByteDecoder, codePage, UTF_8 } from './charsets.ts';
import type { Context } from './context.ts';
import { mapSymbols } from './symbols.ts';
import type { Tokenizer } from './tokenizer.ts';

export interface TextReader {
  /** Bytes `start`…`end` of the input. */
  textBytes(start: number, end: number): void;
  /** One byte written as `\'hh`. */
  hexByte(byte: number): void;
  /** A `\u` character. */
  unicode(param: number): void;
  /** Whether the token at hand only stands for a `\u` character; it is counted. */
  skips(): boolean;
  /** Nothing is to be skipped any more: a group opens or closes. */
  stopSkipping(): void;
}

/** Creates the reader of one document's text. `deliver` gets what is complete. */
export function createTextReader(
  bytes: Uint8Array,
  context: Context,
  tokenizer: Tokenizer,
  decoder: ByteDecoder,
  deliver: (text: string) => void,
  isRawUtf8: boolean,
): TextReader {
  const rawPage = isRawUtf8 ? codePage(UTF_8) : undefined;
  let skipBytes = 0;
  let lastUnicode = 0;

  /** Bytes of text, after what `\u` asks to skip. */
  function textBytes(start: number, end: number): void {
    const { destination } = context.state;
    if (destination.bytes) {
      destination.bytes(bytes, start, end);
      return;
    }
    if (!destination.text) return;
    let from = start;
    if (skipBytes > 0) {
      const skipped = Math.min(skipBytes, end - from);
      from += skipped;
      skipBytes -= skipped;
    }
    const { page } = context.state;
    let text = '';
    for (let i = from; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte < 0x80 && !decoder.waiting()) {
        text += page.single[byte] as string;
      } else {
        text += decoder.feed(byte, rawPage ?? page);
      }
    }
    if (text.includes('\t')) splitTabs(text);
    else deliver(text);
    takeRawTrail();
  }

  /** A raw tab character means `\tab`. */
  function splitTabs(text: string): void {
    for (const [index, part] of text.split('\t').entries()) {
      if (index > 0 && context.state.destination.body) applyBodyWord(context, 'tab', 0, false);
      deliver(part);
    }
  }

  /**
   * Raw double-byte text may hold a trail byte that looks like a backslash or brace. It is one when what
   * follows can be no control word and no end of a group.
   */
  function takeRawTrail(): void {
    if (!decoder.waiting()) return;
    const at = tokenizer.position;
    const byte = bytes[at];
    const next = bytes[at + 1] ?? 0;
    if (byte !== 0x5c && byte !== 0x7b && byte !== 0x7d) return;
    const escaped = byte === 0x5c && (next === 0x5c || next === 0x7b || next === 0x7d || next === 0x27);
    if (escaped) return;
    const isTrail =
      byte === 0x5c ? next >= 0x80 || next === 0x20 || next === 0x0d || next === 0x0a : next >= 0x80;
    if (!isTrail) return;
    deliver(decoder.feed(byte, context.state.page));
    tokenizer.position = at + 1;
  }

  function hexByte(byte: number): void {
    if (skipBytes > 0) {
      skipBytes--;
      if (skipBytes === 0) swallowTrail(byte);
      return;
    }
    const { destination, page } = context.state;
    if (!destination.text || destination.bytes) return;
    deliver(decoder.feed(byte, page));
  }

  /** Some writers count a double-byte fallback as one: its second byte then follows and is no text. */
  function swallowTrail(lead: number): void {
    const { page } = context.state;
    if (!page.doubleByte || !page.isLead(lead)) return;
    const at = tokenizer.position;
    if (bytes[at] !== 0x5c || bytes[at + 1] !== 0x27) return;
    const trail = Number.parseInt(String.fromCharCode(bytes[at + 2] ?? 0, bytes[at + 3] ?? 0), 16);
    if (Number.isNaN(trail) || page.pair(lead, trail).charCodeAt(0) !== lastUnicode) return;
    tokenizer.position = at + 4;
  }

  function unicode(param: number): void {
    const { state } = context;
    skipBytes = 0;
    // Signed 16-bit numbers by the specification; some writers put whole code points above them.
    const isWhole = param > 0xffff && param <= 0x10ffff;
    lastUnicode = isWhole ? param : param & 0xffff;
    context.settle();
    if (lastUnicode === 9 && state.destination.body) {
      applyBodyWord(context, 'tab', 0, false);
    } else if (isWhole) {
      deliver(String.fromCodePoint(param));
    } else if (state.destination.text && (lastUnicode >= 0x20 || !state.destination.body)) {
      const isSymbol = lastUnicode >= 0xf020 && lastUnicode <= 0xf0ff;
      deliver(
        isSymbol && state.font && state.destination.body
          ? mapSymbols(String.fromCharCode(lastUnicode), state.font.name)
          : String.fromCharCode(lastUnicode),
      );
    }
    skipBytes = state.unicodeSkip;
  }
  return {
    textBytes,
    hexByte,
    unicode,
    skips() {
      if (skipBytes === 0) return false;
      skipBytes--;
      return true;
    },
    stopSkipping() {
      skipBytes = 0;
    },
  };
}
