import { SEPARATOR } from './canonical.ts';
import type { FetchedRow } from './side.ts';
import type { SideName } from './tables.ts';

/** One differing row. `missing`: in the source, not in the target (中心少); `extra`: the reverse (中心多). */
export interface Difference {
  kind: 'missing' | 'extra' | 'different';
  /** Canonical texts of the key. */
  key: string[];
  /** The group columns' values; of the source's row where there is one. */
  by: (string | null)[];
  /** Only of `different`: names of the differing columns with both values. */
  columns?: { name: string; source: string | null; target: string | null }[];
}

export interface Merged {
  differences: Difference[];
  /** Two rows of one key on the same side: the key is none. */
  duplicate?: { side: SideName; key: string[] };
}

/** The differences between the rows of one stretch of the key on both sides, in any order. */
export function mergeRows(
  columns: readonly string[],
  source: readonly FetchedRow[],
  target: readonly FetchedRow[],
): Merged {
  const byKey = new Map<string, FetchedRow>();
  for (const row of source) {
    const key = row.key.join(SEPARATOR);
    if (byKey.has(key)) return { differences: [], duplicate: { side: 'source', key: row.key } };
    byKey.set(key, row);
  }
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for (const theirs of target) {
    const key = theirs.key.join(SEPARATOR);
    if (seen.has(key)) return { differences: [], duplicate: { side: 'target', key: theirs.key } };
    seen.add(key);
    const ours = byKey.get(key);
    byKey.delete(key);
    if (!ours) {
      differences.push({ kind: 'extra', key: theirs.key, by: theirs.by });
      continue;
    }
    differences.push(...changeOf(columns, ours, theirs));
  }
  for (const ours of byKey.values()) differences.push({ kind: 'missing', key: ours.key, by: ours.by });
  return { differences };
}

/** The same where one side is too big to be held: `held` is, the other side's rows pass by. */
export function mergeStream(columns: readonly string[], heldSide: SideName, held: readonly FetchedRow[]) {
  const byKey = new Map(held.map((row) => [row.key.join(SEPARATOR), row]));
  const onlyPassing = heldSide === 'source' ? 'extra' : 'missing';
  const onlyHeld = heldSide === 'source' ? 'missing' : 'extra';
  return {
    pass: (page: readonly FetchedRow[]): Difference[] =>
      page.flatMap((row): Difference[] => {
        const key = row.key.join(SEPARATOR);
        const other = byKey.get(key);
        if (!other) return [{ kind: onlyPassing, key: row.key, by: row.by }];
        byKey.delete(key);
        return heldSide === 'source' ? changeOf(columns, other, row) : changeOf(columns, row, other);
      }),
    rest: (): Difference[] => [...byKey.values()].map(({ key, by }) => ({ kind: onlyHeld, key, by })),
  };
}

function changeOf(columns: readonly string[], ours: FetchedRow, theirs: FetchedRow): Difference[] {
  const changed = columns.flatMap((name, i) => {
    const [a, b] = [ours.values[i] ?? null, theirs.values[i] ?? null];
    return a === b ? [] : [{ name, source: a, target: b }];
  });
  return changed.length > 0 ? [{ kind: 'different', key: ours.key, by: ours.by, columns: changed }] : [];
}
