import type { CalendarDayView, CalendarYear } from '../../../shared/contract/calendar.ts';
import {
  buildCalendar,
  type Calendar,
  type CalendarDay,
  dayLabel,
  describeDay,
  missingFestivals,
} from '../../../shared/domain/calendar.ts';
import { addDays, beijingDay, type Day, isDay } from '../../../shared/domain/time.ts';
import { type WorkingTime, workingTimeOf } from '../../../shared/domain/workingHours.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { calendarMessages as messages } from '../../../shared/messages/calendar.ts';
import { recorder } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { readSettings } from '../settings/settings.ts';
import { parseCalendarFile } from './parse.ts';
import { publishedDays } from './published.ts';
import { calendarStore } from './store.ts';

const recorded = recorder('calendar');

const LONGEST_RANGE_DAYS = 800;

/** The calendar in force: what the program carries, and over it what was entered or imported here. */
export async function readCalendar(core: Core): Promise<Calendar> {
  return buildCalendar(publishedDays(), await calendarStore(core.log).all());
}

/** The working time of each day by the calendar and the hours set: the one source for clocks and attendance. */
export async function readWorkingTime(core: Core): Promise<WorkingTime> {
  return workingTimeOf(await readCalendar(core), (await readSettings(core)).workingHours);
}

/** @throws CALENDAR_DAY_INVALID */
export function requireDay(text: string): Day {
  if (!isDay(text)) throw fail('CALENDAR_DAY_INVALID', messages.notDay(text));
  return text;
}

/** The days of `from`…`to`. @throws CALENDAR_DAY_INVALID, CALENDAR_RANGE_INVALID */
export async function calendarRange(core: Core, range: { from: Day; to: Day }): Promise<CalendarDayView[]> {
  requireDay(range.from);
  requireDay(range.to);
  if (range.to < range.from) throw fail('CALENDAR_RANGE_INVALID', messages.rangeReversed);
  if (addDays(range.from, LONGEST_RANGE_DAYS) <= range.to)
    throw fail('CALENDAR_RANGE_INVALID', messages.rangeTooLong);
  const own = await calendarStore(core.log).all();
  const calendar = buildCalendar(publishedDays(), own);
  const entered = new Set(own.map((entry) => entry.day));
  const days: CalendarDayView[] = [];
  for (let day = range.from; day <= range.to; day = addDays(day, 1))
    days.push(present(day, calendar, entered));
  return days;
}

/** Every year of which a day is known, the present and the next one. */
export async function calendarYears(core: Core): Promise<CalendarYear[]> {
  const own = await calendarStore(core.log).all();
  const calendar = buildCalendar(publishedDays(), own);
  const thisYear = Number(beijingDay(core.now()).slice(0, 4));
  const years = new Set([
    thisYear,
    thisYear + 1,
    ...[...calendar.days.keys()].map((day) => Number(day.slice(0, 4))),
  ]);
  const inYear = (year: number) => (entry: CalendarDay) => Number(entry.day.slice(0, 4)) === year;
  return [...years].sort().map((year) => ({
    year,
    published: calendar.publishedYears.has(year),
    missing: missingFestivals(year, calendar.days.values()),
    entries: [...calendar.days.values()].filter(inYear(year)).length,
    imported: own.filter(inYear(year)).length,
  }));
}

/** Takes a file of days in, all of it or nothing. @throws CALENDAR_FILE_BAD */
export async function importCalendar(
  core: Core,
  actor: Actor,
  input: { fileName: string; content: string },
): Promise<{ days: number; years: CalendarYear[] }> {
  return takeDays(core, actor, parseCalendarFile(input.fileName, input.content), input.fileName);
}

/** Keeps days from one source, all of them in one step. @param source as the register shall name it */
export async function takeDays(
  core: Core,
  actor: Actor,
  days: readonly CalendarDay[],
  source: string,
): Promise<{ days: number; years: CalendarYear[] }> {
  await inTransaction(core.log, (trx) =>
    calendarStore(trx).save(days, source, actor.name, core.now().toISOString()),
  );
  await recorded(core, actor, 'calendar.import', source, { days: days.length });
  const touched = new Set(days.map((entry) => Number(entry.day.slice(0, 4))));
  return { days: days.length, years: (await calendarYears(core)).filter((entry) => touched.has(entry.year)) };
}

/** Enters one day by hand: a day off or a workday, and whether it is 重大节假日. */
export async function setCalendarDay(core: Core, actor: Actor, entry: CalendarDay): Promise<CalendarDayView> {
  requireDay(entry.day);
  await inTransaction(core.log, (trx) =>
    calendarStore(trx).save([entry], '手工登记', actor.name, core.now().toISOString()),
  );
  await recorded(core, actor, 'calendar.set', entry.day, { ...entry });
  return oneDay(core, entry.day);
}

/** Takes back what was entered for a day. @throws CALENDAR_DAY_NOT_ENTERED */
export async function clearCalendarDay(core: Core, actor: Actor, day: Day): Promise<CalendarDayView> {
  requireDay(day);
  if (!(await calendarStore(core.log).remove(day))) {
    throw fail('CALENDAR_DAY_NOT_ENTERED', messages.nothingToClear(day));
  }
  await recorded(core, actor, 'calendar.clear', day, {});
  return oneDay(core, day);
}

async function oneDay(core: Core, day: Day): Promise<CalendarDayView> {
  const own = await calendarStore(core.log).all();
  return present(day, buildCalendar(publishedDays(), own), new Set(own.map((entry) => entry.day)));
}

function present(day: Day, calendar: Calendar, entered: ReadonlySet<Day>): CalendarDayView {
  return { ...describeDay(day, calendar), label: dayLabel(day, calendar), imported: entered.has(day) };
}
