import { standardsMessages } from '../../../shared/messages/standards.ts';

const words = standardsMessages.file;

export type Encoding = 'auto' | 'utf-8' | 'gb18030' | 'utf-16le';
export type Decoded = { text: string; encoding: string } | { row: number; message: string };

/** What is left of Chinese that once went through a wrong conversion: the replacement character, and its GBK reading. */
const GARBLED = /\uFFFD|锟斤拷|锘縷|烫烫烫/;

/**
 * Text of a file. `auto` takes a byte order mark's word, then UTF-8, then GB 18030 (which holds GBK); nothing is read with
 * replaced characters: the row of the first byte that does not fit is told.
 */
export function decodeFile(bytes: Uint8Array, wanted: Encoding): Decoded {
  const marked = markOf(bytes);
  const encoding = wanted === 'auto' ? (marked ?? (fits(bytes, 'utf-8') ? 'utf-8' : 'gb18030')) : wanted;
  if (wanted === 'gb18030' && hasChinese(bytes) && fits(bytes, 'utf-8'))
    return { row: 1, message: words.isUtf8 };
  if (encoding === 'utf-16le' && marked !== 'utf-16le' && !looksUtf16(bytes))
    return { row: 1, message: words.notUtf16 };
  if (!fits(bytes, encoding)) {
    const message =
      wanted === 'gb18030' ? words.notGbk : words.notUtf8(encoding === 'utf-8' && fits(bytes, 'gb18030'));
    const first = wanted === 'auto' ? 'utf-8' : encoding;
    return { row: rowOf(bytes, first), message };
  }
  const text = new TextDecoder(encoding).decode(bytes);
  const garbled = GARBLED.exec(text);
  if (garbled) {
    const row = text.slice(0, garbled.index).split('\n').length;
    return { row, message: words.garbled(text.slice(garbled.index, garbled.index + 6).trim()) };
  }
  return { text, encoding };
}

function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
}

function fits(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The row of the first byte that is not of the encoding: the shortest beginning, in whole rows, that does not fit. */
function rowOf(bytes: Uint8Array, encoding: string): number {
  let row = 0;
  for (let from = 0; from < bytes.length; ) {
    row++;
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (!fits(bytes.subarray(from, to), encoding)) return row;
    from = to;
  }
  return row;
}

function hasChinese(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80);
}

function looksUtf16(bytes: Uint8Array): boolean {
  return bytes.length > 1 && bytes.length % 2 === 0 && bytes.subarray(0, 200).includes(0);
}
