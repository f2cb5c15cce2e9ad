import type { Engine } from '../../../shared/contract/datacenter.ts';
import { lexSql } from './sqlLexer.ts';

/**
 * Turns the `?` of a hand-written statement into the engine's own placeholders, leaving those in strings, names and
 * comments alone. Returns how many there were; the caller checks it against the bindings.
 */
export function nativePlaceholders(sql: string, engine: Engine): { sql: string; count: number } {
  let count = 0;
  let out = '';
  let from = 0;
  for (const token of lexSql(sql, engine)) {
    if (token.kind !== 'symbol' || token.text !== '?') continue;
    out += sql.slice(from, token.start) + placeholder(engine, count);
    from = token.end;
    count++;
  }
  return { sql: out + sql.slice(from), count };
}

function placeholder(engine: Engine, index: number): string {
  switch (engine) {
    case 'postgres':
      return `$${index + 1}`;
    case 'oracle':
    case 'dameng':
      return `:${index + 1}`;
    case 'mssql':
      return `@p${index}`;
    default:
      return '?';
  }
}
