/**
 * The second, simpler reading of RTF: only its characters, by a route of its own (own scanner, own tables
 * of what to leave out, iconv-lite instead of the parser's decoder). It knows nothing of layout, so a
 * mistake of the parser shows as a difference. Source: RTF 1.9.1.
 */
import iconv from 'iconv-lite';
import { endsDocument } from '../rtf/end.ts';
import { mapSymbols } from '../rtf/symbols.ts';

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

interface Group {
  skip: boolean;
  /** -1: the body; else the index of the header or footer collected. */
  margin: number;
  unicodeSkip: number;
  page: number;
  hidden: boolean;
  deleted: boolean;
  /** Name of the symbol font in use, '' for others. */
  symbol: string;
  inFontTable: boolean;
  /** 0 = none, 1 = in a field, 2 = in its instruction, 3 = in its result. */
  field: number;
  depthOfField: number;
}

const LEFT_OUT = new Set(
  `fonttbl colortbl stylesheet info listtable listoverridetable rsidtbl revtbl generator pict object objdata
  nonshppict nonesttables bkmkstart bkmkend atnid atnauthor atntime atnref atnicn atnparent atndate atrfstart
  atrfend annotation datafield formfield pn pnseclvl xe tc tcn rxe ftnsep ftnsepc ftncn aftnsep aftnsepc
  aftncn latentstyles datastore themedata colorschememapping filetbl xmlnstbl mmathPr template operator
  private userprops docvar pgptbl listpicture background fldinst sp shprslt fchars lchars defchp defpap
  listtext pntext wgrffmtfilter passwordhash protusertbl mailmerge hlinkbase falt panose xmlopen xmlattrname xmlattrvalue`.split(
    /\s+/,
  ),
);
const MATH_PROPERTIES = /^m[a-zA-Z]+Pr$/;
const KEPT_STARRED = new Set([
  'shppict',
  'shpinst',
  'shptxt',
  'nesttableprops',
  'do',
  'dptxbxtext',
  'moMath',
  'moMathPara',
  'mr',
  'ud',
  'footnote',
]);
const MARGINS = new Set([
  'header',
  'headerl',
  'headerr',
  'headerf',
  'footer',
  'footerl',
  'footerr',
  'footerf',
]);
const CHARACTERS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
const CHARSETS: Record<number, number> = {
  77: 10000,
  78: 932,
  79: 949,
  80: 936,
  81: 950,
  82: 950,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};
const ENCODINGS: Record<number, string> = {
  936: 'gb18030',
  932: 'shiftjis',
  949: 'cp949',
  950: 'big5',
  10000: 'macroman',
  10001: 'shiftjis',
  10002: 'big5',
  10003: 'cp949',
  10008: 'gb18030',
};
const MAX_DEPTH = 1000;
const MAX_WHOLE_TEXT = 8 << 20;

function decode(bytes: number[], page: number): string {
  const name = ENCODINGS[page] ?? `cp${page}`;
  return iconv.decode(Buffer.from(bytes), iconv.encodingExists(name) ? name : 'cp1252');
}

const NAME_ENDINGS: [string, number][] = [
  ['Baltic', 1257],
  ['CE', 1250],
  ['Cyr', 1251],
  ['Greek', 1253],
  ['Tur', 1254],
  ['(Hebrew)', 1255],
  ['(Arabic)', 1256],
  ['(Vietnamese)', 1258],
];

/** Names are kept without their spaces; an ending counts after a letter in lower case. */
function pageOfName(name: string): number | undefined {
  return NAME_ENDINGS.find(
    ([ending]) => name.endsWith(ending) && /[a-z]$/.test(name.slice(0, -ending.length)),
  )?.[1];
}

function isDoubleByte(page: number): boolean {
  return page === 932 || page === 936 || page === 949 || page === 950;
}

function isLead(byte: number, page: number): boolean {
  if (page === 932) return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  return byte >= 0x81 && byte <= 0xfe;
}

