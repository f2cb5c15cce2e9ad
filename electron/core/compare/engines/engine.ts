import type { Column, Rule } from '../kinds.ts';
import type { Sql } from '../sql.ts';

/** Hexadecimal digits of the MD5 taken as a number: 60 bits, never negative in any engine. */
export const CHECKSUM_DIGITS = 15;

/** What one engine writes differently. All expressions are texts to put into a statement. */
export interface EngineSql {
  quote(name: string): string;
  /** The canonical text of a column under a rule (canonical.ts), or NULL. */
  canonical(column: Column, rule: Rule): string;
  /** One text of a row: the canonical texts with their separator, NULL as its mark. */
  rowText(parts: readonly string[]): string;
  /** The first 60 bits of the MD5 of a text's UTF-8 bytes, as a number; same value in every engine. */
  checksum(text: string): string;
  /** An expression handed over as text, so that no driver turns it into something else. */
  asText(expression: string): string;
  /** A text whose order is that of its bytes. No index serves it, unless the column's own order is that already. */
  bytewise(expression: string): string;
  /** A canonical value to hold against a column in its own order. */
  literal(column: Column, rule: Rule, value: string): Sql;
  /** True for a text that is more than plain digits: those are ordered alike by every collation. */
  notDigits(expression: string): string;
  /** Whether `(a, b) >= (?, ?)` is understood and served by an index. */
  tuples: boolean;
  /** `LIMIT 1 OFFSET n` and its like, behind ORDER BY. */
  oneAfter(skip: number): string;
  /** Bytes a text built in a statement may have; longer rows are told in several. */
  maxTextBytes: number;
  /**
   * The statement that tells count and checksum of each segment in one pass.
   * @param segment the number of a row's segment
   * @param texts the row's texts
   */
  segments(from: string, segment: Sql, texts: readonly string[], where: Sql): Sql;
}

/** Numbers stand in the statement as they are: the canonical text of a number is a literal of every engine. */
export function isNumberText(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** The statement of every engine that groups by an expression without sorting. */
export function groupedSegments(engine: Pick<EngineSql, 'checksum'>): EngineSql['segments'] {
  return (from, segment, texts, where) => ({
    text: `SELECT seg, COUNT(*) AS n, SUM(h) AS s FROM (SELECT ${segment.text} AS seg, ${texts
      .map((text) => engine.checksum(text))
      .join(' + ')} AS h FROM ${from} WHERE ${where.text}) r GROUP BY seg`,
    values: [...segment.values, ...where.values],
  });
}
