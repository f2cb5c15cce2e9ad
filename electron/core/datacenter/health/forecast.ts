import type { Forecast } from '../../../../shared/contract/datacenterHealth.ts';
import { addDays, type Day } from '../../../../shared/domain/time.ts';

const FEWEST_DAYS = 3;
const FARTHEST_DAYS = 3_650;

/**
 * When something that grows is full. The growth is the median of the slopes between all pairs of days (Theil and Sen), so
 * that one day's bulk load or clearing does not move it.
 * @param days one value per day, in the order of time
 * @returns null below three days of history
 */
export function forecastFull(
  days: readonly { day: Day; value: number }[],
  limit: number | null,
): Forecast | null {
  const last = days.at(-1);
  if (!last || days.length < FEWEST_DAYS) return null;
  const numbered = days.map(({ day, value }) => ({ at: dayNumber(day), value }));
  const slopes: number[] = [];
  for (const [index, from] of numbered.entries()) {
    for (const to of numbered.slice(index + 1)) {
      if (to.at > from.at) slopes.push((to.value - from.value) / (to.at - from.at));
    }
  }
  const perDay = median(slopes);
  return { perDay, days: days.length, fullOn: fullOn(last, perDay, limit) };
}

function fullOn(last: { day: Day; value: number }, perDay: number, limit: number | null): Day | null {
  if (limit === null) return null;
  if (last.value >= limit) return last.day;
  if (perDay <= 0) return null;
  const left = (limit - last.value) / perDay;
  return left > FARTHEST_DAYS ? null : addDays(last.day, Math.floor(left));
}

function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}
