import type { DatacenterHealth } from '../../../../shared/contract/datacenter.ts';
import type { Result } from '../../../../shared/contract/inspection.ts';
import type { Day } from '../../../../shared/domain/time.ts';
import type { Core } from '../../core.ts';
import type { ProbeRecord } from '../store.ts';

/** A row as the data centre answers: lower-case names; days and instants as text, counts as numbers. */
export type Row = Record<string, string | number | null | Uint8Array>;

/** Reads the data centre; the statement ends with the check's timeout or its cancellation. */
export interface Reader {
  rows(sql: string, bindings?: readonly (string | number)[]): Promise<Row[]>;
  /** The first row; an empty one for none. */
  one(sql: string, bindings?: readonly (string | number)[]): Promise<Row>;
  health(): Promise<DatacenterHealth>;
}

/** What a check is handed. Instants are the data centre's: Beijing wall clock, `2026-11-20 08:47:05`. */
export interface CheckContext {
  core: Core;
  /** Present for items whose template says `connection: datacenter`. */
  reader: Reader;
  params: Readonly<Record<string, unknown>>;
  day: Day;
  /** The day's first instant and the next day's. */
  from: string;
  to: string;
  /** The moment the check speaks of: now, or the end of a past day. */
  asOf: string;
  /** The number of the sheet before. */
  lastNumber: number | null;
  probe: (id: string) => Promise<ProbeRecord | undefined>;
  signal: AbortSignal;
}

/** What a check found. A `number` is held against the item's thresholds; `level` is the check's own judgement. */
export interface Reading {
  value: string;
  number?: number;
  /** 异常说明: what is wrong and where; printed when the result is not 正常. */
  remark?: string;
  level?: Exclude<Result, 'unchecked'>;
}

/** One check: a question to a real system. What it cannot find out it throws, as a sentence to act on. */
export type Check = (context: CheckContext) => Promise<Reading>;
