import type { ConversionWindow } from '../../../../shared/contract/conversion.ts';
import { addDays, beijingDay, beijingInstant, showTime } from '../../../../shared/domain/time.ts';

/**
 * Whether conversion may run now, and when that changes next. `from` is inside, `to` outside; `from` later than `to`
 * crosses midnight; both equal means the whole day.
 */
export function windowAt(
  window: ConversionWindow | null,
  now: Date,
): { open: boolean; changesAt: Date | null } {
  if (!window || window.from === window.to) return { open: true, changesAt: null };
  const time = showTime(now);
  const day = beijingDay(now);
  const next = (edge: string) => beijingInstant(time < edge ? day : addDays(day, 1), edge);
  const crosses = window.from > window.to;
  const open = crosses ? time >= window.from || time < window.to : time >= window.from && time < window.to;
  return { open, changesAt: next(open ? window.to : window.from) };
}

/** Milliseconds to wait before the next file may start, files spread evenly over the minute. */
export function rateWait(ratePerMinute: number, lastStart: number | null, now: number): number {
  if (ratePerMinute <= 0 || lastStart === null) return 0;
  return Math.max(0, Math.ceil(lastStart + 60_000 / ratePerMinute - now));
}
