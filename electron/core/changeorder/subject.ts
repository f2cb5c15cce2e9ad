import type { Prediction } from '../../../shared/contract/changeorder.ts';
import { maskCell, sensitiveColumn } from '../../../shared/domain/masking.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages as words } from '../../../shared/messages/changeorder.ts';
import { listColumns } from '../datacenter/columns.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { type ImageColumn, imageColumns } from './columns.ts';
import { type ParsedChange, parseChange } from './parse.ts';

/** A change understood against the live table. */
export interface Subject {
  change: ParsedChange;
  columns: ImageColumn[];
  /** Primary-key columns in their order. */
  keys: ImageColumn[];
  /** INSERT: each new row's key, as the values' literals say. */
  newKeys: (string | number)[][];
}

/** An order's rows are held by key and undone one by one: more than this belongs into several orders. */
export const MOST_ROWS = 100_000;
const SAMPLE_ROWS = 20;
/** Rows asked for by key at once; engines limit the bindings of one statement (SQLite 32,766, Oracle 65,535, SQL Server 2,100). */
const KEYS_AT_ONCE = 100;

/**
 * Reads the statement and the table it changes.
 * @throws CHANGEORDER_STATEMENT, CHANGEORDER_NO_TABLE, CHANGEORDER_NO_KEY and the errors of connecting
 */
export async function understand(connection: DatacenterConnection, sql: string): Promise<Subject> {
  const change = parseChange(sql, connection.engine);
  const own = (await listColumns(connection)).filter(({ table }) => table === change.table);
  if (own.length === 0) throw fail('CHANGEORDER_NO_TABLE', words.noTable(change.table));
  const columns = imageColumns(connection.engine, own);
  const keys = columns.filter(({ key }) => key > 0).sort((a, b) => a.key - b.key);
  if (keys.length === 0) throw fail('CHANGEORDER_NO_KEY', words.noKey(change.table));
  for (const name of change.columns) {
    if (!columns.some((column) => column.name === name))
      throw fail('CHANGEORDER_STATEMENT', words.guard.unchanged(name), { field: 'sql' });
  }
  const changedKey =
    change.kind === 'update' ? keys.find(({ name }) => change.columns.includes(name)) : undefined;
  if (changedKey)
    throw fail('CHANGEORDER_STATEMENT', words.guard.keyChanged(changedKey.name), { field: 'sql' });
  return { change, columns, keys, newKeys: change.kind === 'insert' ? insertedKeys(change, keys) : [] };
}

function insertedKeys(change: ParsedChange, keys: readonly ImageColumn[]): (string | number)[][] {
  const places = keys.map(({ name }) => {
    const place = change.columns.indexOf(name);
    if (place < 0) throw fail('CHANGEORDER_STATEMENT', words.guard.keyMissing(name), { field: 'sql' });
    return place;
  });
  return change.tuples.map((tuple) =>
    places.map((place, index) => {
      const literal = literalOf(tuple[place] ?? '');
      if (literal === undefined)
        throw fail('CHANGEORDER_STATEMENT', words.guard.keyLiteral(keys[index]?.name ?? ''), {
          field: 'sql',
        });
      return literal;
    }),
  );
}

/** A plain number or a plain text without backslashes; undefined for anything else. */
function literalOf(text: string): string | number | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  const inside = /^'((?:[^'\\]|'')*)'$/.exec(text)?.[1];
  return inside?.replaceAll("''", "'");
}

/** Counts what a change would touch, by reading only, and shows its first rows with personal data hidden. */
export async function predict(connection: DatacenterConnection, sql: string): Promise<Prediction> {
  const subject = await understand(connection, sql);
  const { change, keys } = subject;
  const common = {
    kind: change.kind,
    table: change.table,
    condition: change.condition,
    primaryKey: keys.map(({ name }) => name),
    changed: change.columns,
  };
  if (change.kind === 'insert') {
    const existing = await countByKeys(connection, subject);
    if (existing > 0) throw fail('CHANGEORDER_EXISTS', words.exists(existing));
    const sample = change.tuples.slice(0, SAMPLE_ROWS);
    return { ...common, rows: checkedCount(change.tuples.length), columns: change.columns, sample };
  }
  const from = `FROM ${change.tableText} WHERE ${change.condition}`;
  const [count] = await connection.query<{ n: number }>(`SELECT COUNT(*) AS n ${from}`);
  const rows = checkedCount(Number(count?.n ?? 0));
  const sample = await connection.table(`SELECT * ${from}`, [], { maxRows: SAMPLE_ROWS });
  return {
    ...common,
    rows,
    columns: sample.columns,
    sample: sample.rows.map((row) =>
      row.map((value, index) => {
        if (value === null) return null;
        if (value instanceof Uint8Array) return `〔${value.byteLength} B〕`;
        return String(maskCell(value, sensitiveColumn(sample.columns[index] ?? ''))).slice(0, 200);
      }),
    ),
  };
}

function checkedCount(rows: number): number {
  if (rows === 0) throw fail('CHANGEORDER_NO_ROWS', words.noRows);
  if (rows > MOST_ROWS) throw fail('CHANGEORDER_TOO_MANY', words.tooMany(rows, MOST_ROWS));
  return rows;
}

async function countByKeys(connection: DatacenterConnection, subject: Subject): Promise<number> {
  let found = 0;
  for (const { where, bindings } of keyBatches(subject, subject.newKeys)) {
    const sql = `SELECT COUNT(*) AS n FROM ${subject.change.tableText} WHERE ${where}`;
    const [row] = await connection.query<{ n: number }>(sql, bindings);
    found += Number(row?.n ?? 0);
  }
  return found;
}

/** Conditions that name rows by their keys, a hundred at a time. */
export function* keyBatches<Key>(
  { keys }: Pick<Subject, 'keys'>,
  rows: readonly Key[][],
): Generator<{ where: string; bindings: Key[]; count: number }> {
  const one = `(${keys.map(({ quoted, write }) => `${quoted} = ${write}`).join(' AND ')})`;
  for (let at = 0; at < rows.length; at += KEYS_AT_ONCE) {
    const batch = rows.slice(at, at + KEYS_AT_ONCE);
    yield { where: batch.map(() => one).join(' OR '), bindings: batch.flat(), count: batch.length };
  }
}
