import type { Knex } from 'knex';
import { fail } from '../../../../shared/errors/errors.ts';
import { datacenterBackupMessages as words } from '../../../../shared/messages/datacenterBackup.ts';
import type { DatacenterConnection, Row, Writer } from '../connection.ts';
import { liveStructure } from '../liveStructure.ts';
import type { Value } from '../values.ts';

/** One table as it is copied: names in lower case, found on both sides. */
export interface CopyTable {
  name: string;
  key: readonly string[];
  /** Empty: no column grows with every change, the whole table is read. */
  mark: string;
  columns: readonly string[];
}

export interface CopyHooks {
  signal?: AbortSignal;
  /** After each committed page: rows so far, and the mark up to which everything is committed. */
  committed: (rows: number, highWater: string | null) => Promise<void>;
}

const PAGE_ROWS = 500;
/** Values one statement may bind; SQL Server ends at 2,100. */
const MOST_BINDINGS = 2_000;
/** Oracle and Dameng take 1,000 at most in a list. */
const KEYS_AT_ONCE = 200;

/**
 * What of `tables` can be copied, each with the columns of the source.
 * @throws BACKUP_TABLE_GONE, BACKUP_COLUMNS for the first that cannot
 */
export async function copyTables(
  source: DatacenterConnection,
  target: DatacenterConnection,
  tables: readonly Omit<CopyTable, 'columns'>[],
): Promise<(CopyTable | { name: string; error: Error })[]> {
  const [from, to] = await Promise.all([liveStructure(source), liveStructure(target)]);
  return tables.map((table) => {
    const name = table.name.toLowerCase();
    const columns = from.find((each) => each.name === name)?.columns.map((column) => column.name);
    const there = to.find((each) => each.name === name)?.columns.map((column) => column.name);
    if (!columns) return { name, error: fail('BACKUP_TABLE_GONE', words.tableGone(name, words.source)) };
    if (!there) return { name, error: fail('BACKUP_TABLE_GONE', words.tableGone(name, words.target)) };
    const missing = columns.filter((column) => !there.includes(column));
    if (missing.length > 0)
      return { name, error: fail('BACKUP_COLUMNS', words.columns(name, missing.join('、'))) };
    return {
      name,
      key: table.key.map((column) => column.toLowerCase()),
      mark: table.mark.toLowerCase(),
      columns,
    };
  });
}

/**
 * Copies a table's rows whose mark is at or after `from` (NULL marks always; all rows without a mark), page by page, each page
 * one transaction on the target. Copying again changes nothing. @returns rows copied
 */
export async function copyRows(
  source: DatacenterConnection,
  target: DatacenterConnection,
  table: CopyTable,
  from: string | null,
  hooks: CopyHooks,
): Promise<number> {
  const query = source.builder()(table.name).select(table.columns);
  if (table.mark && from !== null) {
    query.where((either) => either.where(table.mark, '>=', from).orWhereNull(table.mark));
  }
  // In the order of the mark, so that what is committed is everything up to it.
  for (const column of table.mark ? [table.mark, ...table.key] : table.key) query.orderBy(column);
  let rows = 0;
  let highWater: string | null = null;
  const options = { pageSize: PAGE_ROWS, ...(hooks.signal ? { signal: hooks.signal } : {}) };
  for await (const page of source.pages<Row>(query, [], options)) {
    await putRows(target, table, page, hooks.signal);
    rows += page.length;
    for (const row of page) {
      const mark = table.mark ? row[table.mark] : null;
      if (mark !== null && mark !== undefined && (highWater === null || String(mark) > highWater))
        highWater = String(mark);
    }
    await hooks.committed(rows, highWater);
  }
  return rows;
}

/** Copies the rows of these keys. @returns how many the source still had */
export async function copyKeys(
  source: DatacenterConnection,
  target: DatacenterConnection,
  table: CopyTable,
  keys: readonly (readonly Value[])[],
  signal?: AbortSignal,
): Promise<number> {
  let copied = 0;
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const some = keys.slice(from, from + KEYS_AT_ONCE);
    const query = source.builder()(table.name).select(table.columns);
    whereKeys(query, table.key, some);
    const rows = await source.query<Row>(query, [], signal ? { signal } : {});
    await putRows(target, table, rows, signal);
    copied += rows.length;
  }
  return copied;
}

async function putRows(
  target: DatacenterConnection,
  table: CopyTable,
  rows: readonly Row[],
  signal: AbortSignal | undefined,
): Promise<void> {
  if (rows.length === 0) return;
  const atOnce = Math.max(1, Math.floor(MOST_BINDINGS / table.columns.length));
  await target.write(
    async (writer) => {
      for (let from = 0; from < rows.length; from += atOnce)
        await put(target, writer, table, rows.slice(from, from + atOnce));
    },
    signal ? { signal } : {},
  );
}

/** Inserts or replaces rows by key, in the engine's own way; where it has none, deletes and inserts in the transaction. */
async function put(
  target: DatacenterConnection,
  writer: Writer,
  table: CopyTable,
  rows: readonly Row[],
): Promise<void> {
  const builder = target.builder();
  const values = rows.map((row) =>
    Object.fromEntries(table.columns.map((name) => [name, row[name] ?? null])),
  );
  if (['postgres', 'mysql', 'sqlite'].includes(target.engine)) {
    const insert = builder(table.name)
      .insert(values)
      .onConflict([...table.key]);
    const others = table.columns.some((name) => !table.key.includes(name));
    await writer.execute(others ? insert.merge() : insert.ignore());
    return;
  }
  const old = builder(table.name).delete();
  whereKeys(
    old,
    table.key,
    rows.map((row) => table.key.map((name) => row[name] ?? null)),
  );
  await writer.execute(old);
  for (const row of values) await writer.execute(builder(table.name).insert(row));
}

function whereKeys(
  query: Knex.QueryBuilder,
  key: readonly string[],
  keys: readonly (readonly Value[])[],
): void {
  const [first] = key;
  if (key.length === 1 && first !== undefined) {
    query.whereIn(
      first,
      keys.map((values) => bindable(values[0])),
    );
    return;
  }
  query.where((any) => {
    for (const values of keys)
      any.orWhere((all) => {
        for (const [place, column] of key.entries()) all.where(column, bindable(values[place]));
      });
  });
}

/** What knex takes: a key may be binary. */
function bindable(value: Value | undefined): string | number | Buffer | null {
  return value instanceof Uint8Array ? Buffer.from(value) : (value ?? null);
}
