/** Where a document ends: writers lose and double braces. */

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
