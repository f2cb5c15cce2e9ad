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
/** Beyond so many, texts seldom repeat: each row's own is kept, which costs less than looking it up. */
const MOST_SHARED = 100_000;

/**
 * The places of a result's rows in the order of one column: numbers before texts, texts as a Chinese reader expects, equal
 * ones as they came. Holds one number per row and the texts' beginnings.
 */
export async function orderRows(
  blocks: AsyncIterable<SpooledCell[][]>,
  rows: number,
  { column, direction }: ResultOrder,
): Promise<Uint32Array> {
  const numbers = new Float64Array(rows);
  // A text's number is its place in `texts` first, its rank among them in the end.
  const texts: string[] = [];
  let shared: Map<string, number> | undefined = new Map();
  const isText = new Uint8Array(rows);
  let place = 0;
  for await (const block of blocks) {
    for (const row of block) {
      const cell = row[column] ?? null;
      if (typeof cell === 'number') numbers[place] = cell;
      else if (cell === null) numbers[place] = Number.NaN;
      else {
        const key = cell.slice(0, KEY_CHARACTERS);
        const known = shared?.get(key);
        if (known === undefined) shared?.set(key, texts.length);
        numbers[place] = known ?? texts.push(key) - 1;
        if (texts.length > MOST_SHARED) shared = undefined;
        isText[place] = 1;
      }
      place++;
    }
  }
  const ranks = ranksOf(texts);
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

/** The rank of each text among all; equal ones have the same. */
function ranksOf(texts: readonly string[]): Uint32Array {
  const { compare } =
    texts.length <= MOST_COLLATED
      ? new Intl.Collator('zh-CN', { numeric: true })
      : { compare: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) };
  const order = Uint32Array.from(texts, (_text, at) => at);
  order.sort((a, b) => compare(texts[a] as string, texts[b] as string));
  const ranks = new Uint32Array(texts.length);
  let rank = 0;
  for (const [place, at] of order.entries()) {
    if (place > 0 && texts[at] !== texts[order[place - 1] as number]) rank = place;
    ranks[at] = rank;
  }
  return ranks;
}
