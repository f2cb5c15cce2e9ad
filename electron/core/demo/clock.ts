import { beijingStamp, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';

const DAY_MS = 86_400_000;
const dayTexts = new Map<number, string>();

/** Days since 1970-01-01, the form all demo dates are computed in. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    dayTexts.set(day, text);
  }
  return text;
}

export function yearOf(day: number): number {
  return Number(dayText(day).slice(0, 4));
}

/** The same day `months` later, the last of the month where it has no such day. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first / DAY_MS + Math.min(date.getUTCDate(), last) - 1;
}

/** `2026年11月20日`. */
export function chineseDay(day: number): string {
  const [year, month, date] = dayText(day).split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The demo's present moment in Beijing: nothing in the data centre is later, but for planned hearings and due dates. */
export interface Clock {
  /** Day number of today. */
  today: number;
  /** Seconds since midnight. */
  seconds: number;
  /** `YYYY-MM-DD HH:MM:SS`. */
  text: string;
}

/**
 * `2026-11-20` (then 08:30) or `2026-11-20 08:47`; none: this very minute.
 * @throws DEMO_TODAY_INVALID
 */
export function demoClock(today: string | undefined, now: () => Date): Clock {
  const [day = '', time = '08:30'] = (today ?? beijingStamp(now()).slice(0, 16)).split(' ');
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time) || day < '2020-01-01' || day > '2099-12-31') {
    throw fail('DEMO_TODAY_INVALID', demoMessages.todayInvalid);
  }
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { today: dayNumber(day), seconds: hours * 3600 + minutes * 60, text: `${day} ${time}:00` };
}

/** A moment as the data centre stores it, never after the present. */
export function stamp(clock: Clock, day: number, seconds: number): string {
  if (day < clock.today || (day === clock.today && seconds <= clock.seconds)) return momentText(day, seconds);
  return momentText(clock.today, seconds % (clock.seconds + 1));
}

/** A moment without that bound: planned hearings, due dates. */
export function momentText(day: number, seconds: number): string {
  const over = Math.floor(seconds / 86400);
  const rest = seconds - over * 86400;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${dayText(day + over)} ${pad(Math.floor(rest / 3600))}:${pad(Math.floor((rest % 3600) / 60))}:${pad(rest % 60)}`;
}
