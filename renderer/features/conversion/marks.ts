import type { ConversionDifference } from '../../../shared/contract/conversion.ts';

/** A piece of text, marked where the result lacks it. */
export interface Piece {
  /** Where it begins in the text. */
  at: number;
  text: string;
  marked: boolean;
}

/**
 * Marks in the source's text what the proof found missing. The proof compares without white space and in one form of each
 * character (NFKC, upper case), so the places are looked for the same way, first behind the words that stood before them.
 * @returns the pieces in order, and the texts that could not be found again
 */
export function markMissing(
  text: string,
  differences: readonly ConversionDifference[],
): { pieces: Piece[]; lost: string[] } {
  const { folded, places } = fold(text);
  const spans: [number, number][] = [];
  const lost: string[] = [];
  for (const { kind, text: missing, after } of differences) {
    if (kind !== 'missing' || missing === '') continue;
    const at = placeOf(folded, fold(missing).folded, fold(after).folded);
    if (at < 0) lost.push(missing);
    else spans.push([places[at] ?? 0, (places[at + fold(missing).folded.length - 1] ?? 0) + 1]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const pieces: Piece[] = [];
  let done = 0;
  for (const [from, to] of spans) {
    if (to <= done) continue;
    const start = Math.max(from, done);
    if (start > done) pieces.push({ at: done, text: text.slice(done, start), marked: false });
    pieces.push({ at: start, text: text.slice(start, to), marked: true });
    done = to;
  }
  if (done < text.length) pieces.push({ at: done, text: text.slice(done), marked: false });
  return { pieces, lost };
}

function placeOf(folded: string, missing: string, after: string): number {
  if (missing === '') return -1;
  const behind = after ? folded.indexOf(after + missing) : -1;
  if (behind >= 0) return behind + after.length;
  return folded.indexOf(missing);
}

/** The text as the proof sees it, and for each of its characters where it stands in the text. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = /\s/u.test(character) ? '' : character.normalize('NFKC').toUpperCase();
    for (let i = 0; i < plain.length; i++) places.push(at);
    folded += plain;
    at += character.length;
  }
  return { folded, places };
}
