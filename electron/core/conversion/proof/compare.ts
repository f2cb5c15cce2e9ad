/** Compares the characters of the source with those of the finished pages. */
import { PAGE_MARK, type SourceText } from './source-text.ts';

/** One place where source and result differ. */
export interface Difference {
  /** `missing`: in the source, not in the result; `added`: the other way round. */
  kind: 'missing' | 'added';
  text: string;
  /** Characters before the place, to find it. */
  after: string;
}

export interface Comparison {
  equal: boolean;
  differences: Difference[];
  characters: number;
}

const ANCHOR = 8;
const WINDOW = 4000;
const CONTEXT = 12;
const MAX_DIFFERENCES = 50;
const MAX_SHOWN = 200;

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** A page number of any kind of counting. */
const ANY_NUMBER =
  '(?:-?\\d{1,4}-?|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|[一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]{1,5}|[①-⑳]|[A-Za-z])';

function marginPattern(margin: string, number: string): string {
  return margin.split(PAGE_MARK).map(escapeRegExp).join(number);
}

/** The text without a margin at one of its ends, or undefined when it is not there. */
function without(
  text: string,
  margin: string,
  atStart: boolean,
  numbers: readonly string[],
): string | undefined {
  if (!margin.includes(PAGE_MARK)) {
    if (atStart) return text.startsWith(margin) ? text.slice(margin.length) : undefined;
    return text.endsWith(margin) ? text.slice(0, text.length - margin.length) : undefined;
  }
  for (const number of numbers) {
    const pattern = marginPattern(margin, number);
    const match = new RegExp(atStart ? `^${pattern}` : `${pattern}$`, 'u').exec(text);
    if (match) return atStart ? text.slice(match[0].length) : text.slice(0, match.index);
  }
  return undefined;
}

/** Takes the running headers and footers off the pages. */
function takeMargins(pages: readonly string[], margins: SourceText['margins']): string {
  const longestFirst = margins
    .filter((margin) => margin.text !== '')
    .sort((a, b) => b.text.length - a.text.length);
  const rest = pages.map((page, index) => {
    const numbers = [`(?:${index + 1}|${pages.length})`, ANY_NUMBER];
    let text = page;
    for (const atStart of [true, false]) {
      for (const margin of longestFirst) {
        if (margin.header !== atStart) continue;
        const shorter = without(text, margin.text, atStart, numbers);
        if (shorter === undefined) continue;
        text = shorter;
        break;
      }
    }
    return text;
  });
  return rest.join('');
}

/** Finds, from a mismatch, the nearest place where both texts agree again. */
function resync(one: string, i: number, other: string, j: number): [number, number] {
  const limit = Math.max(one.length - i, other.length - j);
  for (let distance = 1; distance <= Math.min(limit, WINDOW); distance++) {
    const left = one.slice(i + distance, i + distance + ANCHOR);
    if (left.length === ANCHOR) {
      const found = other.slice(j, j + distance + ANCHOR).lastIndexOf(left);
      if (found >= 0) return [i + distance, j + found];
    }
    const right = other.slice(j + distance, j + distance + ANCHOR);
    if (right.length === ANCHOR) {
      const found = one.slice(i, i + distance + ANCHOR).lastIndexOf(right);
      if (found >= 0) return [i + found, j + distance];
    }
    if (distance > 256) distance += 15;
  }
  return [one.length, other.length];
}

function commonSuffix(one: string, other: string, from: number): number {
  let length = 0;
  const limit = Math.min(one.length, other.length) - from;
  while (
    length < limit &&
    one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)
  )
    length++;
  return length;
}

interface Segment extends Difference {
  left: string;
}

function diff(source: string, result: string): Segment[] {
  const segments: Segment[] = [];
  let i = 0;
  let j = 0;
  const add = (kind: Difference['kind'], text: string): void => {
    if (text !== '')
      segments.push({ kind, text, left: text, after: source.slice(Math.max(0, i - CONTEXT), i) });
  };
  while (i < source.length && j < result.length) {
    if (source.charCodeAt(i) === result.charCodeAt(j)) {
      i++;
      j++;
      continue;
    }
    const suffix = commonSuffix(source, result, Math.max(i, j));
    if (source.length - suffix <= i || result.length - suffix <= j) {
      add('missing', source.slice(i, source.length - suffix));
      add('added', result.slice(j, result.length - suffix));
      return segments;
    }
    const [nextI, nextJ] = resync(source, i, result, j);
    add('missing', source.slice(i, nextI));
    add('added', result.slice(j, nextJ));
    i = nextI;
    j = nextJ;
  }
  add('missing', source.slice(i));
  add('added', result.slice(j));
  return segments;
}

function tally(segments: readonly Segment[], kind: Difference['kind']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const segment of segments) {
    if (segment.kind !== kind) continue;
    for (const character of segment.text) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}

/** Takes away what is missing in one place and added in another: text that only moved (notes, boxes, cells). */
function cancelMoves(segments: Segment[]): void {
  for (const kind of ['missing', 'added'] as const) {
    const available = tally(segments, kind === 'missing' ? 'added' : 'missing');
    for (const segment of segments) {
      if (segment.kind !== kind) continue;
      let left = '';
      for (const character of segment.text) {
        const count = available.get(character) ?? 0;
        if (count > 0) available.set(character, count - 1);
        else left += character;
      }
      segment.left = left;
    }
  }
}

/**
 * Compares. `generated` are texts the writer adds by itself (list numbers, repeated header rows): their
 * characters may be added, never missing.
 */
export function compareTexts(
  source: SourceText,
  pages: readonly string[],
  generated: readonly string[],
): Comparison {
  const body = takeMargins(pages, source.margins);
  const characters = source.body.length;
  if (body === source.body) return { equal: true, differences: [], characters };
  const differences = differencesOf(source.body, body, generated);
  // A number that ends the text may have been taken for a page number; the margins may be added, so they can stay.
  const isWhole =
    differences.length === 0 ||
    (source.margins.length > 0 && differencesOf(source.body, pages.join(''), generated).length === 0);
  return { equal: isWhole, differences: isWhole ? [] : differences, characters };
}

function differencesOf(source: string, body: string, generated: readonly string[]): Difference[] {
  // Taken apart, so that an accent added to a letter is an accent added and not a letter changed.
  const fold = (text: string): string => text.normalize('NFKD').toUpperCase();
  const segments = diff(fold(source), fold(body));
  cancelMoves(segments);
  const allowed = new Map<string, number>();
  for (const text of generated) {
    for (const character of fold(text)) allowed.set(character, (allowed.get(character) ?? 0) + 1);
  }
  const differences: Difference[] = [];
  for (const segment of segments) {
    let left = segment.left;
    if (segment.kind === 'added') {
      left = [...left]
        .filter((character) => {
          const count = allowed.get(character) ?? 0;
          if (count > 0) allowed.set(character, count - 1);
          return count === 0;
        })
        .join('');
    }
    if (left === '' || differences.length >= MAX_DIFFERENCES) continue;
    differences.push({ kind: segment.kind, text: left.slice(0, MAX_SHOWN), after: segment.after });
  }
  return differences;
}
