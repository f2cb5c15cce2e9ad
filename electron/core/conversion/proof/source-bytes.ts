/**
 * The proof's own way from bytes to characters: iconv-lite and tables of its own, so that a mistake of the parser's
 * decoder shows as a difference.
 */
import iconv from 'iconv-lite';

/** Code page by `\fcharset`. */
export const CHARSET_PAGES: Record<number, number> = {
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
const UTF_8_CHARACTER = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\s\S]/g;

/** UTF-8; what is no character of it is Western. */
function decodeUtf8(bytes: number[]): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(UTF_8_CHARACTER, (part) => {
      const raw = Buffer.from(part, 'latin1');
      const text = raw.toString('utf8');
      return part.length > 1 && !text.includes('\ufffd') ? text : iconv.decode(raw, 'cp1252');
    });
}

function decode(bytes: number[], page: number, western: boolean): string {
  if (page === 65001) return decodeUtf8(bytes);
  const asked = ENCODINGS[page] ?? `cp${page}`;
  const name = iconv.encodingExists(asked) ? asked : 'cp1252';
  const text = iconv.decode(Buffer.from(bytes), name);
  return western && text.includes('\ufffd') ? decodeWesternRest(bytes, page, name) : text;
}

/** Whether two bytes of a page are the one character with this code. */
export function isPairOf(lead: number, trail: number, page: number, code: number): boolean {
  return (
    isDoubleByte(page) &&
    isLead(lead, page) &&
    decode([lead, trail], page, false) === String.fromCharCode(code)
  );
}

/** Pairs where they are pairs; a lead byte before plain ASCII is a Western character. */
function decodeWesternRest(bytes: number[], page: number, name: string): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const next = bytes[i + 1] ?? 0;
    if (isLead(byte, page) && next >= 0x40) {
      text += iconv.decode(Buffer.from([byte, next]), name);
      i++;
    } else {
      text += iconv.decode(Buffer.from([byte]), 'cp1252');
    }
  }
  return text;
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

/** The code page a font's name tells. Names are kept without their spaces; an ending counts after a letter in lower case. */
export function pageOfName(name: string): number | undefined {
  return NAME_ENDINGS.find(
    ([ending]) => name.endsWith(ending) && /[a-z]$/.test(name.slice(0, -ending.length)),
  )?.[1];
}

/** Whether characters of the page take two bytes. */
export function isDoubleByte(page: number): boolean {
  return page === 932 || page === 936 || page === 949 || page === 950;
}

function isLead(byte: number, page: number): boolean {
  if (page === 932) return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  return byte >= 0x81 && byte <= 0xfe;
}

/** Collects bytes of one code page after another into text. */
export interface SourceBytes {
  /** Adds a byte; `western` says that the font is a Western one whatever the page is. */
  add(value: number, page: number, western: boolean): void;
  waiting(): boolean;
  /** True while the bytes end in the middle of a character. */
  isOpen(): boolean;
  flush(): void;
}

const MAX_HELD = 4000;

/** Bytes are decoded together, so that a character may be divided by words and groups. */
export function createSourceBytes(emit: (text: string) => void): SourceBytes {
  let held: number[] = [];
  let heldPage = 0;
  let heldWestern = false;
  const bytes: SourceBytes = {
    waiting: () => held.length > 0,
    isOpen() {
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
    },
    add(value, page, western) {
      if (held.length > 0 && heldPage !== page) bytes.flush();
      heldPage = page;
      heldWestern = western;
      held.push(value);
      if (held.length > MAX_HELD && !bytes.isOpen()) bytes.flush();
    },
    flush() {
      if (held.length === 0) return;
      const text = decode(held, heldPage, heldWestern);
      held = [];
      emit(text);
    },
  };
  return bytes;
}
