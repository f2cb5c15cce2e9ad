import { PAGE_MARK, readSourceText } from '../proof/source-text.ts';
import { strip } from '../proof/strip.ts';

/** A line of the readable text this far ahead of where we stand is taken to be another one of the same words. */
const FARTHEST = 4_000;

/**
 * The source's text for reading: the characters of the independent reading (what the proof compares with), broken into the
 * lines of the converter's plain text. Words that only the independent reading found stand on lines of their own, words
 * that only the converter found are left out: this is the source, not the result.
 * @param readable plain text of the document, paragraphs as lines
 */
export function sourceLines(bytes: Uint8Array, readable: string | null): string {
  const { body, margins } = readSourceText(bytes);
  const lines: string[] = [];
  let at = 0;
  for (const line of (readable ?? '').split('\n')) {
    const characters = strip(line);
    if (characters === '') continue;
    const found = body.indexOf(characters, at);
    if (found < 0 || found - at > FARTHEST) continue;
    if (found > at) lines.push(body.slice(at, found));
    lines.push(body.slice(found, found + characters.length) === characters ? spaced(line) : characters);
    at = found + characters.length;
  }
  if (at < body.length) lines.push(body.slice(at));
  const running = margins.map((margin) => margin.text.replaceAll(PAGE_MARK, '#')).filter(Boolean);
  // Headers and footers last: they stand on every page, the text's own places come first.
  return [...lines, ...(running.length > 0 ? ['', ...new Set(running)] : [])].join('\n');
}

/** Blanks and tabs as the document has them, but for its trailing ones. */
function spaced(line: string): string {
  return line.replace(/\s+$/, '');
}
