import type { SpooledCell } from './spool.ts';

/** A column to sort a result by; empty cells come last either way. */
export interface ResultOrder {
  column: number;
  direction: 'asc' | 'desc';
}

/** Texts are compared by their beginning; what differs only after it keeps its order. */
const KEY_CHARACTERS = 80;
/** So many different texts are put into the order of a Chinese dictionary; more, into that of their characters. */
const MOST_COLLATED = 50_000;

/**
 * The places of a result's rows in the order of one column: numbers before texts, texts as a Chinese reader expects, equal
 * ones as they came. Holds one number per row and each different text once.
 */
export async function orderRows(
  blocks: AsyncIterable<SpooledCell[][]>,
  rows: number,
  { column, direction }: ResultOrder,
): Promise<Uint32Array> {
  const numbers = new Float64Array(rows);
  const texts = new Map<string, number>();
  // A text's number is found later, from below: its place in `texts`, as -1, -2, …
  const isText = new Uint8Array(rows);
  let place = 0;
  for await (const block of blocks) {
    for (const row of block) {
      const cell = row[column] ?? null;
      if (typeof cell === 'number') numbers[place] = cell;
      else if (cell === null) numbers[place] = Number.NaN;
      else {
        const key = cell.slice(0, KEY_CHARACTERS);
        const known = texts.get(key) ?? texts.size;
        texts.set(key, known);
        numbers[place] = known;
        isText[place] = 1;
      }
      place++;
    }
  }
  const ranks = ranksOf([...texts.keys()]);
  for (let at = 0; at < place; at++) if (isText[at]) numbers[at] = ranks[numbers[at] ?? 0] ?? 0;
  const sign = direction === 'asc' ? 1 : -1;
  const order = Uint32Array.from({ length: place }, (_unused, at) => at);
  return order.sort((a, b) => {
    const [left, right] = [numbers[a] as number, numbers[b] as number];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
    const kinds = (isText[a] as number) - (isText[b] as number);
    return sign * (kinds || left - right) || a - b;
  });
}

/** The rank of each text among all, in the order given. */
function ranksOf(texts: readonly string[]): Float64Array {
  const sorted = texts.map((text, at) => ({ text, at }));
  if (texts.length <= MOST_COLLATED) {
    const { compare } = new Intl.Collator('zh-CN', { numeric: true });
    sorted.sort((a, b) => compare(a.text, b.text));
  } else sorted.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const ranks = new Float64Array(texts.length);
  for (const [rank, { at }] of sorted.entries()) ranks[at] = rank;
  return ranks;
}
