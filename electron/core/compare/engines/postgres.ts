import type { Column, Rule } from '../kinds.ts';
import { sql } from '../sql.ts';
import {
  CHECKSUM_DIGITS,
  type EngineSql,
  groupedSegments,
  isNumberText,
  limitedEveryNth,
  segmentRow,
} from './engine.ts';

const ofHex = (hex: string) => `('x' || ${hex})::bit(${CHECKSUM_DIGITS * 4})::bigint`;
const firstBytes = (digest: string) => `substr(${digest}, 1, ${CHECKSUM_DIGITS / 2})`;

/**
 * `sha256` came with version 11, bytes as a number with 18. A text is handed over in the session's character set by
 * `textsend`, a third of the cost of convert_to; that of our sessions is UTF-8, whatever the database's.
 */
const CHECKSUMS: EngineSql['checksums'] = {
  md5: [
    (text) => `decode(left(md5(${text}), ${CHECKSUM_DIGITS}), 'hex')::bigint`,
    (text) => ofHex(`left(md5(${text}), ${CHECKSUM_DIGITS})`),
  ],
  sha256: [
    (text) => `${firstBytes(`sha256(textsend(${text}))`)}::bigint`,
    (text) => ofHex(`encode(${firstBytes(`sha256(textsend(${text}))`)}, 'hex')`),
    (text) => ofHex(`encode(${firstBytes(`sha256(convert_to(${text}, 'UTF8'))`)}, 'hex')`),
  ],
};

/** PostgreSQL, KingbaseES, openGauss. Sessions print dates as ISO in Beijing time (dialects/postgres.ts). */
export const postgresSql: EngineSql = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  canonical,
  // Cheaper than concat_ws, which looks up how to print each argument.
  rowText: (parts) => parts.map((part) => `coalesce(${part}, chr(30))`).join(' || chr(31) || '),
  checksums: CHECKSUMS,
  trial: { literal: (text) => `'${text}'`, from: '' },
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
  everyNth: limitedEveryNth,
  divides: (number, step) => `MOD(${number}, ${step}) = 0`,
  skips: true,
  maxTextBytes: Number.POSITIVE_INFINITY,
  segments: groupedSegments,
  segment: segmentRow,
};

function canonical(column: Column, rule: Rule, keepZeros = false): string {
  const name = postgresSql.quote(column.name);
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberText(column, name, keepZeros);
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

function numberText(column: Column, name: string, keepZeros = false): string {
  switch (column.family) {
    case 'boolean':
      return `${name}::int::text`;
    case 'integer':
    case 'float':
      return `${name}::text`;
    case 'decimal':
      if (column.scale === 0 || keepZeros) return `${name}::text`;
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
  // A fifth of the time of to_char.
  if (rule.fraction === 0) return `split_part(${local}::text, '.', 1)`;
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
