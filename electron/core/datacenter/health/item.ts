import type { HealthDetail, HealthItem } from '../../../../shared/contract/datacenterHealth.ts';
import type { Engine } from '../../../../shared/contract/engine.ts';
import type { Binding } from '../dialect.ts';
import { lexSql, SqlLexError } from '../sqlLexer.ts';
import type { Value } from '../values.ts';

export type HealthRow = Record<string, Value>;

/** What a probe may ask. Each statement has the rest of the round's time at most. */
export interface Ask {
  /** The first row; an empty one for none. */
  one(sql: string, bindings?: readonly Binding[]): Promise<HealthRow>;
  /** At most 100 rows. */
  rows(sql: string, bindings?: readonly Binding[]): Promise<HealthRow[]>;
  /**
   * The rows of the first statement the account may run, from the widest view to the narrowest; `place` tells which.
   * Rejects with the first one's error when none may run.
   */
  firstOf(
    statements: readonly string[],
    bindings?: readonly Binding[],
  ): Promise<{ rows: HealthRow[]; place: number }>;
  /** Yesterday in Beijing time: `YYYY-MM-DD`, and its first and last instant's bounds. */
  yesterday: { day: string; from: string; to: string };
}

export interface Measure {
  value: number | null;
  limit?: number | null;
  text: string;
  details?: HealthDetail[];
}

/** How one engine measures one fact. Rejects when it cannot; the caller turns that into a note. */
export interface HealthProbe {
  id: HealthItem['id'];
  unit: HealthItem['unit'];
  measure: (ask: Ask) => Promise<Measure>;
}

/** A number out of a row, one decimal; NULL is 0. Counts may come as text from drivers that keep big ones exact. */
export function numberOf(value: Value | undefined): number {
  return Math.round(Number(value ?? 0) * 10) / 10;
}

/** A limit out of a row: Oracle says UNLIMITED, elsewhere 0 or -1 mean none. */
export function limitOf(value: Value | undefined): number | null {
  const most = Number(value);
  return Number.isFinite(most) && most > 0 ? most : null;
}

export function textOf(value: Value | undefined): string {
  return value === null || value === undefined || value instanceof Uint8Array ? '' : String(value);
}

/** A share in percent with one decimal. */
export function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `1.5 GB`, 1,024-based. */
export function bytesText(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  return `${step === 0 ? amount : amount.toFixed(amount < 100 ? 1 : 0)} ${UNITS[step]}`;
}

const LONGEST_STATEMENT = 400;

/**
 * A statement with its strings and numbers replaced by `?`: what stands in them may be a name or an identity number.
 * Text that cannot be read as SQL (cut off by the server) is cut at the place where it stops being SQL.
 */
export function withoutLiterals(sql: string, engine: Engine): string {
  let text = sql.slice(0, 4_000);
  for (;;) {
    try {
      const parts: string[] = [];
      let from = 0;
      for (const token of lexSql(text, engine)) {
        if (token.kind !== 'string' && token.kind !== 'number' && token.kind !== 'comment') continue;
        parts.push(text.slice(from, token.start), token.kind === 'comment' ? ' ' : '?');
        from = token.end;
      }
      parts.push(text.slice(from));
      return parts.join('').replace(/\s+/g, ' ').trim().slice(0, LONGEST_STATEMENT);
    } catch (error) {
      if (!(error instanceof SqlLexError)) throw error;
      // What stands before the unclosed quote is shorter: this ends.
      text = `${text.slice(0, error.offset)}…`;
    }
  }
}
