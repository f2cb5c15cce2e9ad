import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { engineSql } from './engines/index.ts';
import type { KeyColumn } from './keys.ts';
import type { Column, Rule } from './kinds.ts';
import type { Pair, Plan } from './plan.ts';
import type { SideName } from './tables.ts';

/**
 * When a key column's own order may not be used though its type allows it: a condition to be tried on its rows;
 * undefined where the type alone decides.
 */
export function ownOrderUnless(
  connection: DatacenterConnection,
  column: Column,
  rule: Rule,
): string | undefined {
  const engine = engineSql(connection.engine);
  const plain = engine.quote(column.name);
  switch (ownOrder(connection, column, rule)) {
    case 'whenCanonical':
      return `${engine.canonical(column, rule)} <> ${plain}`;
    case 'whenDigits':
      return engine.notDigits(plain);
    default:
      return undefined;
  }
}

/**
 * How one side orders a key column. Both sides must agree, so a text column whose collation is not that of the bytes is
 * used as it stands only when it holds nothing but digits; otherwise its bytes are compared, which no index serves.
 * @param holds whether no row met `ownOrderUnless`
 */
export function keyColumn(
  name: SideName,
  connection: DatacenterConnection,
  pair: Pair,
  holds: boolean,
): KeyColumn {
  const engine = engineSql(connection.engine);
  const column = pair[name];
  const { rule } = pair;
  const plain = engine.quote(column.name);
  const own = { column, rule, expression: plain, indexed: true, digitsOnly: false };
  const order = ownOrder(connection, column, rule);
  if (order === 'same' && connection.engine === 'sqlite' && !column.bytewise)
    return { ...own, expression: `${plain} COLLATE BINARY` };
  if (order === 'number')
    return { ...own, indexed: false, expression: numberExpression(connection, column, plain) };
  if (order === 'same' || (holds && order !== 'other')) return { ...own, digitsOnly: order === 'whenDigits' };
  return { ...own, indexed: false, expression: engine.bytewise(engine.canonical(column, rule)) };
}

/** The key as its types allow to order it, before a row has been looked at. */
export function likelyKey(name: SideName, connection: DatacenterConnection, plan: Plan): KeyColumn[] {
  return plan.key.map((pair) => keyColumn(name, connection, pair, true));
}

const NUMBERS = ['integer', 'decimal', 'float'];

function ownOrder(
  { engine }: DatacenterConnection,
  column: Column,
  rule: Rule,
): 'same' | 'whenCanonical' | 'whenDigits' | 'number' | 'other' {
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return NUMBERS.includes(column.family) ? 'same' : 'number';
    case 'date':
    case 'timestamp':
    case 'time':
      return engine === 'sqlite' ? 'whenCanonical' : 'same';
    case 'text':
      if (engine !== 'sqlite' && !['char', 'text', 'clob'].includes(column.family)) return 'other';
      if (NUMBERS.includes(column.family)) return 'other';
      return column.bytewise || engine === 'sqlite' ? 'same' : 'whenDigits';
    case 'bytes':
      return 'other';
  }
}

function numberExpression({ engine }: DatacenterConnection, column: Column, plain: string): string {
  if (engine === 'postgres' && column.family === 'boolean') return `${plain}::int`;
  return engine === 'sqlite' ? `CAST(${plain} AS NUMERIC)` : plain;
}
