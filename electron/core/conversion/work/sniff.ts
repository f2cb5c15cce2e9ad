/** What a file is, by its bytes. `encrypted`: readable by nobody without a key. */
export type FoundType =
  | 'rtf'
  | 'empty'
  | 'encrypted'
  | 'pdf'
  | 'word'
  | 'zip'
  | 'image'
  | 'html'
  | 'text'
  | 'unknown';

/** How many bytes from the start `isRtfHead` needs. */
export const HEAD_BYTES = 32;

const SIGNATURES: readonly (readonly [FoundType, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['word', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image', [0x42, 0x4d]],
];
const LOOKED_AT = 8192;
/** Compressed or enciphered bytes come near 8 bits a byte; text, even Chinese in any encoding, stays below 7. */
const CIPHER_BITS = 7.5;
const LEAST_FOR_CIPHER = 512;

/** Whether the bytes begin as RTF does: `{\rtf`, after a byte order mark, blanks or stray NULs that some writers put there. */
export function isRtfHead(bytes: Uint8Array): boolean {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length && [0x00, 0x09, 0x0a, 0x0d, 0x20].includes(bytes[start] as number)) start += 1;
  return Buffer.from(bytes.subarray(start, start + 5)).toString('latin1') === '{\\rtf';
}

/** What the whole content is. Looks at its first 8 KiB only. */
export function sniff(bytes: Uint8Array): FoundType {
  if (bytes.length === 0 || bytes.every((byte) => byte === 0)) return 'empty';
  if (isRtfHead(bytes)) return 'rtf';
  const head = bytes.subarray(0, LOOKED_AT);
  const text = Buffer.from(head).toString('latin1');
  if (hasEncryptionMark(text)) return 'encrypted';
  for (const [type, signature] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte)) return type;
  }
  if (/^\s*(<!doctype html|<html|<\?xml)/i.test(text)) return 'html';
  if (head.length >= LEAST_FOR_CIPHER && entropy(head) > CIPHER_BITS) return 'encrypted';
  return head.includes(0) ? 'unknown' : 'text';
}

/** Marks of document encryption: 亿赛通's header, and Office's own encryption inside its container. */
function hasEncryptionMark(text: string): boolean {
  return (
    text.slice(0, 512).includes('E-SafeNet') ||
    text.includes('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e')
  );
}

/** Shannon's entropy in bits a byte. */
function entropy(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  }
  return bits;
}

/** `.RTF ` → `rtf`. */
export function plainSuffix(text: string): string {
  return text.trim().toLowerCase().replace(/^\.+/, '');
}

/** The suffix of a file's name, without its dot and in lower case; '' where it has none. */
export function suffixOfName(name: string): string {
  return plainSuffix(/\.[^.\\/]*$/.exec(name.trim())?.[0] ?? '');
}
