import type { Column, Rule } from '../kinds.ts';
import { glue, type Sql, sql } from '../sql.ts';

/** What a row's text is digested by: the cheapest that both engines have (../digest.ts). */
export type Digest = 'md5' | 'sha256';

/** Hexadecimal digits of the digest taken as a number: seven bytes, 56 bits, never negative in any engine. */
export const CHECKSUM_DIGITS = 14;

/** The first 56 bits of the digest of a text's UTF-8 bytes, as a number; same value in every engine. */
export type Checksum = (text: string) => string;

/** What one engine writes differently. All expressions are texts to put into a statement. */
export interface EngineSql {
  quote(name: string): string;
  /** The canonical text of a column under a rule (canonical.ts), or NULL. `keepZeros`: see Rule.sameScale. */
  canonical(column: Column, rule: Rule, keepZeros?: boolean): string;
  /** One text of a row: the canonical texts with their separator, NULL as its mark. */
  rowText(parts: readonly string[]): string;
  /** Ways to ask its SQL for a digest, the cheapest first; which of them this server has is tried (../digest.ts). */
  checksums: Readonly<Record<Digest, readonly Checksum[]>>;
  /** A literal of the text with which a server is tried, with what must stand behind it. */
  trial: { literal: (text: string) => string; from: string };
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
  /**
   * Of an ordered query every `step`-th row behind its first, at most `count`, in one pass; undefined where numbering
   * rows costs more than asking for one after the other (MySQL).
   */
  everyNth: ((query: Sql, step: number, count: number) => Sql) | undefined;
  /** Whether a number of rows is a multiple of `step`. */
  divides(number: string, step: number): string;
  /** Whether the boundaries of a key of one column are cheaper found one from the other (`skippedKeys`). */
  skips: boolean;
  /** Bytes a text built in a statement may have; longer rows are told in several. */
  maxTextBytes: number;
  /**
   * The statement that tells count and checksum of each segment in one pass.
   * @param segment the number of a row's segment
   * @param texts the row's texts
   */
  segments(from: string, segment: Sql, texts: readonly string[], where: Sql, checksum: Checksum): Sql;
  /** What is selected of one segment that has a range of the index for itself. */
  segment(number: number, texts: readonly string[], checksum: Checksum): string;
}

/** `everyNth` with LIMIT. The subquery's order is not asked for again: whoever reads the rows sorts them. */
export function limitedEveryNth(query: Sql, step: number, count: number): Sql {
  return glue(
    'SELECT * FROM (SELECT q.*, ROW_NUMBER() OVER () AS rn FROM (',
    query,
    ` LIMIT ${step * count + 1}) q) r WHERE rn > 1 AND (rn - 1) % ${step} = 0`,
  );
}

/**
 * Of a key of one column every `step`-th behind the first of a range, at most `count`, each found from the one before by
 * skipping along the index: a fifth of what numbering the rows costs PostgreSQL, a sixtieth of what it costs SQLite.
 * @param key how the column is ordered by
 * @param name the column's quoted name
 * @param shown its canonical text
 */
export function skippedKeys(
  { key, name, shown }: { key: string; name: string; shown: string },
  from: string,
  where: Sql,
  step: number,
  count: number,
): Sql {
  const next = (condition: Sql) =>
    glue(`(SELECT ${key} FROM ${from} WHERE `, condition, ` ORDER BY ${key} LIMIT 1 OFFSET ${step})`);
  // The name holds a space, so that no table of the centre bears it.
  return glue(
    'WITH RECURSIVE "ops walked"(k, place) AS (SELECT ',
    next(where),
    ', 1 UNION ALL SELECT ',
    next(sql(`${key} >= "ops walked".k`)),
    `, place + 1 FROM "ops walked" WHERE place < ${count} AND k IS NOT NULL)`,
    ` SELECT ${shown} FROM (SELECT k AS ${name} FROM "ops walked" WHERE k IS NOT NULL) q`,
  );
}

/**
 * The sum of the checksums of rows whose columns may be dealt over several texts: each is summed for itself, for a row's
 * own sum would leave the integers of an engine after eight.
 */
export function sumOf(checksums: readonly string[]): string {
  return checksums.map((checksum) => `SUM(${checksum})`).join(' + ');
}

/** Numbers stand in the statement as they are: the canonical text of a number is a literal of every engine. */
export function isNumberText(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** Number, count and checksum of one segment, of every engine that has a digest. */
export function segmentRow(...[number, texts, checksum]: Parameters<EngineSql['segment']>): string {
  return `${number} AS seg, COUNT(*) AS n, ${sumOf(texts.map(checksum))} AS s`;
}

/** The statement of every engine that groups by an expression without sorting. */
export function groupedSegments(
  ...[from, segment, texts, where, checksum]: Parameters<EngineSql['segments']>
): Sql {
  return glue(
    `SELECT seg, COUNT(*) AS n, ${sumOf(texts.map((_text, i) => `h${i}`))} AS s FROM (SELECT `,
    segment,
    ` AS seg, ${texts.map((text, i) => `${checksum(text)} AS h${i}`).join(', ')} FROM ${from} WHERE `,
    where,
    ') r GROUP BY seg',
  );
}
