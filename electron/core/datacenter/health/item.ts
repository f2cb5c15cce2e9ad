import type { HealthItem } from '../../../../shared/contract/datacenter.ts';
import type { Value } from '../values.ts';

/** Runs one statement and gives its first row; an empty object when there is none. */
export type Ask = (sql: string) => Promise<Record<string, Value>>;

export interface Measure {
  value: number | null;
  limit?: number | null;
  text: string;
}

/** How one engine measures one fact. Rejects when it cannot; the caller turns that into a note. */
export interface HealthProbe {
  id: HealthItem['id'];
  unit: HealthItem['unit'];
  measure: (ask: Ask) => Promise<Measure>;
}

/** A number out of a row: counts may come as text from drivers that keep big ones exact. */
export function numberOf(value: Value | undefined): number {
  return Math.round(Number(value ?? 0) * 10) / 10;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `1.5 GB`, 1,024-based. */
export function bytesText(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** step;
  return `${step === 0 ? amount : amount.toFixed(amount < 100 ? 1 : 0)} ${UNITS[step]}`;
}
