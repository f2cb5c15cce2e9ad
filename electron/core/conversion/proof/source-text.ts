/**
 * The second, simpler reading of RTF: only its characters, by a route of its own (own scanner, own tables
 * of what to leave out, iconv-lite instead of the parser's decoder). It knows nothing of layout, so a
 * mistake of the parser shows as a difference. Source: RTF 1.9.1.
 */
import { endsDocument, textStart } from '../rtf/end.ts';
import { mapSymbols } from '../rtf/symbols.ts';
import { createSourceBytes, isPairOf } from './source-bytes.ts';
import { createSourceFonts } from './source-fonts.ts';
import { firstGroup, type Group } from './source-group.ts';
import { isUnnamedChinese, writesUtf8 } from './source-guess.ts';
import { CHARACTERS, isMathProperty, KEPT_STARRED, LEFT_OUT, MARGINS } from './source-words.ts';
import { strip } from './strip.ts';

export interface SourceText {
  /** Characters of the body, notes and boxes in the order of the file, white space removed. */
  body: string;
  /** Characters of each header and footer; `PAGE_MARK` stands where a page number goes. */
  margins: { header: boolean; text: string }[];
  /** Places where a word may be divided: a hyphen appears there when it is. */
  optionalHyphens: number;
}

/** Stands for a number only the finished page knows. */
export const PAGE_MARK = '\ufdd0';

const DOCUMENT_PAGES: Record<string, number> = { mac: 10000, pc: 437, pca: 850 };
const MAX_DEPTH = 1000;
const MAX_WHOLE_TEXT = 8 << 20;

