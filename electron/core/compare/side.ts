import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { settled } from './canonical.ts';
import { engineSql } from './engines/index.ts';
import { createHasher } from './hashing.ts';
import { type Boundary, type KeyColumn, type Range, rangeSql, rangesSql, segmentNumber } from './keys.ts';
import type { Column, Rule } from './kinds.ts';
import type { Pair, Plan } from './plan.ts';
import { armsSql, noSegments, pieces, type Segment, unpacked } from './segments.ts';
import { glue, type Sql, sql } from './sql.ts';
import type { SideName } from './tables.ts';

const words = compareMessages.errors;

/** A statement may take long on a big table; the server is told to stop all the same when the person cancels. */
const STATEMENT_TIMEOUT_MS = 30 * 60_000;
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
  count(): Promise<number>;
  /** The key `skip` rows behind a boundary (or behind the first row), undefined when there are not so many. */
  keyAfter(after: Boundary | undefined, skip: number): Promise<Boundary | undefined>;
  /** Every `step`-th key inside the ranges, in order. */
  everyKey(ranges: readonly Range[], step: number): Promise<Boundary[]>;
  /** Count and checksum of the segments between the boundaries, by one pass over the whole range. */
  segments(range: Range, inner: readonly Boundary[], only?: readonly Range[]): Promise<Segment[]>;
  /** The rows of the ranges, page by page, in no order. */
  rows(ranges: readonly Range[]): AsyncIterable<FetchedRow[]>;
  groups(): AsyncIterable<{ by: (string | null)[]; rows: number }[]>;
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
  const hashedHere = plan.hashedHere.includes(name);
  const orderBy = key.map((part) => part.expression).join(', ');
  const selectKey = keyTexts.map((text, i) => `${engine.asText(text)} AS k${i}`).join(', ');
  const keyOf = (row: Record<string, unknown>): string[] =>
    plan.key.map(({ rule }, i) => settled(rule.kind, asText(row[`k${i}`])) ?? '');
  const ordered = key.every((part) => part.indexed);
  const where = (ranges: readonly Range[]): Sql => rangesSql(engine, key, ranges, ordered);
  const ask = (statement: Sql) =>
    connection.query<Record<string, unknown>>(statement.text, statement.values, read);

  return {
    name,
    connection,
    key,
    ordered,
    hashedHere,

    async count() {
      const [row] = await ask(sql(`SELECT COUNT(*) AS n FROM ${from}`));
      return Number(row?.n ?? 0);
    },

    async keyAfter(after, skip) {
      const condition = rangeSql(engine, key, { from: after, to: undefined });
      const [row] = await ask(
        engine.oneAfter(
          glue(`SELECT ${selectKey} FROM ${from} WHERE `, condition, ` ORDER BY ${orderBy}`),
          skip,
        ),
      );
      return row ? keyOf(row) : undefined;
    },

    async everyKey(ranges, step) {
      const numbered = glue(
        `SELECT ${selectKey}, ROW_NUMBER() OVER (ORDER BY ${orderBy}) AS rn FROM ${from} WHERE `,
        where(ranges),
      );
      const infix = connection.engine === 'mssql' || connection.engine === 'sqlite';
      const picked = infix ? `rn % ${step} = 0` : `MOD(rn, ${step}) = 0`;
      const boundaries: Boundary[] = [];
      const statement = glue('SELECT * FROM (', numbered, `) r WHERE ${picked} ORDER BY rn`);
      for await (const page of connection.pages<Record<string, unknown>>(statement.text, statement.values, {
        ...read,
        pageSize: ROWS_PAGE,
      })) {
        for (const row of page) boundaries.push(keyOf(row));
      }
      return boundaries;
    },

    async segments(range, inner, only) {
      if (hashedHere) return hashed(range, inner, only);
      const statements =
        ordered && engine.apart
          ? armsSql(engine, key, from, texts, plan.digest, pieces(rules, range, inner, only))
          : [
              engine.segments(
                from,
                segmentNumber(engine, key, inner),
                texts,
                where(only ?? [range]),
                plan.digest,
              ),
            ];
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
      for await (const page of connection.pages<Record<string, unknown>>(statement.text, statement.values, {
        ...read,
        pageSize: ROWS_PAGE,
      })) {
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
      for await (const page of connection.pages<Record<string, unknown>>(statement, [], {
        ...read,
        pageSize: ROWS_PAGE,
      })) {
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
    for await (const page of connection.pages<Record<string, unknown>>(statement.text, statement.values, {
      ...read,
      pageSize: ROWS_PAGE,
    })) {
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
  const canonical = (pair: Pair) => engine.canonical(pair[name], pair.rule);
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

/** @throws COMPARE_KEY_NULL, COMPARE_KEY_DUPLICATE */
export async function checkKey(side: Side, plan: Plan, signal?: AbortSignal): Promise<void> {
  const engine = engineSql(side.connection.engine);
  const table = plan[side.name];
  const columns = plan.key.map((pair) => pair[side.name]);
  const read = { signal, timeoutMs: STATEMENT_TIMEOUT_MS, maxRows: 1 };
  const label = compareMessages.sides[side.name];
  for (const column of columns.filter((each) => each.nullable)) {
    const name = engine.quote(column.name);
    const rows = await side.connection.query(
      `SELECT 1 AS one FROM ${table.from} WHERE ${name} IS NULL`,
      [],
      read,
    );
    if (rows.length > 0) {
      throw fail('COMPARE_KEY_NULL', words.keyNull(label, table.name, column.name.toLowerCase()), {
        column: column.name,
      });
    }
  }
  if (table.uniqueKeys.some((unique) => coveredBy(unique, columns))) return;
  const names = columns.map((column) => engine.quote(column.name)).join(', ');
  const shown = plan.key
    .map((pair, i) => `${engine.asText(engine.canonical(pair[side.name], pair.rule))} AS k${i}`)
    .join(', ');
  const grouped = `SELECT ${names} FROM ${table.from} GROUP BY ${names} HAVING COUNT(*) > 1`;
  const [row] = await side.connection.query<Record<string, unknown>>(
    `SELECT ${shown} FROM (${grouped}) r`,
    [],
    read,
  );
  if (row)
    throw duplicateKey(
      side.name,
      plan,
      plan.key.map((_pair, i) => String(row[`k${i}`])),
    );
}

export function duplicateKey(side: SideName, plan: Plan, key: readonly string[]): Error {
  const label = compareMessages.sides[side];
  return fail('COMPARE_KEY_DUPLICATE', words.keyDuplicate(label, plan[side].name, key.join('、')), {
    key: key.join(','),
  });
}

function coveredBy(unique: readonly string[], columns: readonly Column[]): boolean {
  return unique.every((name) => columns.some((column) => column.name === name));
}
