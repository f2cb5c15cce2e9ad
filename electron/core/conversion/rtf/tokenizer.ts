/**
 * Splits RTF bytes into tokens in one pass, without copying: text comes as ranges of the input.
 * Source: RTF 1.9.1, "Conventions of an RTF Reader". Never throws; every call moves forward.
 */

export const END = 0;
export const OPEN = 1;
export const CLOSE = 2;
/** A control word: `word`, and `param` where `hasParam`. */
export const WORD = 3;
/** A control symbol: `byte` is the character after the backslash. */
export const SYMBOL = 4;
/** `\'hh`: `byte` is the value. */
export const HEX = 5;
/** Plain bytes `start`…`end` (no backslash, brace, CR or LF within). */
export const TEXT = 6;
/** Raw data of `\bin`: bytes `start`…`end`. */
export const BINARY = 7;

export type TokenKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The one token, overwritten by each `next()`. */
export interface Tokenizer {
  word: string;
  param: number;
  hasParam: boolean;
  byte: number;
  start: number;
  end: number;
  position: number;
  next(): TokenKind;
}

const MAX_WORD = 40;
const MAX_PARAM = 0x7fffffff;

/** Words seen, by a hash of their letters: a word is then one string for ever, compared and looked up at no cost. */
const WORD_SLOTS = 4096;
const seenWords: string[] = new Array(WORD_SLOTS).fill('');

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

/** Creates a tokenizer over the whole input. */
export function createTokenizer(bytes: Uint8Array): Tokenizer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = buffer.length;
  const at = (index: number): number => (index < length ? (buffer[index] as number) : -1);

  function wordOf(start: number, end: number, slot: number): string {
    const seen = seenWords[slot] as string;
    if (seen.length === end - start && isWordAt(seen, start)) return seen;
    const word = buffer.toString('latin1', start, end);
    // `\\toString` and the like are no words of RTF; no table of words shall find what every object has.
    if (word in Object.prototype) return `${word}?`;
    seenWords[slot] = word;
    return word;
  }

  function isWordAt(word: string, start: number): boolean {
    for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== buffer[start + i]) return false;
    return true;
  }

  function control(token: Tokenizer): TokenKind {
    let position = token.position + 1;
    const first = at(position);
    if (first === -1) {
      token.position = length;
      return END;
    }
    if (!isLetter(first)) {
      token.position = position + 1;
      token.byte = first;
      if (first !== 0x27) return SYMBOL;
      const high = hexValue(at(position + 1));
      if (high < 0) return emptyText(token);
      const low = hexValue(at(position + 2));
      token.position = low < 0 ? position + 2 : position + 3;
      token.byte = low < 0 ? high : high * 16 + low;
      return HEX;
    }
    const start = position;
    let hash = 0;
    for (let byte = first; isLetter(byte) && position - start < MAX_WORD; byte = at(position)) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      position++;
    }
    token.word = wordOf(start, position, (hash ^ (hash >>> 12)) & (WORD_SLOTS - 1));
    let negative = false;
    if (at(position) === 0x2d && at(position + 1) >= 0x30 && at(position + 1) <= 0x39) {
      negative = true;
      position++;
    }
    let value = 0;
    const digits = position;
    let digit = at(position) - 0x30;
    while (digit >= 0 && digit <= 9) {
      value = value >= MAX_PARAM / 10 ? MAX_PARAM : value * 10 + digit;
      position++;
      digit = at(position) - 0x30;
    }
    token.hasParam = position > digits;
    token.param = negative ? -value : value;
    if (at(position) === 0x20) position++;
    token.position = position;
    if (token.word === 'bin') {
      const end = Math.min(length, position + Math.max(0, token.hasParam ? token.param : 0));
      token.start = position;
      token.end = end;
      token.position = end;
      return BINARY;
    }
    return WORD;
  }

  function emptyText(token: Tokenizer): TokenKind {
    token.start = token.position;
    token.end = token.position;
    return TEXT;
  }

  return {
    word: '',
    param: 0,
    hasParam: false,
    byte: 0,
    start: 0,
    end: 0,
    position: 0,
    next() {
      while (this.position < length) {
        const byte = buffer[this.position] as number;
        if (byte === 0x5c) return control(this);
        if (byte === 0x7b) {
          this.position++;
          return OPEN;
        }
        if (byte === 0x7d) {
          this.position++;
          return CLOSE;
        }
        if (byte === 0x0d || byte === 0x0a || byte === 0) {
          this.position++;
          continue;
        }
        let end = this.position + 1;
        for (; end < length; end++) {
          const next = buffer[end] as number;
          if (next === 0x5c || next === 0x7b || next === 0x7d || next === 0x0d || next === 0x0a || next === 0)
            break;
        }
        this.start = this.position;
        this.end = end;
        this.position = end;
        return TEXT;
      }
      return END;
    },
  };
}
