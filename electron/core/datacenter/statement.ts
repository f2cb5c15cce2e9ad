import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import type { Row, Statement } from './connection.ts';
import type { Binding } from './dialect.ts';
import { nativePlaceholders } from './placeholders.ts';
import { guardStatement } from './statementGuard.ts';
import type { Value } from './values.ts';

const words = datacenterMessages.connection;

/** Texts of a comparison's statements are long, and the same again and again with other bindings. */
const REMEMBERED = 32;

/** Prepares reading statements of one connection: guarded, in the engine's own placeholders. */
export function readingStatements(engine: Engine) {
  const known = new Map<string, { sql: string; count: number }>();
  return (statement: Statement, bindings: readonly Binding[]) => {
    if (typeof statement !== 'string' || bindings.length === 0) {
      const native = nativeStatement(statement, bindings, engine);
      return { sql: guardStatement(native.sql, engine), bindings: native.bindings };
    }
    let prepared = known.get(statement);
    if (!prepared) {
      const { sql, count } = nativePlaceholders(statement, engine);
      prepared = { sql: guardStatement(sql, engine), count };
      const oldest = known.size < REMEMBERED ? undefined : known.keys().next().value;
      if (oldest !== undefined) known.delete(oldest);
      known.set(statement, prepared);
    }
    return { sql: prepared.sql, bindings: checkedBindings(bindings, prepared.count) };
  };
}

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
  return { sql, bindings: checkedBindings(bindings, count) };
}

function checkedBindings(bindings: readonly Binding[], count: number): readonly Binding[] {
  if (count !== bindings.length) throw fail('DATACENTER_STATEMENT', words.bindings(count, bindings.length));
  return bindings.map(checkedBinding);
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