/** Reads the characters of an RTF file. Linear; never throws. */
export function readSourceText(bytes: Uint8Array): SourceText {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = input.length <= MAX_WHOLE_TEXT ? input.toString('latin1') : undefined;
  const charsets = new Map<number, number>();
  const pages = new Map<number, number>();
  const names = new Map<number, string>();
  let fontInTable = -1;
  let documentPage = 1252;
  let defaultFont = 0;
  let group: Group = {
    skip: false,
    margin: -1,
    unicodeSkip: 1,
    page: 1252,
    hidden: false,
    deleted: false,
    symbol: '',
    inFontTable: false,
    field: 0,
    depthOfField: 0,
  };
  const stack: Group[] = [];
  let overflow = 0;
  const body: string[] = [];
  const margins: SourceText['margins'] = [];
  const addMargin = (text: string): void => {
    const margin = margins[group.margin];
    if (margin) margin.text += text;
  };
  let held: number[] = [];
  let heldPage = 0;
  let toSkip = 0;
  let starred = false;
  /** Nothing but white space has come since the last opening brace. */
  let fresh = false;
  let optionalHyphens = 0;
  let at = 0;
  let fieldKind = '';

  function emit(text: string): void {
    if (group.skip || group.hidden || group.deleted || group.field === 1) return;
    // A live page number is not to be compared.
    if (group.field === 3 && fieldKind === 'page') return;
    if (group.margin >= 0) addMargin(text);
    else body.push(text);
  }
  function flush(): void {
    if (held.length === 0) return;
    const text = decode(held, heldPage);
    held = [];
    emit(text);
  }
  /** True while the held bytes end in the middle of a character. */
  function isOpen(): boolean {
    if (!isDoubleByte(heldPage)) return false;
    let index = 0;
    while (index < held.length) {
      const byte = held[index] as number;
      if (!isLead(byte, heldPage)) index += 1;
      else if (heldPage === 936 && (held[index + 1] ?? 0) >= 0x30 && (held[index + 1] ?? 0) <= 0x39)
        index += 4;
      else index += 2;
    }
    return index > held.length;
  }
  function byte(value: number): void {
    if (group.inFontTable) {
      const known = names.get(fontInTable) ?? '';
      if (value > 0x20 && value !== 0x3b && known.length < 40)
        names.set(fontInTable, known + String.fromCharCode(value));
      return;
    }
    if (group.skip) return;
    if (toSkip > 0) {
      toSkip--;
      return;
    }
    if (group.symbol) {
      flush();
      if (value > 0x20) emit(mapSymbols(String.fromCharCode(0xf000 + value), group.symbol));
      return;
    }
    if (held.length > 0 && heldPage !== group.page) flush();
    heldPage = group.page;
    held.push(value);
    if (held.length > 4000 && !isOpen()) flush();
  }
  function settle(): void {
    if (held.length > 0 && !isOpen()) flush();
  }
  function setFont(id: number): void {
    settle();
    const charset = charsets.get(id) ?? (charsets.size === 0 || documentPage !== 1252 ? 1 : 0);
    group.symbol = charset === 2 ? names.get(id) || 'Symbol' : '';
    const page = pageOfName(names.get(id) ?? '') ?? pages.get(id);
    group.page = page
      ? page
      : charset <= 1
        ? charset === 1 || isDoubleByte(documentPage)
          ? documentPage
          : 1252
        : (CHARSETS[charset] ?? documentPage);
  }

  function word(name: string, parameter: number | undefined): void {
    if (name === 'u' && parameter !== undefined) {
      // A font's name in Unicode is no text of the document.
      if (group.inFontTable) return;
      if (held.length > 0) flush();
      const code = parameter & 0xffff;
      if (!group.skip) emit(mapSymbols(String.fromCharCode(code), group.symbol));
      toSkip = group.unicodeSkip;
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
      if (name === 'f' && parameter !== undefined) fontInTable = parameter;
      else if (name === 'fcharset' && parameter !== undefined) charsets.set(fontInTable, parameter);
      else if (name === 'cpg' && parameter) pages.set(fontInTable, parameter);
      return;
    }
    if (name === 'fonttbl') group.inFontTable = true;
    if (LEFT_OUT.has(name) || MATH_PROPERTIES.test(name)) {
      if (name === 'fldinst') {
        flush();
        fieldKind = '';
        const instruction = input.toString('latin1', at, Math.min(input.length, at + 300));
        const plain = instruction.replace(/\\[a-z]+-?\d* ?/gi, ' ').replace(/[{}]/g, ' ');
        if (/^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(plain)) {
          fieldKind = 'page';
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
    const character = CHARACTERS[name];
    if (character !== undefined) {
      flush();
      emit(character);
      return;
    }
    if (MARGINS.has(name)) {
      flush();
      group.margin = margins.length;
      margins.push({ header: name.startsWith('header'), text: '' });
      return;
    }
    switch (name) {
      case 'ansicpg':
        if (parameter) documentPage = parameter;
        group.page = documentPage;
        return;
      case 'mac':
        documentPage = 10000;
        group.page = documentPage;
        return;
      case 'pc':
        documentPage = 437;
        group.page = documentPage;
        return;
      case 'pca':
        documentPage = 850;
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
        flush();
        group.hidden = parameter !== 0;
        return;
      case 'deleted':
        flush();
        group.deleted = parameter !== 0;
        return;
      case 'field':
        flush();
        group.field = 1;
        return;
      case 'fldrslt':
        flush();
        group.field = 3;
        return;
      case 'chpgn':
        flush();
        if (group.margin >= 0) addMargin(PAGE_MARK);
        return;
      case 'par':
      case 'cell':
      case 'row':
      case 'line':
      case 'tab':
      case 'sect':
        if (held.length > 0) flush();
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
        const value = Number.parseInt(input.toString('latin1', at, at + 2), 16);
        at += 2;
        if (!Number.isNaN(value)) byte(value);
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
        flush();
        emit('‑');
      }
      return;
    }
    let end = at + 1;
    while (isLetter(input[end]) && end - at <= 40) end++;
    const name = whole === undefined ? input.toString('latin1', at + 1, end) : whole.slice(at + 1, end);
    let digits = end;
    if (input[digits] === 0x2d) digits++;
    while ((input[digits] ?? 0) >= 0x30 && (input[digits] ?? 0) <= 0x39) digits++;
    const parameter =
      digits > end && input[digits - 1] !== 0x2d ? Number(input.toString('latin1', end, digits)) : undefined;
    if (parameter !== undefined) end = digits;
    if (input[end] === 0x20) end++;
    at = end;
    if (name === 'bin') {
      at = Math.min(input.length, at + Math.max(0, parameter ?? 0));
      return;
    }
    word(name, parameter);
  }

  let isOver = false;
  while (at < input.length && !isOver) {
    const value = input[at] as number;
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
            flush();
          group = outer;
        }
        if (stack.length === 0) {
          if (endsDocument(bytes, at)) isOver = true;
          else stack.push({ ...group });
        }
        break;
      }
      case 0x5c:
        if (held.length > 0 && isOpen() && !group.skip && isRawTrail(input, at)) {
          byte(value);
          at++;
        } else {
          control();
        }
        break;
      case 0x0d:
      case 0x0a:
      case 0:
        at++;
        break;
      default:
        starred = false;
        fresh = false;
        byte(value);
        at++;
    }
  }
  flush();
  return {
    optionalHyphens,
    body: strip(body.join('').toWellFormed()),
    margins: margins.map(({ header, text }) => ({ header, text: strip(text) })),
  };
}

/** A backslash that is the second byte of a raw double-byte character: no control word can follow. */
function isRawTrail(input: Buffer, at: number): boolean {
  const next = input[at + 1] ?? 0;
  return next >= 0x80 || next === 0x20 || next === 0x0d || next === 0x0a;
}

/** Leaves out white space, invisible characters and what no page shows. */
export function strip(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
}
