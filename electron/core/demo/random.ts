/** A source of chance that gives the same sequence for the same seed, stream and index on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Picks by weight. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item;
}

/** sfc32 over a hash of (seed, stream, index): any case can be made alone, without those before it. */
export function createRandom(seed: number, stream: number, index: number): Random {
  let a = scramble(seed ^ 0x9e3779b9);
  let b = scramble(a ^ stream);
  let c = scramble(b ^ (index >>> 0));
  let counter = scramble(c ^ Math.floor(index / 4294967296)) | 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 8; i++) next();
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    weighted(items) {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return pick(items)[0];
    },
  };
}

/** Streams keep the parts of one case apart: a new draw in one part leaves the others as they were. */
export const STREAM = {
  template: 1,
  dates: 2,
  people: 3,
  details: 4,
  defect: 5,
  casefile: 6,
  operations: 7,
  reference: 8,
  sheets: 9,
  incidents: 10,
} as const;

function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
