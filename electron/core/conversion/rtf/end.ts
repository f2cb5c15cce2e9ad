/** Where a document begins and ends: writers put marks before it, and lose and double braces. */

const CONTENT_WORDS = ['\\par', '\\cell', '\\sect', '\\row'];

/**
 * Whether the group that closes at `position` ends the document. It does not when text with paragraphs
 * follows: then a brace too many came early. A second document behind the first is not part of it.
 */
export function endsDocument(bytes: Uint8Array, position: number): boolean {
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + position, bytes.byteLength - position);
  const head = rest.toString('latin1', 0, 64).trimStart();
  if (head === '' || /^\0+$/.test(head) || head.startsWith('{\\rtf')) return true;
  return !CONTENT_WORDS.some((word) => rest.includes(word));
}

/** Where the first brace may stand: after a byte order mark of UTF-8. */
export function textStart(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
