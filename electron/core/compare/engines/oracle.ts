import type { Column, Rule } from '../kinds.ts';
import { glue, sql } from '../sql.ts';
import { CHECKSUM_DIGITS, type EngineSql, groupedSegments, isNumberText, segmentRow } from './engine.ts';

/**
 * Oracle, and Dameng, which takes the same. STANDARD_HASH came with 12.1; a server without it has its rows hashed by us
 * (../hashing.ts), by the same texts. It digests no LOB: those are told by length. The text is converted to UTF-8 first,
 * for databases in ZHS16GBK. Nothing else here needs more than 11g.
 */
export const oracleSql: EngineSql = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  canonical,
  rowText: (parts) => parts.map((part) => `NVL(${part}, CHR(30))`).join(' || CHR(31) || '),
  checksums: { md5: [(text) => checksum(text, 'MD5')], sha256: [(text) => checksum(text, 'SHA256')] },
  trial: { literal: (text) => `'${text}'`, from: ' FROM DUAL' },
  asText: (expression) => `TO_CHAR(${expression})`,
  bytewise: (expression) => `(${expression})`,
  literal(column, rule, value) {
    if (isNumberText(value) && ['integer', 'decimal', 'float'].includes(rule.kind)) return sql(value);
    if (rule.kind === 'date') return sql("TO_DATE(?, 'YYYY-MM-DD')", [value]);
    if (rule.kind !== 'timestamp') return sql('?', [value]);
    return column.type === 'date'
      ? sql("TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')", [value.slice(0, 19)])
      : sql("TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS.FF')", [value.length === 19 ? `${value}.0` : value]);
  },
  notDigits: (expression) => `REGEXP_LIKE(${expression}, '[^0-9]')`,
  tuples: false,
  everyNth: (query, step, count) =>
    glue(
      'SELECT * FROM (SELECT q.*, ROWNUM AS rn FROM (',
      query,
      `) q WHERE ROWNUM <= ${step * count + 1}) WHERE rn > 1 AND MOD(rn - 1, ${step}) = 0`,
    ),
  divides: (number, step) => `MOD(${number}, ${step}) = 0`,
  skips: false,
  maxTextBytes: 3900,
  segments: groupedSegments,
  segment: segmentRow,
};

function checksum(text: string, digest: string): string {
  const hash = `RAWTOHEX(STANDARD_HASH(CONVERT(${text}, 'AL32UTF8'), '${digest}'))`;
  return `TO_NUMBER(SUBSTR(${hash}, 1, ${CHECKSUM_DIGITS}), '${'X'.repeat(CHECKSUM_DIGITS)}')`;
}

function canonical(column: Column, rule: Rule): string {
  const name = oracleSql.quote(column.name);
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberText(name);
    case 'date':
      return `TO_CHAR(${name}, 'YYYY-MM-DD')`;
    case 'timestamp':
    case 'time':
      return timestampText(column, rule, name);
    case 'bytes': {
      const lob = column.family === 'bytes' && !/^raw/.test(column.type) ? name : `TO_BLOB(${name})`;
      return `CASE WHEN ${name} IS NOT NULL THEN DBMS_LOB.GETLENGTH(${lob}) || ':' END`;
    }
    case 'text':
      return plainText(column, rule, name);
  }
}

/** TM9 prints the shortest digits; a fraction comes without the zero before its point. */
function numberText(name: string): string {
  const digits = `TO_CHAR(${name}, 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,''')`;
  return `REGEXP_REPLACE(${digits}, '^(-?)\\.', '\\10.')`;
}

function timestampText(column: Column, rule: Rule, name: string): string {
  const local = column.family === 'timestamptz' ? `(${name} AT TIME ZONE '+08:00')` : name;
  if (rule.fraction === 0 || column.type === 'date') return `TO_CHAR(${local}, 'YYYY-MM-DD HH24:MI:SS')`;
  return `RTRIM(RTRIM(TO_CHAR(${local}, 'YYYY-MM-DD HH24:MI:SS.FF${rule.fraction}'), '0'), '.')`;
}

function plainText(column: Column, rule: Rule, name: string): string {
  let text = name;
  if (column.family === 'clob') {
    // NULL || ':' is ':' here, and EMPTY_CLOB() is no NULL: both must read as the other engines' NULL.
    const there = rule.emptyIsNull ? `DBMS_LOB.GETLENGTH(${name}) > 0` : `${name} IS NOT NULL`;
    return `CASE WHEN ${there} THEN DBMS_LOB.GETLENGTH(${name}) || ':' || DBMS_LOB.SUBSTR(${name}, 1000, 1) END`;
  }
  if (rule.lengthOnly) {
    return `CASE WHEN ${name} IS NOT NULL THEN LENGTH(${name}) || ':' || SUBSTR(${name}, 1, 1000) END`;
  }
  if (['integer', 'decimal', 'float'].includes(column.family)) text = numberText(name);
  else if (column.family.startsWith('timestamp')) text = timestampText(column, rule, name);
  else if (column.family === 'date') text = `TO_CHAR(${name}, 'YYYY-MM-DD')`;
  else if (column.family === 'bytes') text = `RAWTOHEX(${name})`;
  return rule.trim ? `RTRIM(${text}, ' ')` : text;
}
