import type { Checksum, EngineSql } from './engines/engine.ts';
import { type Boundary, compareKeys, type KeyColumn, type Range, rangeSql } from './keys.ts';
import type { Rule } from './kinds.ts';
import { glue, joined, type Sql } from './sql.ts';

/** Count and checksum of one segment. */
export interface Segment {
  rows: number;
  /** A whole number as text; `0` without rows. */
  checksum: string;
}

/** What one statement may grow to: SQL Server takes 2,100 values, and a wide table's expression is long. */
const MOST_ARMS = 64;
const MOST_VALUES = 1_500;
const MOST_TEXT = 400_000;

export function noSegments(count: number): Segment[] {
  return Array.from({ length: count }, () => ({ rows: 0, checksum: '0' }));
}

/** The ranges between the boundaries with their number, without those that lie outside all of `only`. */
export function pieces(
  rules: readonly Rule[],
  range: Range,
  inner: readonly Boundary[],
  only: readonly Range[] | undefined,
): { number: number; range: Range }[] {
  const all = Array.from({ length: inner.length + 1 }, (_, number) => ({
    number,
    range: { from: inner[number - 1] ?? range.from, to: inner[number] ?? range.to },
  }));
  if (!only) return all;
  const endsBefore = (a: Boundary | undefined, b: Boundary | undefined) =>
    a !== undefined && b !== undefined && compareKeys(rules, a, b) <= 0;
  return all.filter((piece) =>
    only.some((each) => !endsBefore(piece.range.to, each.from) && !endsBefore(each.to, piece.range.from)),
  );
}

/** Statements that tell every piece by a range of its own index: no row is held against boundaries one by one. */
export function armsSql(
  engine: EngineSql,
  key: readonly KeyColumn[],
  from: string,
  texts: readonly string[],
  checksum: Checksum,
  ranges: readonly { number: number; range: Range }[],
): Sql[] {
  const statements: Sql[] = [];
  let arms: Sql[] = [];
  let [text, values] = [0, 0];
  for (const { number, range } of ranges) {
    const arm = glue(
      `SELECT ${engine.segment(number, texts, checksum)} FROM ${from} WHERE `,
      rangeSql(engine, key, range),
    );
    const full =
      arms.length >= MOST_ARMS ||
      text + arm.text.length > MOST_TEXT ||
      values + arm.values.length > MOST_VALUES;
    if (full && arms.length > 0) {
      statements.push(joined(arms, ' UNION ALL '));
      arms = [];
      [text, values] = [0, 0];
    }
    arms.push(arm);
    text += arm.text.length;
    values += arm.values.length;
  }
  if (arms.length > 0) statements.push(joined(arms, ' UNION ALL '));
  return statements;
}

/** SQLite answers segments packed as JSON, one or more a row; the others one row each. */
export function unpacked(rows: readonly Record<string, unknown>[]): [number, number, string][] {
  return rows.flatMap((row) =>
    typeof row.packed === 'string'
      ? (JSON.parse(row.packed) as [number, number, string][])
      : [[Number(row.seg), Number(row.n), String(row.s ?? '0')]],
  );
}
