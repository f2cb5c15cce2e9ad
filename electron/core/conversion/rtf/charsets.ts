/**
 * From bytes of a code page to text. Double-byte pages are read from a table built once per page from
 * the platform's decoder, so that a lead byte may wait for its trail byte across runs and groups.
 */

/** Code page by Windows charset number. Source: RTF 1.9.1, `\fcharset`; MS-LCID charsets. */
const CHARSET_PAGES: Record<number, number> = {
  0: 1252,
  77: 10000,
  78: 932,
  79: 949,
  80: 936,
  81: 950,
  82: 950,
  128: 932,
  129: 949,
  130: 1361,
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

/** Code pages by the ending Windows gives the names of the fonts it makes up for other scripts. */
const NAME_PAGES: [RegExp, number][] = [
  [/ baltic$/i, 1257],
  [/ ce$/i, 1250],
  [/ cyr$/i, 1251],
  [/ greek$/i, 1253],
  [/ tur$/i, 1254],
  [/ \(hebrew\)$/i, 1255],
  [/ \(arabic\)$/i, 1256],
  [/ \(vietnamese\)$/i, 1258],
];

/** The code page a font's name tells, e.g. `Arial CE`. */
export function codePageOfName(name: string): number | undefined {
  return NAME_PAGES.find(([ending]) => ending.test(name))?.[1];
}

/** Code page of symbol fonts: bytes become U+F000 + byte, mapped to real characters later. */
export const SYMBOL_PAGE = 42;

const LABELS: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  866: 'ibm866',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  28591: 'windows-1252',
  28592: 'iso-8859-2',
  28595: 'iso-8859-5',
  28597: 'iso-8859-7',
  20866: 'koi8-r',
  21866: 'koi8-u',
  54936: 'gb18030',
};

/** Upper half of the DOS pages that no web decoder knows. Source: Unicode mappings CP437, CP850. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

export const UTF_8 = 65001;

const DOUBLE_BYTE = new Set([932, 936, 949, 950, 1361, 54936]);

export interface CodePage {
  id: number;
  doubleByte: boolean;
  /** Text of a single byte, or '' when the byte starts a pair. */
  single: string[];
  isLead(byte: number): boolean;
  isTrail(byte: number): boolean;
  pair(lead: number, trail: number): string;
  /** What a lead byte without its trail byte means. */
  alone(lead: number): string;
}

const REPLACEMENT = '\ufffd';
const pages = new Map<number, CodePage>();

function singleByteTable(id: number): string[] {
  const table: string[] = [];
  for (let byte = 0; byte < 128; byte++) table.push(String.fromCharCode(byte));
  if (id === SYMBOL_PAGE) {
    for (let byte = 32; byte < 256; byte++) table[byte] = String.fromCharCode(0xf000 + byte);
    return table;
  }
  const upper = id === 437 ? CP437 : id === 850 || id === 858 ? CP850 : undefined;
  if (upper) return table.concat([...upper]);
  const decoder = new TextDecoder(LABELS[id] ?? 'windows-1252');
  const one = new Uint8Array(1);
  for (let byte = 128; byte < 256; byte++) {
    one[0] = byte;
    table.push(decoder.decode(one));
  }
  return table;
}

function buildDoubleByte(id: number): CodePage {
  const decoder = new TextDecoder(LABELS[id] ?? 'euc-kr');
  const decode = (...bytes: number[]): string => decoder.decode(new Uint8Array(bytes));
  const single: string[] = [];
  const leads = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const isLead =
      id === 932
        ? (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc)
        : byte >= 0x81 && byte <= 0xfe;
    leads[byte] = isLead ? 1 : 0;
    single.push(isLead ? '' : byte === 0x80 ? '€' : byte === 0xff ? REPLACEMENT : decode(byte));
  }
  const minimumTrail = id === 949 || id === 1361 ? 0x41 : 0x40;
  const rows: (string[] | undefined)[] = [];
  return {
    id,
    doubleByte: true,
    single,
    isLead: (byte) => leads[byte] === 1,
    isTrail: (byte) => byte >= minimumTrail && byte !== 0x7f && byte !== 0xff,
    pair(lead, trail) {
      let row = rows[lead];
      if (!row) {
        row = [];
        for (let byte = 0x40; byte < 0xff; byte++) {
          row[byte] = onlyCharacter(decode(lead, byte));
        }
        rows[lead] = row;
      }
      return row[trail] ?? REPLACEMENT;
    },
    alone: () => REPLACEMENT,
  };
}

/** The page for bytes in a Western font of a double-byte document: pairs first, single bytes as Western. */
function withWesternRest(page: CodePage): CodePage {
  const western = codePage(1252);
  return { ...page, alone: (lead) => western.single[lead] ?? REPLACEMENT };
}

function onlyCharacter(text: string): string {
  const code = text.codePointAt(0);
  if (code === undefined) return REPLACEMENT;
  const character = String.fromCodePoint(code);
  return character.length === text.length ? character : REPLACEMENT;
}

/** Added to a double-byte page's number: the text is in a Western font (see `fontCodePage`). */
const WESTERN = 0x10000;

