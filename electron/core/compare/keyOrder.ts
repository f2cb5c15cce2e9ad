import { compareMessages } from '../../../shared/messages/compare.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { engineSql } from './engines/index.ts';
import type { KeyColumn } from './keys.ts';
import type { Column, Rule } from './kinds.ts';
import type { Pair, Plan } from './plan.ts';
import type { SideName } from './tables.ts';

/** These checks read the key once, mostly from its index. */
const STATEMENT_TIMEOUT_MS = 30 * 60_000;

/**
 * How one side orders the key. Both sides must agree, so a text column whose collation is not that of the bytes is used
 * as it stands only when it holds nothing but digits; otherwise its bytes are compared, which no index serves.
 */
export async function keyOrder(
  name: SideName,
  connection: DatacenterConnection,
  plan: Plan,
  signal?: AbortSignal,
): Promise<{ key: KeyColumn[]; notes: string[] }> {
  const key: KeyColumn[] = [];
  const notes: string[] = [];
  for (const pair of plan.key) {
    const part = await keyColumn(name, connection, plan, pair, signal);
    key.push(part);
    if (!part.indexed) notes.push(compareMessages.notes.unordered(pair.name));
  }
  return { key, notes };
}

async function keyColumn(
  name: SideName,
  connection: DatacenterConnection,
  plan: Plan,
  pair: Pair,
  signal?: AbortSignal,
): Promise<KeyColumn> {
  const engine = engineSql(connection.engine);
  const column = pair[name];
  const { rule } = pair;
  const plain = engine.quote(column.name);
  const own = { column, rule, indexed: true, digitsOnly: false };
  const none = async (condition: string) => {
    const statement = `SELECT 1 AS one FROM ${plan[name].from} WHERE ${condition}`;
    const rows = await connection.query(statement, [], {
      signal,
      timeoutMs: STATEMENT_TIMEOUT_MS,
      maxRows: 1,
    });
    return rows.length === 0;
  };
  switch (ownOrder(connection, column, rule)) {
    case 'same':
      return {
        ...own,
        expression: connection.engine === 'sqlite' && !column.bytewise ? `${plain} COLLATE BINARY` : plain,
      };
    case 'whenCanonical':
      if (await none(`${engine.canonical(column, rule)} <> ${plain}`)) return { ...own, expression: plain };
      break;
    case 'whenDigits':
      if (await none(engine.notDigits(plain))) return { ...own, expression: plain, digitsOnly: true };
      break;
    case 'number':
      return { ...own, indexed: false, expression: numberExpression(connection, column, plain) };
    case 'other':
      break;
  }
  return { ...own, indexed: false, expression: engine.bytewise(engine.canonical(column, rule)) };
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
