import type { Column, Rule } from '../kinds.ts';
import { glue, sql } from '../sql.ts';
import { type EngineSql, isNumberText, limitedEveryNth } from './engine.ts';

/**
 * SQLite. Its columns hold any type, so what is not spelled canonically already goes through our own functions
 * (../sqlite/functions.ts): `ops_canonical`, `ops_digest`, and the aggregate `ops_segments`, because
 * SQLite has no MD5 and groups by sorting.
 */
export const sqliteSql: EngineSql = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  canonical,
  rowText: (parts) => parts.map((part) => `COALESCE(${part}, char(30))`).join(' || char(31) || '),
  checksums: { md5: [(text) => `ops_checksum(${text})`], sha256: [] },
  trial: { literal: (text) => `'${text}'`, from: '' },
  asText: (expression) => `CAST(${expression} AS TEXT)`,
  bytewise: (expression) => `CAST(${expression} AS TEXT) COLLATE BINARY`,
  literal: (_column, rule, value) =>
    isNumberText(value) && ['integer', 'decimal', 'float'].includes(rule.kind)
      ? sql(value)
      : sql('?', [value]),
  notDigits: (expression) => `${expression} GLOB '*[^0-9]*'`,
  tuples: true,
  everyNth: limitedEveryNth,
  divides: (number, step) => `${number} % ${step} = 0`,
  skips: true,
  maxTextBytes: Number.POSITIVE_INFINITY,
  segments: (from, segment, texts, where) =>
    glue('SELECT ops_segments(', segment, `, ${texts.join(', ')}) AS packed FROM ${from} WHERE `, where),
  segment: (number, texts) => `ops_segments(${number}, ${texts.join(', ')}) AS packed`,
};

function canonical(column: Column, rule: Rule): string {
  const name = sqliteSql.quote(column.name);
  const ours = `ops_canonical('${rule.kind}', ${rule.fraction}, ${name})`;
  switch (rule.kind) {
    case 'integer':
      return `CASE typeof(${name}) WHEN 'integer' THEN ${name} ELSE ${ours} END`;
    case 'decimal':
    case 'float':
      return `CASE typeof(${name}) WHEN 'integer' THEN ${name} WHEN 'real' THEN ${realText(name, ours)} ELSE ${ours} END`;
    case 'date':
      return `CASE WHEN length(${name}) = 10 THEN ${name} ELSE ${ours} END`;
    case 'timestamp':
      return `CASE WHEN length(${name}) = 19 AND substr(${name}, 11, 1) = ' ' THEN ${name} ELSE ${ours} END`;
    case 'time':
      return `CASE WHEN length(${name}) = 8 THEN ${name} ELSE ${ours} END`;
    case 'bytes':
      return rule.lengthOnly
        ? `length(CAST(${name} AS BLOB)) || ':'`
        : `length(CAST(${name} AS BLOB)) || ':' || ops_digest(${name})`;
    case 'text':
      return plainText(column, rule, name);
  }
}

/** SQLite prints 15 digits, without exponent in this range; a double that needs more goes through ours. */
function realText(name: string, ours: string): string {
  const plain = `abs(${name}) BETWEEN 0.0001 AND 99999999999999 AND CAST(CAST(${name} AS TEXT) AS REAL) = ${name}`;
  return `CASE WHEN ${plain} THEN rtrim(rtrim(CAST(${name} AS TEXT), '0'), '.') ELSE ${ours} END`;
}

function plainText(column: Column, rule: Rule, name: string): string {
  let text =
    column.family === 'float' || column.family === 'decimal' || column.family === 'other'
      ? `CASE typeof(${name}) WHEN 'real' THEN ops_canonical('decimal', 0, ${name}) ELSE ${name} END`
      : name;
  if (rule.emptyIsNull && rule.lengthOnly) text = `nullif(${text}, '')`;
  if (rule.lengthOnly) text = `length(${text}) || ':' || substr(${text}, 1, 1000)`;
  if (rule.trim) text = `rtrim(${text}, ' ')`;
  return rule.emptyIsNull ? `nullif(${text}, '')` : text;
}
