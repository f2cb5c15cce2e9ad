import type { Counts, Result } from '../../../shared/contract/inspection.ts';
import type { Thresholds } from './template.ts';

/** From harmless to grave. An unchecked item stands between: nobody knows. */
const GRAVITY: Record<Result, number> = { normal: 0, unchecked: 1, warning: 2, fault: 3 };

/**
 * The result of a reading: the graver of what its number says by the thresholds and what the check itself found.
 * A reading without number or thresholds is normal unless the check says otherwise: it is recorded, not judged.
 */
export function judge(
  reading: { number?: number | undefined; level?: Exclude<Result, 'unchecked'> | undefined },
  thresholds: Thresholds | undefined,
): Result {
  const byNumber =
    thresholds && reading.number !== undefined ? byThresholds(reading.number, thresholds) : 'normal';
  return graver(byNumber, reading.level ?? 'normal');
}

function byThresholds(number: number, { direction, warning, fault }: Thresholds): Result {
  if (Number.isNaN(number)) return 'unchecked';
  const beyond = (limit: number | undefined) =>
    limit !== undefined && (direction === 'above' ? number >= limit : number < limit);
  if (beyond(fault)) return 'fault';
  return beyond(warning) ? 'warning' : 'normal';
}

export function graver(one: Result, other: Result): Result {
  return GRAVITY[other] > GRAVITY[one] ? other : one;
}

/** The gravest of several; undefined for none. */
export function gravest(results: readonly Result[]): Result | undefined {
  return results.length === 0 ? undefined : results.reduce(graver);
}

export function countResults(results: readonly Result[]): Counts {
  const counts: Counts = { total: results.length, normal: 0, warning: 0, fault: 0, unchecked: 0 };
  for (const result of results) counts[result] += 1;
  return counts;
}
