import type { Column, Rule } from '../kinds.ts';
import { sql } from '../sql.ts';
import { CHECKSUM_DIGITS, type EngineSql, groupedSegments, isNumberText, segmentRow } from './engine.ts';

const firstDigits = (hex: string) => `CAST(CONV(LEFT(${hex}, ${CHECKSUM_DIGITS}), 16, 10) AS UNSIGNED)`;

/** Literals: CHAR(31 USING utf8mb4) would be made anew for every row. */
const SEPARATOR = "_utf8mb4 x'1f'";
const NULL_MARK = "_utf8mb4 x'1e'";

/** MySQL and MariaDB. */
export const mysqlSql: EngineSql = {
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  canonical,
  rowText: (parts) =>
    `CONCAT_WS(${SEPARATOR}, ${parts.map((part) => `COALESCE(${part}, ${NULL_MARK})`).join(', ')})`,
  checksums: {
    md5: [(text) => firstDigits(`MD5(${text})`)],
    sha256: [(text) => firstDigits(`SHA2(${text}, 256)`)],
  },
  trial: { literal: (text) => `'${text}'`, from: '' },
  asText: (expression) => `CAST(${expression} AS CHAR)`,
  bytewise: (expression) => `CAST(${expression} AS BINARY)`,
  literal: (_column, rule, value) =>
    isNumberText(value) && ['integer', 'decimal', 'float'].includes(rule.kind)
      ? sql(value)
      : sql('?', [value]),
  notDigits: (expression) => `${expression} REGEXP '[^0-9]'`,
  tuples: false,
  everyNth: undefined,
  divides: (number, step) => `MOD(${number}, ${step}) = 0`,
  skips: false,
  maxTextBytes: Number.POSITIVE_INFINITY,
  segments: groupedSegments,
  segment: segmentRow,
};

function canonical(column: Column, rule: Rule, keepZeros = false): string {
  const name = mysqlSql.quote(column.name);
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberText(column, name, keepZeros);
    case 'date':
      return `CAST(${name} AS CHAR)`;
    case 'timestamp':
      return timestampText(column, rule, name);
    case 'time':
      return column.fraction === 0 ? `CAST(${name} AS CHAR)` : trimmedFraction(`CAST(${name} AS CHAR)`);
    case 'bytes':
      return `CONCAT(LENGTH(${name}), ':'${rule.lengthOnly ? '' : `, MD5(${name})`})`;
    case 'text':
      return plainText(column, rule, name);
  }
}

function numberText(column: Column, plain: string, keepZeros = false): string {
  // Neither a bit nor a number filled with leading zeros spells itself as its digits.
  const name = /^bit$|zerofill$/.test(column.type) ? `(${plain} + 0)` : plain;
  if (column.family === 'decimal' && column.scale !== 0 && !keepZeros) {
    return `TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM ${name}))`;
  }
  return name;
}

function trimmedFraction(text: string): string {
  return `TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM ${text}))`;
}

function timestampText(column: Column, rule: Rule, name: string): string {
  if (column.family === 'date') return `CONCAT(${name}, ' 00:00:00')`;
  // Without digits of a second the column spells itself as it should.
  if (column.fraction === 0) return name;
  if (rule.fraction === 0) return `LEFT(CAST(${name} AS CHAR), 19)`;
  const text = `CAST(${name} AS CHAR)`;
  return trimmedFraction(rule.fraction < 6 ? `LEFT(${text}, ${20 + rule.fraction})` : text);
}

function plainText(column: Column, rule: Rule, name: string): string {
  let text = name;
  if (column.family === 'decimal') text = numberText(column, name);
  else if (column.family === 'timestamp') text = timestampText(column, rule, name);
  else if (!['text', 'clob', 'char'].includes(column.family)) text = `CAST(${name} AS CHAR)`;
  if (!column.utf8) text = `CONVERT(${text} USING utf8mb4)`;
  if (rule.emptyIsNull && rule.lengthOnly) text = `NULLIF(${text}, '')`;
  if (rule.lengthOnly) text = `CONCAT(CHAR_LENGTH(${text}), ':', LEFT(${text}, 1000))`;
  if (rule.trim) text = `TRIM(TRAILING ' ' FROM ${text})`;
  return rule.emptyIsNull ? `NULLIF(${text}, '')` : text;
}
