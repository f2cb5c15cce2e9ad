import { type EngineSql, skippedKeys } from './engines/engine.ts';
import { type Boundary, compareKeys, type KeyColumn, type Range, rangeSql, rangesSql } from './keys.ts';
import type { Rule } from './kinds.ts';
import { glue, joined, type Sql } from './sql.ts';

type Row = Record<string, unknown>;

/** What of a side is needed to find boundaries. */
export interface KeySource {
  engine: EngineSql;
  from: string;
  key: readonly KeyColumn[];
  rules: readonly Rule[];
  /** The key's canonical texts as `k0`, `k1`, …, which `keyOf` reads. */
  shown: string;
  keyOf: (row: Row) => string[];
  ordered: boolean;
  ask: (statement: Sql) => Promise<Row[]>;
  pages: (statement: Sql) => AsyncIterable<Row[]>;
}

/** Every `step`-th key behind a boundary (or behind the first row), at most `count`, in order; fewer when the table ends. */
export async function keysAfter(
  source: KeySource,
  after: Boundary | undefined,
  step: number,
  count: number,
): Promise<Boundary[]> {
  const { engine, from, key, rules, shown, keyOf, ask } = source;
  const behind = (bound: Boundary | undefined) => rangeSql(engine, key, { from: bound, to: undefined });
  const keysFrom = (bound: Boundary | undefined) =>
    glue(`SELECT ${shown} FROM ${from} WHERE `, behind(bound), ` ORDER BY ${orderOf(key)}`);
  const [part] = key;
  if (part && key.length === 1 && engine.skips) {
    const column = { key: part.expression, name: engine.quote(part.column.name), shown };
    return inOrder(await ask(skippedKeys(column, from, behind(after), step, count)));
  }
  if (engine.everyNth) return inOrder(await ask(engine.everyNth(keysFrom(after), step, count)));
  const found: Boundary[] = [];
  while (found.length < count) {
    const [row] = await ask(glue(keysFrom(found.at(-1) ?? after), ` LIMIT 1 OFFSET ${step}`));
    if (!row) break;
    found.push(keyOf(row));
  }
  return found;

  function inOrder(rows: Row[]): Boundary[] {
    return rows.map(keyOf).sort((a, b) => compareKeys(rules, a, b));
  }
}

/** Every `step`-th key inside each of the ranges (inside all together where no index serves them), in no order. */
export async function everyKey(
  source: KeySource,
  ranges: readonly Range[],
  step: number,
): Promise<Boundary[]> {
  const { engine, from, key, shown, ordered, keyOf, pages } = source;
  const numbered = (condition: Sql) =>
    glue(
      `SELECT * FROM (SELECT ${shown}, ROW_NUMBER() OVER (ORDER BY ${orderOf(key)}) AS rn FROM ${from} WHERE `,
      condition,
      `) r WHERE ${engine.divides('rn', step)}`,
    );
  // Each range for itself: of several in one condition SQLite would rather read the whole index.
  const statement = ordered
    ? joined(
        ranges.map((range) => numbered(rangeSql(engine, key, range))),
        ' UNION ALL ',
      )
    : numbered(rangesSql(engine, key, ranges, ordered));
  const boundaries: Boundary[] = [];
  for await (const page of pages(statement)) for (const row of page) boundaries.push(keyOf(row));
  return boundaries;
}

function orderOf(key: readonly KeyColumn[]): string {
  return key.map((part) => part.expression).join(', ');
}
