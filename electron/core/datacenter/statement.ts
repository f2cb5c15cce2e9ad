import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import type { Row, Statement } from './connection.ts';
import type { Binding } from './dialect.ts';
import { nativePlaceholders } from './placeholders.ts';
import type { Value } from './values.ts';

const words = datacenterMessages.connection;

/** The statement in the engine's own placeholders, with as many bindings as it has. */
export function nativeStatement(
  statement: Statement,
  bindings: readonly Binding[],
  engine: Engine,
): { sql: string; bindings: readonly Binding[] } {
  if (typeof statement !== 'string') {
    const native = statement.toSQL().toNative();
    return { sql: native.sql, bindings: native.bindings.map(checkedBinding) };
  }
  if (bindings.length === 0) return { sql: statement, bindings };
  const { sql, count } = nativePlaceholders(statement, engine);
  if (count !== bindings.length) throw fail('DATACENTER_STATEMENT', words.bindings(count, bindings.length));
  return { sql, bindings: bindings.map(checkedBinding) };
}

function checkedBinding(value: unknown): Binding {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw fail('DATACENTER_STATEMENT', words.value(value === undefined ? 'undefined' : typeof value));
}

/** Rows of arrays → objects by column name. */
export function asObjects<R>(columns: readonly string[], rows: readonly Value[][]): R[] {
  return rows.map((row) => {
    const object: Row = {};
    for (let i = 0; i < columns.length; i++) object[columns[i] as string] = row[i] ?? null;
    return object as R;
  });
}
