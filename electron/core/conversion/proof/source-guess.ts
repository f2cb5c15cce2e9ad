/** The proof's own look at documents that do not name the code page of their bytes. */
import { isUtf8 } from 'node:buffer';

/** Whether unescaped bytes are UTF-8: the document says so, or Chinese text is written so throughout. */
export function writesUtf8(input: Buffer): boolean {
  const head = input.toString('latin1', 0, 1 << 16);
  const text = input.toString('latin1', 3);
  const isStated = /\\ansicpg65001\b/.test(head) && /[\x80-\xff]/.test(text);
  if (!isStated && !/[\xe3-\xe9](?:[\s\S]*?[\xe3-\xe9]){2}/.test(text)) return false;
  return isUtf8(input) || [1, 2, 3].some((cut) => isUtf8(input.subarray(0, -cut)));
}

/** Whether a document without East Asian or other foreign charsets is full of pairs that are common in GB 2312. */
export function isUnnamedChinese(input: Buffer): boolean {
  const head = input.toString('latin1', 0, 1 << 16);
  const isNamed =
    /\\(?:ansicpg|cpg)(?!0\b|1252\b|0\D|1252\D)\d/.test(head) || /\\fcharset(?:[3-9]|[12]\d)\d*/.test(head);
  if (isNamed) return false;
  const text = input
    .toString('latin1', 0, 1 << 20)
    .replace(/\\'(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16) || 0));
  const pairs = text.match(/[\x80-\xff]{2}/g) ?? [];
  const singles = text.replace(/[\x80-\xff]{2}/g, '').match(/[\x80-\xff]/g) ?? [];
  const common = pairs.filter((pair) => /[\xa1\xa3\xb0-\xd7][\xa1-\xff]/.test(pair));
  return pairs.length >= 4 && common.length >= 0.9 * (pairs.length + singles.length);
}
