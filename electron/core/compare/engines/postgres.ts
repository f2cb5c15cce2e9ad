import type { Column, Rule } from '../kinds.ts';
import { sql } from '../sql.ts';
import { CHECKSUM_DIGITS, type EngineSql, groupedSegments, isNumberText } from './engine.ts';

function checksum(text: string): string {
  return `('x0' || left(md5(${text}), ${CHECKSUM_DIGITS}))::bit(64)::bigint`;
}

/** PostgreSQL, KingbaseES, openGauss. Sessions print dates as ISO in Beijing time (dialects/postgres.ts). */
export const postgresSql: EngineSql = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  canonical,
  rowText: (parts) => `concat_ws(chr(31), ${parts.map((part) => `coalesce(${part}, chr(30))`).join(', ')})`,
  checksum,
  asText: (expression) => expression,
  bytewise: (expression) => `(${expression}) COLLATE "C"`,
  literal(column, rule, value) {
    if (isNumberText(value) && ['integer', 'decimal', 'float'].includes(rule.kind)) return sql(value);
    if (rule.kind === 'text')
      return sql(`CAST(? AS ${column.family === 'char' ? 'bpchar' : 'text'})`, [value]);
    return sql(`CAST(? AS ${column.family === 'timestamptz' ? 'timestamptz' : rule.kind})`, [value]);
  },
  notDigits: (expression) => `(${expression})::text !~ '^[0-9]*$'`,
  tuples: true,
  oneAfter: (skip) => `LIMIT 1 OFFSET ${skip}`,
  maxTextBytes: Number.POSITIVE_INFINITY,
  segments: groupedSegments({ checksum }),
};

function canonical(column: Column, rule: Rule): string {
  const name = postgresSql.quote(column.name);
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberText(column, name);
    case 'date':
      return `${name}::text`;
    case 'timestamp':
      return timestampText(column, rule, name);
    case 'time':
      return `${name}::text`;
    case 'bytes':
      return column.family === 'bytes'
        ? `octet_length(${name})::text || ':' || ${rule.lengthOnly ? "''" : `md5(${name})`}`
        : `octet_length(${name}::text)::text || ':' || ${rule.lengthOnly ? "''" : `md5(${name}::text)`}`;
    case 'text':
      return plainText(column, rule, name);
  }
}

function numberText(column: Column, name: string): string {
  switch (column.family) {
    case 'boolean':
      return `${name}::int::text`;
    case 'integer':
    case 'float':
      return `${name}::text`;
    case 'decimal':
      if (column.scale === 0) return `${name}::text`;
      return column.scale === null
        ? `CASE WHEN ${name}::text LIKE '%.%' THEN rtrim(rtrim(${name}::text, '0'), '.') ELSE ${name}::text END`
        : `rtrim(rtrim(${name}::text, '0'), '.')`;
    default:
      return `${name}::text`;
  }
}

function timestampText(column: Column, rule: Rule, name: string): string {
  if (column.family === 'date') return `${name}::text || ' 00:00:00'`;
  const local = column.family === 'timestamptz' ? `(${name} AT TIME ZONE 'Asia/Shanghai')` : name;
  if (column.fraction !== null && column.fraction <= rule.fraction) return `${local}::text`;
  if (rule.fraction >= 6) return `${local}::text`;
  if (rule.fraction === 0) return `to_char(${local}, 'YYYY-MM-DD HH24:MI:SS')`;
  const cut = `left(to_char(${local}, 'YYYY-MM-DD HH24:MI:SS.US'), ${20 + rule.fraction})`;
  return `rtrim(rtrim(${cut}, '0'), '.')`;
}

function plainText(column: Column, rule: Rule, name: string): string {
  let text = name;
  if (column.family === 'boolean') text = `${name}::int::text`;
  else if (column.family === 'decimal' || column.family === 'timestamp' || column.family === 'timestamptz') {
    text = column.family === 'decimal' ? numberText(column, name) : timestampText(column, rule, name);
  } else if (column.family !== 'text' && column.family !== 'clob') text = `${name}::text`;
  if (rule.emptyIsNull && rule.lengthOnly) text = `nullif(${text}, '')`;
  if (rule.lengthOnly) text = `char_length(${text})::text || ':' || left(${text}, 1000)`;
  if (rule.trim) text = `rtrim(${text}, ' ')`;
  return rule.emptyIsNull ? `nullif(${text}, '')` : text;
}
