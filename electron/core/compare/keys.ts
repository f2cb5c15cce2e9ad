import type { EngineSql } from './engines/engine.ts';
import type { Column, Rule } from './kinds.ts';
import { glue, joined, type Sql, sql } from './sql.ts';

/** A key as canonical texts, one per key column. */
export type Boundary = readonly string[];

/** Keys from `from` (included) to `to` (excluded); undefined: no bound. */
export interface Range {
  from: Boundary | undefined;
  to: Boundary | undefined;
}

/** A key column as one side orders it. */
export interface KeyColumn {
  column: Column;
  rule: Rule;
  /** What is held against boundaries and ordered by: the column itself, or its bytes. */
  expression: string;
  /** Whether that is the column's own order, so that its index serves. */
  indexed: boolean;
  /** Its texts are plain digits, which every collation orders alike: only such boundaries may be held against it. */
  digitsOnly: boolean;
}

/** The rows of a range; a half-open interval in the order of the key's bytes, numbers by value. */
export function rangeSql(engine: EngineSql, key: readonly KeyColumn[], range: Range): Sql {
  const bounds: Sql[] = [];
  if (range.from) bounds.push(atLeast(engine, key, range.from));
  if (range.to) bounds.push(before(engine, key, range.to));
  return bounds.length === 0 ? sql('1 = 1') : joined(bounds, ' AND ');
}

/**
 * The number of the segment a row lies in, between ascending boundaries: a balanced tree of CASEs, so that a row costs
 * few comparisons.
 */
export function segmentNumber(
  engine: EngineSql,
  key: readonly KeyColumn[],
  boundaries: readonly Boundary[],
  first = 0,
): Sql {
  if (boundaries.length === 0) return sql(String(first));
  const middle = Math.floor(boundaries.length / 2);
  return glue(
    'CASE WHEN ',
    before(engine, key, boundaries[middle] as Boundary),
    ' THEN ',
    segmentNumber(engine, key, boundaries.slice(0, middle), first),
    ' ELSE ',
    segmentNumber(engine, key, boundaries.slice(middle + 1), first + middle + 1),
    ' END',
  );
}

/** Ranges that are few enough to be told to an index one by one. */
const MOST_INDEX_RANGES = 64;

/**
 * The rows of any of the ranges, which are ascending and apart. Few are ORed, each a range of the index; many, or where
 * no index serves, are found by a balanced tree, so that a row costs few comparisons.
 */
export function rangesSql(
  engine: EngineSql,
  key: readonly KeyColumn[],
  ranges: readonly Range[],
  ordered: boolean,
): Sql {
  if (ranges.length === 0) return sql('1 = 0');
  if (ranges.length === 1) return rangeSql(engine, key, ranges[0] as Range);
  if (ordered && ranges.length <= MOST_INDEX_RANGES) {
    return joined(
      ranges.map((range) => glue('(', rangeSql(engine, key, range), ')')),
      ' OR ',
    );
  }
  const edges: { at: Boundary; opens: boolean }[] = [];
  for (const { from, to } of ranges) {
    if (from) edges.push({ at: from, opens: true });
    if (to) edges.push({ at: to, opens: false });
  }
  return glue(memberTree(engine, key, edges, ranges[0]?.from ? 0 : 1), ' = 1');
}

/** 1 inside a range, 0 outside; `below` is what holds under the first edge. */
function memberTree(
  engine: EngineSql,
  key: readonly KeyColumn[],
  edges: readonly { at: Boundary; opens: boolean }[],
  below: number,
): Sql {
  if (edges.length === 0) return sql(String(below));
  const middle = Math.floor(edges.length / 2);
  const edge = edges[middle] as { at: Boundary; opens: boolean };
  return glue(
    'CASE WHEN ',
    before(engine, key, edge.at),
    ' THEN ',
    memberTree(engine, key, edges.slice(0, middle), below),
    ' ELSE ',
    memberTree(engine, key, edges.slice(middle + 1), edge.opens ? 1 : 0),
    ' END',
  );
}

/** Whether a boundary may be held against this key: not letters against a column that holds only digits. */
export function isSafeBoundary(key: readonly KeyColumn[], boundary: Boundary): boolean {
  return key.every((part, i) => !part.digitsOnly || /^[0-9]+$/.test(boundary[i] ?? ''));
}

/** The order every side is asked for: numbers by value, all else by UTF-8 bytes, column after column. */
export function compareKeys(rules: readonly Rule[], a: Boundary, b: Boundary): number {
  for (let i = 0; i < rules.length; i++) {
    const order = compareParts((rules[i] as Rule).kind, a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(kind: Rule['kind'], a: string, b: string): number {
  if (a === b) return 0;
  if (kind === 'integer' || kind === 'decimal' || kind === 'float') {
    const byValue = Number(a) - Number(b);
    if (byValue !== 0) return byValue;
    const whole = BigInt(a.replace(/\..*$/, '')) - BigInt(b.replace(/\..*$/, ''));
    if (whole !== 0n) return whole < 0n ? -1 : 1;
  }
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function atLeast(engine: EngineSql, key: readonly KeyColumn[], bound: Boundary): Sql {
  return key.length > 1 && engine.tuples
    ? tuple(engine, key, '>=', bound)
    : leading(engine, key, '>=', nested(engine, key, '>', '>=', bound), bound);
}

function before(engine: EngineSql, key: readonly KeyColumn[], bound: Boundary): Sql {
  return key.length > 1 && engine.tuples
    ? tuple(engine, key, '<', bound)
    : leading(engine, key, '<=', nested(engine, key, '<', '<', bound), bound);
}

function literal(engine: EngineSql, part: KeyColumn, value: string): Sql {
  return part.indexed ? engine.literal(part.column, part.rule, value) : sql('?', [value]);
}

function tuple(engine: EngineSql, key: readonly KeyColumn[], operator: string, bound: Boundary): Sql {
  const values = key.map((part, i) => literal(engine, part, bound[i] ?? ''));
  return glue(`(${key.map((part) => part.expression).join(', ')}) ${operator} (`, joined(values, ', '), ')');
}

/** `a > x OR (a = x AND (b >= y))`. */
function nested(
  engine: EngineSql,
  key: readonly KeyColumn[],
  strict: string,
  last: string,
  bound: Boundary,
  at = 0,
): Sql {
  const part = key[at] as KeyColumn;
  const value = literal(engine, part, bound[at] ?? '');
  if (at === key.length - 1) return glue(`${part.expression} ${last} `, value);
  return glue(
    `(${part.expression} ${strict} `,
    value,
    ` OR (${part.expression} = `,
    value,
    ' AND ',
    nested(engine, key, strict, last, bound, at + 1),
    '))',
  );
}

/** With several key columns the first one's own bound is said too: that is what an index can use. */
function leading(
  engine: EngineSql,
  key: readonly KeyColumn[],
  operator: string,
  condition: Sql,
  bound: Boundary,
): Sql {
  const first = key[0] as KeyColumn;
  if (key.length === 1) return condition;
  return glue(
    `(${first.expression} ${operator} `,
    literal(engine, first, bound[0] ?? ''),
    ' AND ',
    condition,
    ')',
  );
}
