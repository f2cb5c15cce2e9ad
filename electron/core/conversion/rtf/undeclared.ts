/**
 * Documents that do not say in which code page their bytes are, or say it wrongly: old writers leave it to the computer they
 * run on, and programs for the web write UTF-8 as it is.
 */
import { isUtf8 } from 'node:buffer';

export interface EncodingGuess {
  /** The document is Chinese (GBK) though it names no such page. */
  isChinese: boolean;
  /** Bytes that are not escaped are UTF-8. */
  isRawUtf8: boolean;
}

/** How much of a document is looked at, and how much of it for what it says of itself. */
const SAMPLE = 1 << 20;
const HEAD = 1 << 16;
/** So many pairs at least, and so great a share of them among the common characters. */
const LEAST_PAIRS = 4;
const SHARE = 0.9;
const LEAST_SEQUENCES = 3;
const BACKSLASH = 0x5c;
const QUOTE = 0x27;

function hexDigit(byte = 0): number {
  return Number.parseInt(String.fromCharCode(byte), 16);
}

/** Whether a document names any page but the Western ones. */
function namesPage(head: string): boolean {
  for (const [, page, charset] of head.matchAll(/\\(?:ansicpg|cpg)(\d+)|\\fcharset(\d+)/g)) {
    if (page !== undefined && page !== '0' && page !== '1252') return true;
    if (charset !== undefined && Number(charset) > 2) return true;
  }
  return false;
}

/** Whether high bytes come in the pairs of common Chinese characters (GB 2312: signs in rows 1 and 3, characters in 16–55). */
function hasChinesePairs(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  let single = 0;
  let lead = 0;
  const take = (byte: number): void => {
    if (byte < 0x80) {
      if (lead > 0) single++;
      lead = 0;
    } else if (lead === 0) {
      lead = byte;
    } else {
      pairs++;
      const isCharacter = lead >= 0xb0 && lead <= 0xd7;
      if (byte >= 0xa1 && (isCharacter || lead === 0xa1 || lead === 0xa3)) common++;
      lead = 0;
    }
  };
  const end = Math.min(bytes.length, SAMPLE);
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === BACKSLASH && bytes[i + 1] === QUOTE) {
      take(hexDigit(bytes[i + 2]) * 16 + hexDigit(bytes[i + 3]) || 0);
      i += 3;
    } else {
      take(byte);
    }
  }
  return pairs >= LEAST_PAIRS && common >= SHARE * (pairs + single);
}

/** Whether the bytes above ASCII are UTF-8; where a document does not say so, they must be Chinese or the like. */
function isRawUtf8(bytes: Uint8Array, saysSo: boolean): boolean {
  let sequences = 0;
  let high = 0;
  for (let i = 3; i < bytes.length && sequences < LEAST_SEQUENCES; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    high++;
    if (byte >= 0xe3 && byte <= 0xe9) sequences++;
  }
  if (saysSo ? high === 0 : sequences < LEAST_SEQUENCES) return false;
  // A file that is cut off may end within a character.
  return [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)));
}

/** What the bytes of a document tell beside its own words. */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD, bytes.length)).toString('latin1');
  const rawUtf8 = isRawUtf8(bytes, /\\ansicpg65001\b/.test(head));
  return { isRawUtf8: rawUtf8, isChinese: !rawUtf8 && !namesPage(head) && hasChinesePairs(bytes) };
}
