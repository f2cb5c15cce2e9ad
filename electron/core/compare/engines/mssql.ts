import type { Column, Rule } from '../kinds.ts';
import { glue, sql } from '../sql.ts';
import { CHECKSUM_DIGITS, type EngineSql, groupedSegments, isNumberText, segmentRow } from './engine.ts';

const UTF8 = 'COLLATE Latin1_General_100_BIN2_UTF8';

/** SQL Server 2019 and newer: the first version with UTF-8 texts, whose bytes the digest needs. */
export const mssqlSql: EngineSql = {
  quote: (name) => `[${name.replaceAll(']', ']]')}]`,
  canonical,
  rowText: (parts) => joinedTexts(parts.map((part) => `COALESCE(${part}, NCHAR(30))`)),
  checksums: { md5: [(text) => checksum(text, 'MD5')], sha256: [(text) => checksum(text, 'SHA2_256')] },
  trial: { literal: (text) => `N'${text}'`, from: '' },
  asText: (expression) => `CAST(${expression} AS nvarchar(max))`,
  bytewise: (expression) => `CAST(${expression} AS varchar(4000)) ${UTF8}`,
  literal: (_column, rule, value) =>
    isNumberText(value) && ['integer', 'decimal', 'float'].includes(rule.kind)
      ? sql(value)
      : sql('?', [value]),
  notDigits: (expression) => `${expression} LIKE '%[^0-9]%'`,
  tuples: false,
  everyNth: (query, step, count) =>
    glue(
      'SELECT * FROM (SELECT q.*, ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS rn FROM (',
      query,
      ` OFFSET 0 ROWS FETCH NEXT ${step * count + 1} ROWS ONLY) q) r WHERE rn > 1 AND (rn - 1) % ${step} = 0`,
    ),
  divides: (number, step) => `${number} % ${step} = 0`,
  skips: false,
  maxTextBytes: Number.POSITIVE_INFINITY,
  segments: groupedSegments,
  segment: segmentRow,
};

/** CONCAT_WS takes 254 arguments. */
const MOST_ARGUMENTS = 250;

function joinedTexts(parts: readonly string[]): string {
  if (parts.length <= MOST_ARGUMENTS) return `CONCAT_WS(NCHAR(31), ${parts.join(', ')})`;
  const rest = joinedTexts(parts.slice(MOST_ARGUMENTS));
  return `CONCAT_WS(NCHAR(31), ${joinedTexts(parts.slice(0, MOST_ARGUMENTS))}, ${rest})`;
}

/** The first seven bytes as a bigint; decimal so that the sum does not overflow. */
function checksum(text: string, name: string): string {
  const bytes = `HASHBYTES('${name}', CAST(CAST(${text} AS nvarchar(max)) ${UTF8} AS varchar(max)))`;
  const hex = `'0x' + LEFT(CONVERT(char(32), ${bytes}, 2), ${CHECKSUM_DIGITS})`;
  return `CAST(CONVERT(bigint, CONVERT(varbinary(8), ${hex}, 1)) AS decimal(38, 0))`;
}

function canonical(column: Column, rule: Rule, keepZeros = false): string {
  const name = mssqlSql.quote(column.name);
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberText(column, name, keepZeros);
    case 'date':
      return `CONVERT(char(10), ${name}, 23)`;
    case 'timestamp':
      return timestampText(column, rule, name);
    case 'time':
      return trimmed(
        `CONVERT(varchar(${rule.fraction === 0 ? 8 : 9 + rule.fraction}), ${name}, 114)`,
        rule.fraction,
      );
    case 'bytes':
      return rule.lengthOnly
        ? `CAST(DATALENGTH(${name}) AS varchar(20)) + ':'`
        : `CAST(DATALENGTH(${name}) AS varchar(20)) + ':' + LOWER(CONVERT(char(32), HASHBYTES('MD5', ${name}), 2))`;
    case 'text':
      return plainText(column, rule, name);
  }
}

function numberText(column: Column, name: string, keepZeros = false): string {
  if (column.family === 'float') return `CONVERT(varchar(40), ${name}, 3)`;
  const text = `CAST(${name} AS varchar(60))`;
  return column.family === 'decimal' && column.scale !== 0 && !keepZeros ? withoutZeros(text) : text;
}

/** RTRIM takes characters only since 2022: spaces stand in for the zeros. */
function withoutZeros(text: string): string {
  const zeros = `REPLACE(RTRIM(REPLACE(${text}, '0', ' ')), ' ', '0')`;
  return `REPLACE(RTRIM(REPLACE(${zeros}, '.', ' ')), ' ', '.')`;
}

function trimmed(text: string, fraction: number): string {
  return fraction === 0 ? text : withoutZeros(text);
}

function timestampText(column: Column, rule: Rule, name: string): string {
  const local =
    column.family === 'timestamptz' ? `CAST(SWITCHOFFSET(${name}, '+08:00') AS datetime2(7))` : name;
  const text = `CONVERT(varchar(${rule.fraction === 0 ? 19 : 20 + rule.fraction}), CAST(${local} AS datetime2(7)), 121)`;
  return trimmed(text, rule.fraction);
}

function plainText(column: Column, rule: Rule, name: string): string {
  let text = name;
  if (['integer', 'decimal', 'float', 'boolean'].includes(column.family)) text = numberText(column, name);
  else if (column.family.startsWith('timestamp')) text = timestampText(column, rule, name);
  else if (column.family === 'date') text = `CONVERT(char(10), ${name}, 23)`;
  text = `CAST(${text} AS nvarchar(max))`;
  if (rule.emptyIsNull) text = `NULLIF(${text}, '')`;
  if (rule.lengthOnly) text = `CAST(LEN(${text}) AS nvarchar(20)) + ':' + LEFT(${text}, 1000)`;
  if (rule.trim) text = `RTRIM(${text})`;
  return rule.emptyIsNull ? `NULLIF(${text}, '')` : text;
}
