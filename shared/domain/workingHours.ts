import type { Calendar } from './calendar.ts';
import { dayKind } from './calendar.ts';
import { type Day, isDay } from './time.ts';

/** A stretch of a day in minutes from midnight, Beijing time: its start is in it, its end is not. `[540, 720]` is 09:00–12:00. */
export type MinuteSpan = readonly [start: number, end: number];
/** The same as people write it: `['09:00', '12:00']`; an end may be `24:00`. */
export type HoursText = readonly [start: string, end: string];

/**
 * Hours of a part of the year, both ends included: `05-01`…`09-30` every year (`10-08`…`04-30` runs over New Year), or
 * `2026-05-01`…`2026-09-30` once.
 */
export interface Season {
  from: string;
  to: string;
  hours: readonly HoursText[];
}

/** Hours of a workday: the first season that holds the day, otherwise the usual ones. */
export interface WorkingHours {
  usual: readonly HoursText[];
  seasons: readonly Season[];
}

/**
 * The working time of a day in ascending, separate spans: none on a day off, `undefined` on a day whose arrangement is
 * not published, because then nobody knows.
 */
export type WorkingTime = (day: Day) => readonly MinuteSpan[] | undefined;

/** The contract leaves the hours open; these are the customer's usual ones until the settings say otherwise. */
export const USUAL_HOURS: readonly HoursText[] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
];

export const MINUTES_OF_DAY = 1440;
const TIME = /^(\d{1,2}):([0-5]\d)$/;
const YEARLY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** `09:30` → 570; `24:00` → 1440; undefined for anything that is no time of day. */
export function minuteOfDay(text: string): number | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute <= MINUTES_OF_DAY ? minute : undefined;
}

/** 570 → `09:30`. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/**
 * Hours as spans in ascending order, overlapping or touching ones joined, so that their order does not matter.
 * @returns the index of the first pair that is no stretch of one day where there is one
 */
export function spansOfHours(hours: readonly HoursText[]): MinuteSpan[] | { wrong: number } {
  const spans: [number, number][] = [];
  for (const [index, [from, to]] of hours.entries()) {
    const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
    if (start === undefined || end === undefined || start >= end) return { wrong: index };
    spans.push([start, end]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else joined.push([...span]);
  }
  return joined;
}

/** Whether a season's ends are both `MM-DD`, or both days in their order. */
export function isSeasonRange({ from, to }: Pick<Season, 'from' | 'to'>): boolean {
  return (YEARLY.test(from) && YEARLY.test(to)) || (isDay(from) && isDay(to) && from <= to);
}

/** The hours in force on a day, were it a workday. */
export function hoursOn(day: Day, hours: WorkingHours): readonly HoursText[] {
  return hours.seasons.find((season) => holds(season, day))?.hours ?? hours.usual;
}

/** The working time of each day by the calendar and the hours in force: what clocks and attendance stand on. */
export function workingTimeOf(calendar: Calendar, hours: WorkingHours): WorkingTime {
  return (day) => {
    const kind = dayKind(day, calendar);
    if (kind === 'unpublished') return undefined;
    if (kind !== 'workday') return [];
    const spans = spansOfHours(hoursOn(day, hours));
    if ('wrong' in spans) throw new RangeError(`working hours of ${day}: pair ${spans.wrong}`);
    return spans;
  };
}

function holds({ from, to }: Season, day: Day): boolean {
  const at = from.length === 5 ? day.slice(5) : day;
  return from <= to ? from <= at && at <= to : at >= from || at <= to;
}
