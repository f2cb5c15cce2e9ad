import { type Difference, mergeRows, mergeStream } from './difference.ts';
import { type Boundary, compareKeys, isSafeBoundary, type Range } from './keys.ts';
import type { Plan } from './plan.ts';
import type { Segment } from './segments.ts';
import type { FetchedRow, Side } from './side.ts';
import { type Batch, type StretchSizes, stretches } from './stretches.ts';
import { duplicateKey } from './survey.ts';

/** How finely the tables are cut. */
export interface ScanSizes extends StretchSizes {
  /** A table no index orders is told in one pass, by at most so many segments. */
  mostSegments: number;
  /** A differing segment of no more rows is fetched. */
  leafRows: number;
  /** A bigger one is split into `splitParts`, of at least `splitRows` each. */
  splitParts: number;
  splitRows: number;
}

export const SIZES: ScanSizes = {
  segmentRows: 4096,
  segmentsAStatement: 16,
  mostSegments: 4096,
  leafRows: 96,
  splitParts: 16,
  splitRows: 16,
};

/** Rows, both sides together, and ranges fetched by one statement; more where every statement reads the whole table. */
const FETCH = { ordered: { rows: 4096, ranges: 64 }, unordered: { rows: 32_768, ranges: 1024 } };
/** Ranges split by one statement. */
const SPLIT_RANGES = { ordered: 64, unordered: 2048 };

/** Where a comparison may be taken up again: everything before `after` is done. */
export interface Checkpoint {
  after: Boundary | null;
  rowsDone: number;
  rowsFetched: number;
}

export interface ScanEvents {
  /** Differences in the order of the key; awaited, so a slow keeper slows the scan. */
  found: (differences: Difference[]) => Promise<void>;
  /** After each finished stretch. */
  done: (checkpoint: Checkpoint) => Promise<void>;
}

interface Differing {
  range: Range;
  source: number;
  target: number;
}

/**
 * Compares two tables by segment checksums (the method published by datafold's data-diff): both sides tell count and
 * checksum of the same key ranges; only differing ranges are split and told again, and only the rows of small differing
 * ranges travel. Rows in the order of the key; memory is bounded by a few statements' answers.
 * @param options.begun stretches that are being told already
 */