/** The decoder of a code page number; unknown numbers read as Western (1252). */
export function codePage(id: number): CodePage {
  let page = pages.get(id);
  if (!page && DOUBLE_BYTE.has(id - WESTERN)) {
    page = withWesternRest(codePage(id - WESTERN));
    pages.set(id, page);
  }
  if (!page) {
    const known =
      id === UTF_8 ||
      id === SYMBOL_PAGE ||
      id === 437 ||
      id === 850 ||
      id === 858 ||
      LABELS[id] !== undefined ||
      id === 1361;
    if (!known) return codePage(1252);
    if (DOUBLE_BYTE.has(id)) {
      page = buildDoubleByte(id);
    } else {
      const single = singleByteTable(id);
      page = {
        id,
        doubleByte: false,
        single,
        isLead: () => false,
        isTrail: () => false,
        pair: () => REPLACEMENT,
        alone: () => REPLACEMENT,
      };
    }
    pages.set(id, page);
  }
  return page;
}

/**
 * Code page for text in a font: `\cpg` where given, else by charset; charsets 0 (ANSI), 1 (default) and
 * unknown ones mean the document's page where that is double-byte, since Chinese writers leave GBK bytes
 * in Western fonts.
 */
export function fontCodePage(charset: number, explicitPage: number, documentPage: number): number {
  if (explicitPage > 0) return explicitPage;
  if (charset === 2) return SYMBOL_PAGE;
  if (charset <= 1) {
    if (charset === 0 && documentPage !== UTF_8)
      return DOUBLE_BYTE.has(documentPage) ? documentPage + WESTERN : 1252;
    return documentPage;
  }
  return CHARSET_PAGES[charset] ?? documentPage;
}

/** Decodes a four-byte GB18030 sequence (two pairs whose second bytes are digits), or ''. */
export function decodeGb18030(a: number, b: number, c: number, d: number): string {
  const text = gb18030.decode(new Uint8Array([a, b, c, d]));
  return text.includes(REPLACEMENT) ? '' : text;
}

const gb18030 = new TextDecoder('gb18030');
const utf8 = new TextDecoder();

/** Collects bytes into text; keeps an unfinished pair until its rest comes, in whatever run that is. */
export interface ByteDecoder {
  /** Adds one byte of the given page and returns the text that is complete now (often ''). */
  feed(byte: number, page: CodePage): string;
  /** True while a lead byte waits. */
  waiting(): boolean;
  /** Ends the waiting: what waits becomes a replacement character (counted by the caller) or ''. */
  flush(): string;
}

/** Creates the decoder of one document. */
export function createByteDecoder(): ByteDecoder {
  const held: number[] = [];
  let heldPage = 0;

  const alone = (bytes: readonly number[]): string =>
    bytes.map((byte) => codePage(UTF_8).single[byte]).join('');

  /** One byte of UTF-8; what is no part of a character is Western. */
  function feedUtf8(byte: number, page: CodePage): string {
    const [lead = 0] = heldPage === UTF_8 ? held : [];
    const isRest = lead > 0 && (byte & 0xc0) === 0x80;
    const before = held.length > 0 && !isRest ? alone(held) : '';
    if (!isRest) held.length = 0;
    heldPage = UTF_8;
    if (!isRest && (byte < 0xc2 || byte > 0xf4)) return before + (page.single[byte] ?? REPLACEMENT);
    held.push(byte);
    const length = held[0] as number;
    if (held.length < (length < 0xe0 ? 2 : length < 0xf0 ? 3 : 4)) return before;
    const text = utf8.decode(Uint8Array.from(held));
    const whole = text.includes(REPLACEMENT) ? alone(held) : text;
    held.length = 0;
    return before + whole;
  }

  return {
    waiting: () => held.length > 0,
    flush() {
      if (held.length === 0) return '';
      const waiting = held.splice(0);
      return heldPage === UTF_8 ? alone(waiting) : REPLACEMENT;
    },
    feed(byte, page) {
      if (page.id === UTF_8 && (byte >= 0x80 || held.length > 0)) return feedUtf8(byte, page);
      if (held.length === 0 || page.id !== heldPage) {
        const broken = held.length > 0 ? REPLACEMENT : '';
        held.length = 0;
        if (!page.doubleByte || !page.isLead(byte)) return broken + (page.single[byte] ?? REPLACEMENT);
        held.push(byte);
        heldPage = page.id;
        return broken;
      }
      const lead = held[0] as number;
      const isFourByte = page.id === 936 || page.id === 54936;
      if (held.length === 1) {
        if (page.isTrail(byte)) {
          held.length = 0;
          return page.pair(lead, byte);
        }
        if (isFourByte && byte >= 0x30 && byte <= 0x39) {
          held.push(byte);
          return '';
        }
        held.length = 0;
        return page.alone(lead) + (page.single[byte] ?? '');
      }
      if (held.length === 2 && byte >= 0x81 && byte <= 0xfe) {
        held.push(byte);
        return '';
      }
      if (held.length === 3 && byte >= 0x30 && byte <= 0x39) {
        const [a, b, c] = held as [number, number, number];
        held.length = 0;
        return decodeGb18030(a, b, c, byte) || REPLACEMENT;
      }
      // No four-byte sequence after all: the digit (and what follows it) was plain text.
      const rest = held.slice(1);
      held.length = 0;
      let text = REPLACEMENT;
      for (const waiting of [...rest, byte]) text += this.feed(waiting, page);
      return text;
    },
  };
}
