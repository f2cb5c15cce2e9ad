import { type Boundary, isSafeBoundary, type Range } from './keys.ts';
import type { Segment } from './segments.ts';
import type { Side } from './side.ts';

/** A stretch of the key whose segments have been told by both sides. */
export interface Batch {
  range: Range;
  boundaries: Boundary[];
  source: Segment[];
  target: Segment[];
}

/** How finely stretches are cut. */
export interface StretchSizes {
  /** Rows of a first segment. Small enough that a differing one costs little to look into. */
  segmentRows: number;
  /** Segments told by one statement, so that progress, cancel and checkpoints come often. */
  segmentsAStatement: number;
}

/** Stretches begun before they are looked into: by so many a faster side may be ahead of the other. */
const AHEAD = 48;
/** Statements that tell segments under way at once on one side. */
const AT_ONCE = 2;

/**
 * The table as stretches in the order of the key, the boundaries walked along the leader's index. Begins at once; each
 * side tells at its own pace. An error comes where its stretch would have come.
 */
export function stretches(
  leader: Side,
  source: Side,
  target: Side,
  sizes: StretchSizes,
  after: Boundary | null,
): AsyncGenerator<Batch> {
  const turns = { source: turnsOf(AT_ONCE), target: turnsOf(AT_ONCE) };
  let walked: Promise<Stretch | undefined> | undefined;
  const begin = (): Promise<Batch | undefined> => {
    const stretch = walked
      ? walked.then((last) => (last?.range.to ? walk(last.range.to) : undefined))
      : walk(after ?? undefined);
    walked = stretch;
    const told = stretch.then((found) => (found ? tell(found) : undefined));
    // Awaited in order below; a rejection meanwhile must not end the process.
    told.catch(() => undefined);
    return told;
  };
  return inOrder(Array.from({ length: AHEAD }, begin));

  async function* inOrder(queue: Promise<Batch | undefined>[]): AsyncGenerator<Batch> {
    for (;;) {
      const batch = await (queue.shift() as Promise<Batch | undefined>);
      if (!batch) return;
      queue.push(begin());
      yield batch;
    }
  }

  async function walk(from: Boundary | undefined): Promise<Stretch> {
    const boundaries: Boundary[] = [];
    let last = from;
    while (boundaries.length === 0) {
      const keys = await leader.keysAfter(last, sizes.segmentRows, sizes.segmentsAStatement);
      boundaries.push(
        ...keys.filter((key) => isSafeBoundary(source.key, key) && isSafeBoundary(target.key, key)),
      );
      if (keys.length < sizes.segmentsAStatement) return { range: { from, to: undefined }, boundaries };
      last = keys.at(-1);
    }
    return { range: { from, to: boundaries.pop() }, boundaries };
  }

  async function tell({ range, boundaries }: Stretch): Promise<Batch> {
    const [ours, theirs] = await Promise.all([
      turns.source(() => source.segments(range, boundaries)),
      turns.target(() => target.segments(range, boundaries)),
    ]);
    return { range, boundaries, source: ours, target: theirs };
  }
}

interface Stretch {
  range: Range;
  boundaries: Boundary[];
}

/** Lets so many pieces of work go on at once, the others wait for their turn. */
function turnsOf(atOnce: number) {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