/** Reads the characters of an RTF file. Linear; never throws. */
export function readSourceText(bytes: Uint8Array): SourceText {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = input.length <= MAX_WHOLE_TEXT ? input.toString('latin1') : undefined;
  const fonts = createSourceFonts();
  const isUtf8 = writesUtf8(input);
  const isChinese = !isUtf8 && isUnnamedChinese(input);
  let documentPage = isChinese ? 936 : 1252;
  let defaultFont = 0;
  let group = firstGroup();
  group.page = documentPage;
  const stack: Group[] = [];
  let overflow = 0;
  const body: string[] = [];
  const margins: SourceText['margins'] = [];
  const addMargin = (text: string): void => {
    const margin = margins[group.margin];
    if (margin) margin.text += text;
  };
  let toSkip = 0;
  /** Code of the last `\u`, and the last byte left out for it (-1: none). */
  let lastCode = 0;
  let skippedLead = -1;
  let starred = false;
  /** Nothing but white space has come since the last opening brace. */
  let fresh = false;
  let optionalHyphens = 0;
  let at = textStart(bytes);

  function emit(text: string): void {
    if (group.skip || group.hidden || group.deleted || group.field === 1) return;
    // A live page number is not to be compared.
    if (group.field === 3 && group.fieldKind.page) return;
    if (group.margin >= 0) addMargin(text);
    else body.push(text);
  }
  const held = createSourceBytes(emit);
  function byte(value: number, isRaw = false): void {
    if (group.inFontTable) {
      fonts.nameByte(value);
      return;
    }
    if (group.skip) return;
    if (toSkip > 0) {
      toSkip--;
      skippedLead = toSkip === 0 ? value : -1;
      return;
    }
    // A writer that counts a double-byte fallback as one: its second byte is no text.
    const isRest = skippedLead >= 0 && isPairOf(skippedLead, value, group.page, lastCode);
    skippedLead = -1;
    if (isRest) return;
    if (group.symbol) {
      held.flush();
      if (value > 0x20) emit(mapSymbols(String.fromCharCode(0xf000 + value), group.symbol));
      return;
    }
    held.add(value, isRaw && isUtf8 && value >= 0x80 ? 65001 : group.page, group.western);
  }
  function settle(): void {
    if (held.waiting() && !held.isOpen()) held.flush();
  }
  function setFont(id: number): void {
    settle();
    Object.assign(group, fonts.decodingOf(id, documentPage));
  }

  function word(name: string, parameter: number | undefined): void {
    if (name === 'u') {
      // A font's name in Unicode is no text of the document.
      if (group.inFontTable) return;
      held.flush();
      const number = parameter ?? 0;
      const code = number > 0xffff && number <= 0x10ffff ? number : number & 0xffff;
      if (!group.skip) emit(mapSymbols(String.fromCodePoint(code), group.symbol));
      toSkip = group.unicodeSkip;
      lastCode = code;
      skippedLead = -1;
      return;
    }
    if (name === 'uc') {
      group.unicodeSkip = Math.max(0, parameter ?? 1);
      return;
    }
    if (toSkip > 0) {
      toSkip--;
      return;
    }
    const wasStarred = starred;
    starred = false;
    fresh = false;
    if (group.inFontTable) {
      fonts.word(name, parameter);
      return;
    }
    if (name === 'fonttbl') group.inFontTable = true;
    if (LEFT_OUT.has(name) || isMathProperty(name)) {
      if (name === 'fldinst' && !group.skip) {
        held.flush();
        group.fieldKind.page = false;
        const instruction = input.toString('latin1', at, Math.min(input.length, at + 300));
        const plain = instruction.replace(/\\\\|\\[a-z]+-?\d* ?|[{}]/gi, ' ');
        if (/^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(plain)) {
          group.fieldKind.page = true;
          if (group.margin >= 0) addMargin(PAGE_MARK);
        }
      } else {
        settle();
      }
      // An object shows its result.
      if (name === 'object') return;
      group.skip = name !== 'fonttbl';
      return;
    }
    if (name === 'result') group.skip = false;
    if (wasStarred && !KEPT_STARRED.has(name)) {
      settle();
      group.skip = true;
      return;
    }
    if (group.skip) return;
    const character = Object.hasOwn(CHARACTERS, name) ? CHARACTERS[name] : undefined;
    if (character !== undefined) {
      held.flush();
      emit(character);
      return;
    }
    if (MARGINS.has(name)) {
      held.flush();
      group.margin = margins.length;
      margins.push({ header: name.startsWith('header'), text: '' });
      return;
    }
    switch (name) {
      case 'ansicpg':
      case 'mac':
      case 'pc':
      case 'pca':
        if (!isChinese) documentPage = DOCUMENT_PAGES[name] ?? (parameter || documentPage);
        group.page = documentPage;
        return;
      case 'deff':
        defaultFont = parameter ?? 0;
        return;
      case 'f':
        setFont(parameter ?? 0);
        return;
      case 'plain':
        group.hidden = false;
        group.deleted = false;
        setFont(defaultFont);
        return;
      case 'v':
        settle();
        held.flush();
        group.hidden = parameter !== 0;
        return;
      case 'deleted':
        held.flush();
        group.deleted = parameter !== 0;
        return;
      case 'field':
        held.flush();
        group.field = 1;
        group.fieldKind = { page: false };
        return;
      case 'fldrslt':
        held.flush();
        group.field = 3;
        return;
      case 'chpgn':
        held.flush();
        if (group.margin >= 0) addMargin(PAGE_MARK);
        return;
      case 'par':
      case 'cell':
      case 'row':
      case 'line':
      case 'tab':
      case 'sect':
        held.flush();
        return;
    }
  }

  function control(): void {
    const next = input[at + 1];
    if (next === undefined) {
      at++;
      return;
    }
    const isLetter = (value: number | undefined): boolean =>
      value !== undefined && ((value >= 97 && value <= 122) || (value >= 65 && value <= 90));
    if (!isLetter(next)) {
      at += 2;
      if (next === 0x27) {
        const high = hexDigit(input[at]);
        const low = hexDigit(input[at + 1]);
        at += 2;
        if (high >= 0) byte(low >= 0 ? high * 16 + low : high);
        return;
      }
      if (toSkip > 0) {
        toSkip--;
        return;
      }
      if (next === 0x2a) starred = fresh;
      else if (next === 0x2d) optionalHyphens++;
      else if (next === 0x5c || next === 0x7b || next === 0x7d) byte(next);
      else if (next === 0x5f) {
        held.flush();
        emit('‑');
      }
      return;
    }
    let end = at + 1;
    while (isLetter(input[end]) && end - at <= 40) end++;
    const name = whole === undefined ? input.toString('latin1', at + 1, end) : whole.slice(at + 1, end);
    const isNegative = input[end] === 0x2d;
    let parameter: number | undefined;
    let digits = isNegative ? end + 1 : end;
    for (let digit = digitAt(digits); digit >= 0; digit = digitAt(++digits)) {
      parameter = (parameter ?? 0) * 10 + digit;
    }
    if (parameter !== undefined) {
      end = digits;
      if (isNegative) parameter = -parameter;
    }
    if (input[end] === 0x20) end++;
    at = end;
    if (name === 'bin') {
      at = Math.min(input.length, at + Math.max(0, parameter ?? 0));
      return;
    }
    word(name, parameter);
  }

  /** The decimal digit at a place, or -1. */
  function digitAt(index: number): number {
    const digit = (input[index] ?? 0) - 0x30;
    return digit >= 0 && digit <= 9 ? digit : -1;
  }

  /** A backslash or brace may be the second byte of a raw double-byte character. */
  function isTrail(value: number): boolean {
    return held.waiting() && !group.skip && held.isOpen() && isRawTrail(input, at, value);
  }

  let isOver = false;
  while (at < input.length && !isOver) {
    const value = input[at] as number;
    if ((value === 0x5c || value === 0x7b || value === 0x7d) && isTrail(value)) {
      byte(value);
      at++;
      continue;
    }
    switch (value) {
      case 0x7b:
        toSkip = 0;
        starred = false;
        fresh = true;
        at++;
        if (stack.length >= MAX_DEPTH) overflow++;
        else {
          stack.push(group);
          group = { ...group };
        }
        break;
      case 0x7d: {
        toSkip = 0;
        starred = false;
        fresh = false;
        at++;
        if (overflow > 0) {
          overflow--;
          break;
        }
        settle();
        const outer = stack.pop();
        if (!outer) break;
        if (group.inFontTable && !outer.inFontTable) {
          group = outer;
          setFont(defaultFont);
        } else {
          if (group.margin !== outer.margin || group.field !== outer.field || group.skip !== outer.skip)
            held.flush();
          group = outer;
        }
        if (stack.length === 0) {
          if (endsDocument(bytes, at)) isOver = true;
          else stack.push({ ...group });
        }
        break;
      }
      case 0x5c:
        control();
        break;
      case 0x0d:
      case 0x0a:
      case 0:
        at++;
        break;
      default:
        starred = false;
        fresh = false;
        byte(value, true);
        at++;
    }
  }
  held.flush();
  const text = body.join('').toWellFormed();
  return {
    optionalHyphens: optionalHyphens + text.split('\u00ad').length - 1,
    body: strip(text),
    margins: margins.map(({ header, text }) => ({ header, text: strip(text) })),
  };
}

/** The value of a hexadecimal digit, or -1. */
function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Whether what follows shows that the byte opens or closes nothing: no control word, no end of a group. */
function isRawTrail(input: Buffer, at: number, value: number): boolean {
  const next = input[at + 1] ?? 0;
  return next >= 0x80 || (value === 0x5c && (next === 0x20 || next === 0x0d || next === 0x0a));
}
