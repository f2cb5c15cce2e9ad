import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { everyKey, type KeySource, keysAfter } from './boundaries.ts';
import { settled } from './canonical.ts';
import { lacking } from './digest.ts';
import { engineSql } from './engines/index.ts';
import { createHasher } from './hashing.ts';
import { type Boundary, type KeyColumn, type Range, rangesSql, segmentNumber } from './keys.ts';
import type { Rule } from './kinds.ts';
import type { Pair, Plan } from './plan.ts';
import { armsSql, noSegments, pieces, type Segment, unpacked } from './segments.ts';
import { glue, type Sql, sql } from './sql.ts';
import { hasIndexOn, type SideName } from './tables.ts';

/** A statement may take long on a big table; the server is told to stop all the same when the person cancels. */
export const STATEMENT_TIMEOUT_MS = 30 * 60_000;
const ROWS_PAGE = 2_000;

/** A row as it travels: canonical texts. */
export interface FetchedRow {
  key: string[];
  values: (string | null)[];
  by: (string | null)[];
}

/** One of the two tables with the questions the comparison asks it. */
export interface Side {
  name: SideName;
  connection: DatacenterConnection;
  key: KeyColumn[];
  /** Whether an index serves ranges of the key; otherwise every statement reads the whole table. */
  ordered: boolean;
  /** Its server has no digest: whatever is told of it travelled, row by row. */
  hashedHere: boolean;
  /** Every `step`-th key behind a boundary (or behind the first row), at most `count`; fewer when the table ends. */
  keysAfter(after: Boundary | undefined, step: number, count: number): Promise<Boundary[]>;
  /** Every `step`-th key inside each of the ranges (inside all together where no index serves them), in no order. */
  everyKey(ranges: readonly Range[], step: number): Promise<Boundary[]>;
  /** Count and checksum of the segments between the boundaries, by one pass over the whole range. */
  segments(range: Range, inner: readonly Boundary[], only?: readonly Range[]): Promise<Segment[]>;
  /** The rows of the ranges, page by page, in no order. */
  rows(ranges: readonly Range[]): AsyncIterable<FetchedRow[]>;
  groups(): AsyncIterable<{ by: (string | null)[]; rows: number }[]>;
}

/** Whether an index serves ranges of the key; not where the catalogue shows none, as for a view. */
export function isOrdered(name: SideName, plan: Plan, key: readonly KeyColumn[]): boolean {
  const columns = key.map((part) => part.column);
  return key.every((part) => part.indexed) && hasIndexOn(plan[name], columns);
}