export async function scan(
  plan: Plan,
  source: Side,
  target: Side,
  counts: { source: number; target: number },
  start: Checkpoint | undefined,
  events: ScanEvents,
  options: { sizes?: ScanSizes; begun?: AsyncIterable<Batch>; signal?: AbortSignal } = {},
): Promise<Checkpoint> {
  const { signal, sizes = SIZES } = options;
  const rules = plan.key.map((pair) => pair.rule);
  const columnNames = plan.columns.map((pair) => pair.name);
  const order = (a: Boundary, b: Boundary) => compareKeys(rules, a, b);
  const ordered = source.ordered && target.ordered;
  const way = ordered ? 'ordered' : 'unordered';
  const state: Checkpoint = start ?? { after: null, rowsDone: 0, rowsFetched: 0 };
  if (counts.source === 0 && counts.target === 0) return state;
  const leader = leaderOf(source, target, counts);
  const batches =
    options.begun ?? (ordered ? stretches(leader, source, target, sizes, state.after) : wholeTable(leader));
  for await (const batch of batches) {
    signal?.throwIfAborted();
    await resolve(differing(batch));
    state.rowsDone += rowsOf(batch.source) + rowsOf(batch.target);
    state.rowsFetched += travelled(batch);
    state.after = batch.range.to ?? null;
    await events.done({ ...state });
    if (batch.range.to === undefined) break;
  }
  return state;

  /** One pass over the whole table: for keys that no index orders by their bytes. */
  async function* wholeTable(leader: Side): AsyncGenerator<Batch> {
    const step = Math.max(sizes.segmentRows, Math.ceil(counts[leader.name] / sizes.mostSegments));
    const range: Range = { from: state.after ?? undefined, to: undefined };
    const keys = await leader.everyKey([range], step);
    yield await tell(range, inside(keys, range));
  }

  /** Rows of a side whose server has no digest came to us to be told. */
  function travelled(batch: Batch): number {
    return (source.hashedHere ? rowsOf(batch.source) : 0) + (target.hashedHere ? rowsOf(batch.target) : 0);
  }

  async function tell(range: Range, boundaries: Boundary[], only?: readonly Range[]): Promise<Batch> {
    const [told, alsoTold] = await Promise.all([
      source.segments(range, boundaries, only),
      target.segments(range, boundaries, only),
    ]);
    return { range, boundaries, source: told, target: alsoTold };
  }

  function isSafe(key: Boundary): boolean {
    return isSafeBoundary(source.key, key) && isSafeBoundary(target.key, key);
  }

  /** Boundaries inside a range that both sides can be held against, in order, each once. */
  function inside(keys: readonly Boundary[], range: Range): Boundary[] {
    const safe = keys.filter(
      (key) =>
        isSafe(key) && (!range.from || order(key, range.from) > 0) && (!range.to || order(key, range.to) < 0),
    );
    const sorted = [...safe].sort(order);
    return sorted.filter((key, i) => i === 0 || order(sorted[i - 1] as Boundary, key) !== 0);
  }

  function isLeaf(each: Differing): boolean {
    return each.source === 0 || each.target === 0 || Math.max(each.source, each.target) <= sizes.leafRows;
  }

  async function resolve(ranges: Differing[]): Promise<void> {
    let open = ranges;
    while (open.length > 0) {
      signal?.throwIfAborted();
      const small = open.filter(isLeaf);
      const big = open.filter((each) => !isLeaf(each));
      const next: Differing[] = [];
      for (let i = 0; i < big.length; i += SPLIT_RANGES[way]) {
        const { split, whole } = await splitAll(big.slice(i, i + SPLIT_RANGES[way]));
        small.push(...whole);
        next.push(...split);
      }
      await fetchAll(small);
      open = next;
    }
  }

  /** Splits every range by the keys of the side cheapest to ask, or of the one that has far more; `whole`: no boundary could be found inside. */
  async function splitAll(ranges: Differing[]): Promise<{ split: Differing[]; whole: Differing[] }> {
    if (ranges.length === 0) return { split: [], whole: [] };
    const sum = (side: 'source' | 'target') => ranges.reduce((total, each) => total + each[side], 0);
    const most = leaderOf(source, target, { source: sum('source'), target: sum('target') });
    const least = most === source ? target : source;
    const only = ranges.map((each) => each.range);
    const hull: Range = { from: only[0]?.from, to: only.at(-1)?.to };
    const pieces = Math.min(ranges.length * sizes.splitParts, sizes.mostSegments);
    const stepOf = (side: Side) => Math.max(sizes.splitRows, Math.ceil(sum(side.name) / pieces));
    const edges = only.flatMap(({ from, to }) => [from, to]).filter((edge) => edge !== undefined);
    const old = inside(edges, hull).length;
    let boundaries = inside([...(await most.everyKey(only, stepOf(most))), ...edges], hull);
    if (boundaries.length === old) {
      // Small ones among big ones, or keys that the other side cannot be held against.
      if (ranges.length > 1) return splitEach(ranges);
      boundaries = inside(await least.everyKey(only, stepOf(least)), hull);
      if (boundaries.length === 0) return { split: [], whole: ranges };
    }
    const batch = await tell(hull, boundaries, only);
    state.rowsFetched += travelled(batch);
    const parts = differing(batch);
    const unsplit = (part: Differing) =>
      stepOf(most) === sizes.splitRows &&
      only.some((range) => sameBound(range.from, part.range.from) && sameBound(range.to, part.range.to));
    return { split: parts.filter((part) => !unsplit(part)), whole: parts.filter(unsplit) };
  }

  async function splitEach(ranges: Differing[]): Promise<{ split: Differing[]; whole: Differing[] }> {
    const all: { split: Differing[]; whole: Differing[] } = { split: [], whole: [] };
    for (const range of ranges) {
      const { split, whole } = await splitAll([range]);
      all.split.push(...split);
      all.whole.push(...whole);
    }
    return all;
  }

  function sameBound(a: Boundary | undefined, b: Boundary | undefined): boolean {
    return a === undefined || b === undefined ? a === b : order(a, b) === 0;
  }

  async function fetchAll(ranges: Differing[]): Promise<void> {
    const ordered = [...ranges].sort((a, b) => boundOrder(a.range.from, b.range.from));
    let some: Differing[] = [];
    const flush = async () => {
      const [first] = some;
      if (some.length === 1 && first && first.source + first.target > 2 * FETCH[way].rows)
        await fetchUneven(first);
      else if (some.length > 0) await fetchBoth(some.map((each) => each.range));
      some = [];
    };
    for (const each of ordered) {
      if (each.source === 0 || each.target === 0) {
        await flush();
        await fetchOne(each.source === 0 ? target : source, each.range);
        continue;
      }
      const rows = some.reduce((sum, one) => sum + one.source + one.target, 0);
      if (rows + each.source + each.target > FETCH[way].rows || some.length >= FETCH[way].ranges)
        await flush();
      some.push(each);
    }
    await flush();
  }

  function boundOrder(a: Boundary | undefined, b: Boundary | undefined): number {
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
    return order(a, b);
  }

  /** All rows of a range that only one side has, streamed. */
  async function fetchOne(side: Side, range: Range): Promise<void> {
    const kind = side.name === 'source' ? 'missing' : 'extra';
    for await (const page of side.rows([range])) {
      state.rowsFetched += page.length;
      await events.found(page.map(({ key, by }) => ({ kind, key, by })));
    }
  }

  /** A big range that cannot be split: the side with fewer rows is held, the other passes by page by page. */
  async function fetchUneven({ range, source: ours, target: theirs }: Differing): Promise<void> {
    const [held, passing] = ours <= theirs ? [source, target] : [target, source];
    const rows: FetchedRow[] = [];
    for await (const page of held.rows([range])) for (const row of page) rows.push(row);
    state.rowsFetched += rows.length;
    const merge = mergeStream(columnNames, held.name, rows);
    for await (const page of passing.rows([range])) {
      state.rowsFetched += page.length;
      await events.found(merge.pass(page));
    }
    await events.found(merge.rest());
  }

  async function fetchBoth(ranges: Range[]): Promise<void> {
    const collect = async (side: Side) => {
      const rows: FetchedRow[] = [];
      for await (const page of side.rows(ranges)) for (const row of page) rows.push(row);
      return rows;
    };
    const [ours, theirs] = await Promise.all([collect(source), collect(target)]);
    state.rowsFetched += ours.length + theirs.length;
    const merged = mergeRows(columnNames, ours, theirs);
    if (merged.duplicate) throw duplicateKey(merged.duplicate.side, plan, merged.duplicate.key);
    merged.differences.sort((a, b) => order(a.key, b.key));
    await events.found(merged.differences);
  }
}

/** The side whose index the boundaries are walked along: the one cheapest to ask, unless it has far fewer rows. */
export function leaderOf(source: Side, target: Side, counts?: { source: number; target: number }): Side {
  const cheapest = rank(source) <= rank(target) ? source : target;
  const other = cheapest === source ? target : source;
  return counts && counts[cheapest.name] * 2 < counts[other.name] ? other : cheapest;
}

function rank(side: Side): number {
  const order = ['sqlite', 'postgres', 'oracle', 'dameng', 'mssql', 'mysql'];
  return order.indexOf(side.connection.engine) + (side.ordered ? 0 : order.length);
}

function rowsOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segment.rows, 0);
}

/** The segments of a batch whose counts or checksums differ, as ranges. */
function differing({ range, boundaries, source, target }: Batch): Differing[] {
  const found: Differing[] = [];
  for (let i = 0; i <= boundaries.length; i++) {
    const ours = source[i] as Segment;
    const theirs = target[i] as Segment;
    if (ours.rows === theirs.rows && ours.checksum === theirs.checksum) continue;
    found.push({
      range: { from: boundaries[i - 1] ?? range.from, to: boundaries[i] ?? range.to },
      source: ours.rows,
      target: theirs.rows,
    });
  }
  return found;
}
