import type { Engine } from '../../../shared/contract/engine.ts';
import type { DatacenterConnection } from '../datacenter/connection.ts';
import type { CodeChange } from './codeTables.ts';

/** Rows a change order takes: its before-image and its paper stay readable. */
const ROWS = 200;
/** Engines that take several rows in one INSERT. Oracle does only from 23ai on. */
const MANY_ROWS: ReadonlySet<Engine> = new Set(['sqlite', 'postgres', 'mysql', 'mssql', 'dameng']);

/** One statement as a change order may hold it, and the rows it touches. */
export interface OrderStatement {
  sql: string;
  rows: number;
}

/**
 * The changes as few INSERTs and UPDATEs in the plain forms that change orders take: rows of one INSERT together, rows of one
 * UPDATE told apart by CASE.
 */
export function orderStatements(
  connection: DatacenterConnection,
  changes: readonly CodeChange[],
): OrderStatement[] {
  const added = changes.filter(({ before }) => before === null);
  const changed = changes.filter(({ before }) => before !== null);
  return [
    ...chunks(added, MANY_ROWS.has(connection.engine) ? ROWS : 1).map((rows) => ({
      sql: insertOf(connection, rows),
      rows: rows.length,
    })),
    ...chunks(changed, ROWS).map((rows) => ({ sql: updateOf(connection, rows), rows: rows.length })),
  ];
}

function insertOf(connection: DatacenterConnection, changes: readonly CodeChange[]): string {
  const first = changes[0] as CodeChange;
  const names = Object.keys(first.after);
  const marks = `(${names.map(() => '?').join(', ')})`;
  const values = changes.map(({ after }) => names.map((name) => after[name] ?? null));
  return connection
    .builder()
    .raw(
      `INSERT INTO ?? (${names.map(() => '??').join(', ')}) VALUES\n${changes.map(() => marks).join(',\n')}`,
      [first.table, ...names, ...values.flat()],
    )
    .toString();
}

function updateOf(connection: DatacenterConnection, changes: readonly CodeChange[]): string {
  const first = changes[0] as CodeChange;
  const keys = Object.keys(first.key);
  const condition = keys.map(() => '?? = ?').join(' AND ');
  const names = Object.keys(first.after).filter(
    (name) =>
      !keys.includes(name) &&
      changes.some(({ before, after }) => String(before?.[name] ?? '') !== String(after[name] ?? '')),
  );
  const bindings: (string | number | null)[] = [first.table];
  const keyBindings = ({ key }: CodeChange) => keys.flatMap((name) => [name, key[name] ?? null]);
  const sets = names.map((name) => {
    bindings.push(name);
    const cases = changes.map((change) => {
      bindings.push(...keyBindings(change), change.after[name] ?? null);
      return `WHEN ${condition} THEN ?`;
    });
    bindings.push(name);
    return `?? = CASE ${cases.join('\n')} ELSE ?? END`;
  });
  const where = changes.map((change) => {
    bindings.push(...keyBindings(change));
    return `(${condition})`;
  });
  return connection
    .builder()
    .raw(`UPDATE ?? SET ${sets.join(',\n')}\nWHERE ${where.join('\nOR ')}`, bindings)
    .toString();
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  return parts;
}