/** Opens one side of a plan. */
export function makeSide(
  name: SideName,
  connection: DatacenterConnection,
  plan: Plan,
  key: KeyColumn[],
  signal?: AbortSignal,
): Side {
  const engine = engineSql(connection.engine);
  const { from } = plan[name];
  const read = { signal, timeoutMs: STATEMENT_TIMEOUT_MS };
  const canonical = (pair: Pair) => engine.canonical(pair[name], pair.rule);
  const keyTexts = plan.key.map(canonical);
  const groups = textGroups(plan);
  const texts = rowTexts(engine, plan, name, groups);
  const rules = plan.key.map((pair) => pair.rule);
  const checksum = plan.checksums[name];
  const selectKey = keyTexts.map((text, i) => `${engine.asText(text)} AS k${i}`).join(', ');
  const keyOf = (row: Record<string, unknown>): string[] =>
    plan.key.map(({ rule }, i) => settled(rule.kind, asText(row[`k${i}`])) ?? '');
  const ordered = isOrdered(name, plan, key);
  const where = (ranges: readonly Range[]): Sql => rangesSql(engine, key, ranges, ordered);
  const ask = (statement: Sql) =>
    connection.query<Record<string, unknown>>(statement.text, statement.values, read);
  const pages = (statement: Sql) =>
    connection.pages<Record<string, unknown>>(statement.text, statement.values, {
      ...read,
      pageSize: ROWS_PAGE,
    });
  const keys: KeySource = { engine, from, key, rules, shown: selectKey, ordered, keyOf, ask, pages };

  return {
    name,
    connection,
    key,
    ordered,
    hashedHere: checksum === undefined,

    keysAfter: (after, step, count) => keysAfter(keys, after, step, count),
    everyKey: (ranges, step) => everyKey(keys, ranges, step),

    async segments(range, inner, only) {
      if (!checksum) return hashed(range, inner, only);
      const statements = ordered
        ? armsSql(engine, key, from, texts, checksum, pieces(rules, range, inner, only))
        : [engine.segments(from, segmentNumber(engine, key, inner), texts, where(only ?? [range]), checksum)];
      const found = noSegments(inner.length + 1);
      for (const statement of statements) {
        for (const [number, rows, checksum] of unpacked(await ask(statement))) {
          found[number] = { rows, checksum };
        }
      }
      return found;
    },

    async *rows(ranges) {
      const columns = [
        selectKey,
        ...plan.columns.map((pair, i) => `${engine.asText(canonical(pair))} AS c${i}`),
        ...plan.by.map((pair, i) => `${engine.asText(canonical(pair))} AS g${i}`),
      ];
      const statement = glue(`SELECT ${columns.join(', ')} FROM ${from} WHERE `, where(ranges));
      for await (const page of pages(statement)) {
        yield page.map((row) => ({
          key: keyOf(row),
          values: plan.columns.map(({ rule }, i) => settled(rule.kind, asText(row[`c${i}`]))),
          by: plan.by.map(({ rule }, i) => groupText(rule, asText(row[`g${i}`]))),
        }));
      }
    },

    async *groups() {
      const inner = plan.by.map((pair, i) => `${dayOf(engine.asText(canonical(pair)), pair.rule)} AS g${i}`);
      const names = plan.by.map((_pair, i) => `g${i}`).join(', ');
      const statement = `SELECT ${names}, COUNT(*) AS n FROM (SELECT ${inner.join(', ')} FROM ${from}) r GROUP BY ${names}`;
      for await (const page of pages(sql(statement))) {
        yield page.map((row) => ({
          by: plan.by.map(({ rule }, i) => groupText(rule, asText(row[`g${i}`]))),
          rows: Number(row.n),
        }));
      }
    },
  };

  async function hashed(range: Range, inner: readonly Boundary[], only?: readonly Range[]) {
    const hasher = createHasher(rules, inner, plan.digest);
    const columns = plan.columns.map((pair, i) => `${engine.asText(canonical(pair))} AS c${i}`);
    const statement = glue(
      `SELECT ${[selectKey, ...columns].join(', ')} FROM ${from} WHERE `,
      where(only ?? [range]),
    );
    for await (const page of pages(statement)) {
      for (const row of page) {
        const keyParts = rules.map((_rule, i) => asText(row[`k${i}`]));
        hasher.add(
          keyOf(row),
          groups.map((indices, group) => [
            ...keyParts,
            ...(group === 0 ? [] : [String(group)]),
            ...indices.map((i) => asText(row[`c${i}`])),
          ]),
        );
      }
    }
    return hasher.segments();
  }

  function dayOf(text: string, rule: Rule): string {
    if (rule.kind !== 'timestamp') return text;
    return connection.engine === 'mssql' ? `SUBSTRING(${text}, 1, 10)` : `SUBSTR(${text}, 1, 10)`;
  }
}

/** Instants are grouped by their day. */
function groupText(rule: Rule, text: string | null): string | null {
  const value = settled(rule.kind, text);
  return rule.kind === 'timestamp' && value !== null ? value.slice(0, 10) : value;
}

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/**
 * The texts whose checksums make a row's. One is enough unless an engine bounds the length of a text: then the columns
 * are dealt over several, each headed by the key and its number, the same on both sides.
 */
function rowTexts(
  engine: ReturnType<typeof engineSql>,
  plan: Plan,
  name: SideName,
  groups: readonly (readonly number[])[],
): string[] {
  // Rows that are hashed by us come as canonical texts: then the other side must cut its zeros too.
  const keepZeros = lacking(plan).length === 0;
  const canonical = (pair: Pair) => engine.canonical(pair[name], pair.rule, keepZeros && pair.rule.sameScale);
  return groups.map((indices, index) =>
    engine.rowText([
      ...plan.key.map(canonical),
      ...(index === 0 ? [] : [`'${index}'`]),
      ...indices.map((i) => canonical(plan.columns[i] as Pair)),
    ]),
  );
}

/** The widest number, day or instant, and the first 1,000 characters of a long text, in bytes. */
const PLAIN_BYTES = 48;
const HEAD_BYTES = 3100;

/** Numbers of the plan's columns, dealt over the row's texts. */
function textGroups(plan: Plan): number[][] {
  const weigh = ({ rule, source, target }: Pair) =>
    rule.lengthOnly && rule.kind === 'text'
      ? HEAD_BYTES
      : Math.max(PLAIN_BYTES, source.bytes ?? 0, target.bytes ?? 0) + 1;
  const keyBytes = plan.key.reduce((sum, pair) => sum + weigh(pair), 0);
  const groups: number[][] = [[]];
  let bytes = keyBytes;
  for (const [i, pair] of plan.columns.entries()) {
    if (bytes + weigh(pair) > plan.maxTextBytes && (groups.at(-1)?.length ?? 0) > 0) {
      groups.push([]);
      bytes = keyBytes;
    }
    groups.at(-1)?.push(i);
    bytes += weigh(pair);
  }
  return groups;
}
