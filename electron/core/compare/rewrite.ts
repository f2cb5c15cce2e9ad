import type { DatacenterConnection, Row } from '../datacenter/datacenter.ts';
import type { Binding } from '../datacenter/dialect.ts';
import { SEPARATOR, settled } from './canonical.ts';
import { engineSql } from './engines/index.ts';
import type { Pair, Plan } from './plan.ts';
import { glue, joined, type Sql, sql } from './sql.ts';
import type { Outcome } from './store.ts';
import type { SideName } from './tables.ts';

/** A source row as it is to be written: one binding per column of the plan, the key's first. */
export type WholeRow = Binding[];

/** What became of one row. */
export type Receipt = { key: string[]; outcome: Outcome };

type Wanted = readonly { key: string[]; update: boolean }[];

/** Reads whole rows of the source by their keys: numbers and times as canonical texts, the rest as it is. */
export async function readRows(
  source: DatacenterConnection,
  plan: Plan,
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<Map<string, WholeRow>> {
  const engine = engineSql(source.engine);
  const pairs = [...plan.key, ...plan.columns];
  const columns = [
    ...keyColumns(source, plan, 'source'),
    ...pairs.map((pair, i) => {
      const plain = engine.quote(pair.source.name);
      return `${travelsAsIs(pair) ? plain : engine.asText(engine.canonical(pair.source, pair.rule))} AS v${i}`;
    }),
  ];
  const statement = glue(
    `SELECT ${columns.join(', ')} FROM ${plan.source.from} WHERE `,
    keysSql(source, plan, 'source', wanted),
  );
  const rows = new Map<string, WholeRow>();
  for await (const page of source.pages<Row>(statement.text, statement.values, { signal, pageSize: 100 })) {
    for (const row of page) {
      rows.set(
        keyText(plan, row),
        pairs.map((pair, i) => {
          const value = row[`v${i}`] ?? null;
          return travelsAsIs(pair) || value === null ? value : settled(pair.rule.kind, String(value));
        }),
      );
    }
  }
  return rows;
}

/** Writes rows in one transaction, or only tells what would happen. */
export async function writeRows(
  target: DatacenterConnection,
  plan: Plan,
  wanted: Wanted,
  rows: ReadonlyMap<string, WholeRow>,
  options: { dryRun: boolean; signal?: AbortSignal },
): Promise<Receipt[]> {
  const look = glue(
    `SELECT ${keyColumns(target, plan, 'target').join(', ')} FROM ${plan.target.from} WHERE `,
    keysSql(target, plan, 'target', wanted),
  );
  const outcomes = (there: ReadonlySet<string>): Receipt[] =>
    wanted.map(({ key, update }) => {
      const text = key.join(SEPARATOR);
      if (!rows.has(text)) return { key, outcome: 'gone' };
      if (!there.has(text)) return { key, outcome: 'inserted' };
      return { key, outcome: update ? 'updated' : 'present' };
    });
  const keysOf = (found: readonly Row[]) => new Set(found.map((row) => keyText(plan, row)));
  if (options.dryRun) {
    return outcomes(keysOf(await target.query<Row>(look.text, look.values, { signal: options.signal })));
  }
  return target.write(
    async (writer) => {
      const receipts = outcomes(keysOf(await writer.query<Row>(look.text, look.values)));
      for (const { key, outcome } of receipts) {
        const row = rows.get(key.join(SEPARATOR));
        if (!row || outcome === 'gone' || outcome === 'present') continue;
        const statement =
          outcome === 'inserted' ? insertSql(target, plan, row) : updateSql(target, plan, key, row);
        if (statement) await writer.execute(statement.text, statement.values);
      }
      return receipts;
    },
    { signal: options.signal },
  );
}

/** Texts and BLOBs travel as they are; only what engines print differently is spelled canonically. */
function travelsAsIs({ rule }: Pair): boolean {
  return rule.kind === 'text' || rule.kind === 'bytes';
}

function keyColumns(connection: DatacenterConnection, plan: Plan, side: SideName): string[] {
  const engine = engineSql(connection.engine);
  return plan.key.map((pair, i) => `${engine.asText(engine.canonical(pair[side], pair.rule))} AS k${i}`);
}

function keyText(plan: Plan, row: Row): string {
  return plan.key.map(({ rule }, i) => settled(rule.kind, String(row[`k${i}`]))).join(SEPARATOR);
}

/** `(a = ? AND b = ?) OR …`; a key whose own spelling is not the canonical one is found by its canonical text. */
function keysSql(connection: DatacenterConnection, plan: Plan, side: SideName, wanted: Wanted): Sql {
  return joined(
    wanted.map(({ key }) => glue('(', keySql(connection, plan, side, key), ')')),
    ' OR ',
  );
}

function keySql(connection: DatacenterConnection, plan: Plan, side: SideName, key: readonly string[]): Sql {
  const engine = engineSql(connection.engine);
  return joined(
    plan.key.map((pair, i) => {
      const column = pair[side];
      const own = ['integer', 'decimal', 'char', 'text', 'clob'].includes(column.family);
      const alike = own && (pair.rule.kind === 'text') === ['char', 'text', 'clob'].includes(column.family);
      return alike
        ? glue(`${engine.quote(column.name)} = `, engine.literal(column, pair.rule, key[i] ?? ''))
        : glue(`${engine.canonical(column, pair.rule)} = `, sql('?', [key[i] ?? '']));
    }),
    ' AND ',
  );
}

function insertSql(target: DatacenterConnection, plan: Plan, row: WholeRow): Sql {
  const engine = engineSql(target.engine);
  const pairs = [...plan.key, ...plan.columns];
  const names = pairs.map((pair) => engine.quote(pair.target.name)).join(', ');
  return glue(
    `INSERT INTO ${plan.target.from} (${names}) VALUES (`,
    joined(values(target, pairs, row), ', '),
    ')',
  );
}

/** Undefined when nothing but the key is compared. */
function updateSql(
  target: DatacenterConnection,
  plan: Plan,
  key: readonly string[],
  row: WholeRow,
): Sql | undefined {
  if (plan.columns.length === 0) return undefined;
  const engine = engineSql(target.engine);
  const written = values(target, plan.columns, row.slice(plan.key.length));
  const sets = plan.columns.map((pair, i) => glue(`${engine.quote(pair.target.name)} = `, written[i] as Sql));
  return glue(
    `UPDATE ${plan.target.from} SET `,
    joined(sets, ', '),
    ' WHERE ',
    keySql(target, plan, 'target', key),
  );
}

/** Oracle's days and instants need to be told their form; every other engine reads the text for the column's type. */
function values(target: DatacenterConnection, pairs: readonly Pair[], row: WholeRow): Sql[] {
  const engine = engineSql(target.engine);
  const told = target.engine === 'oracle' || target.engine === 'dameng';
  return pairs.map((pair, i) => {
    const value = row[i] ?? null;
    const isTime = pair.rule.kind === 'date' || pair.rule.kind === 'timestamp';
    return told && isTime && typeof value === 'string'
      ? engine.literal(pair.target, pair.rule, value)
      : sql('?', [value]);
  });
}
