import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { canonicalText } from '../canonical.ts';
import { CHECKSUM_DIGITS } from '../engines/engine.ts';
import type { Kind } from '../kinds.ts';
import { md5Halves } from './md5.ts';

/** The checksum is held in two halves that doubles add exactly: 8 and 6 hexadecimal digits. */
const LOW_BITS = 24n;
/** Before a half's sum could leave the exact range of doubles it is carried over. */
const CARRY_AFTER = 1_000_000;

const halves = new Float64Array(2);

interface Sums {
  rows: number;
  high: number;
  low: number;
  carried: bigint;
}

/**
 * Gives a SQLite connection what the comparison of databases needs and SQLite has not. All are pure functions of their
 * arguments; a view or trigger of the file cannot call them (directOnly).
 * - `ops_canonical(kind, fraction, value)`: canonicalText
 * - `ops_digest(value)`: MD5 of a BLOB's or text's bytes, hexadecimal
 * - `ops_checksum(text)`: its first 56 bits as an integer
 * - `ops_segments(segment, text, …)`: `[[segment, rows, checksum], …]` as JSON, in one pass without sorting
 */
export function registerCompareFunctions(database: Database.Database): void {
  const pure = { deterministic: true, directOnly: true } as const;
  database.function('ops_canonical', pure, (kind: Kind, fraction: number, value: unknown) =>
    value === null || value instanceof Uint8Array
      ? value
      : canonicalText(
          { kind, fraction, trim: false, emptyIsNull: false, sameScale: false, lengthOnly: false },
          value as string | number,
        ),
  );
  database.function('ops_digest', pure, (value: unknown) =>
    value === null ? null : hash('md5', value instanceof Uint8Array ? value : String(value)),
  );
  database.function('ops_checksum', pure, (text: unknown) =>
    text === null ? null : BigInt(`0x${hash('md5', String(text)).slice(0, CHECKSUM_DIGITS)}`),
  );
  database.aggregate('ops_segments', {
    ...pure,
    varargs: true,
    start: () => new Map<number, Sums>(),
    // The type package knows only aggregates of one argument, of the total's own type.
    step: addRow as (total: Map<number, Sums>) => void,
    result: (sums: Map<number, Sums>) =>
      JSON.stringify([...sums].map(([segment, sum]) => [segment, sum.rows, carry(sum).toString()])),
  });
}

function addRow(sums: Map<number, Sums>, segment: number, ...texts: string[]): void {
  let sum = sums.get(segment);
  if (!sum) {
    sum = { rows: 0, high: 0, low: 0, carried: 0n };
    sums.set(segment, sum);
  }
  sum.rows += 1;
  for (const text of texts) {
    md5Halves(text, halves);
    sum.high += halves[0] as number;
    sum.low += halves[1] as number;
  }
  if (sum.rows % CARRY_AFTER === 0) carry(sum);
}

function carry(sum: Sums): bigint {
  sum.carried += (BigInt(sum.high) << LOW_BITS) + BigInt(sum.low);
  sum.high = 0;
  sum.low = 0;
  return sum.carried;
}
