import type { Day } from './time.ts';
import { addDays, isDay } from './time.ts';

/**
 * What a day is. `workday` includes 调休 workdays; `major-holiday` is 重大节假日; `unpublished` is a day of a
 * year whose arrangement is not published: never taken for a workday in silence.
 */
export const DAY_KINDS = ['workday', 'weekend', 'holiday', 'major-holiday', 'unpublished'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** One line of a published arrangement: a day off (`rest`) or a weekend day worked instead (`work`). */
export interface CalendarDay {
  day: Day;
  kind: 'rest' | 'work';
  /** As published: 春节, 国庆节、中秋节, 春节调休 … */
  festival: string;
  /** Overrides the default for 重大节假日; only meaningful with `rest`. */
  major?: boolean;
}

/** Published days by date, and the years whose arrangement is complete. */
export interface Calendar {
  days: ReadonlyMap<Day, CalendarDay>;
  publishedYears: ReadonlySet<number>;
}

export interface DayDescription {
  day: Day;
  kind: DayKind;
  /** The festival of a day off or of a 调休 workday; empty otherwise. */
  festival: string;
  /** A weekend day worked instead of another. */
  adjusted: boolean;
}

/** The statutory festivals (《全国年节及纪念日放假办法》, 2024 revision): an arrangement lacking one is incomplete. */
export const STATUTORY_FESTIVALS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'] as const;
/** 重大节假日 unless a day says otherwise. */
const MAJOR_FESTIVALS = ['元旦', '春节', '劳动节', '国庆'] as const;

/** Builds a calendar; of two entries for one day the later list wins. */
export function buildCalendar(...lists: readonly (readonly CalendarDay[])[]): Calendar {
  const days = new Map<Day, CalendarDay>();
  for (const list of lists) for (const entry of list) days.set(entry.day, entry);
  const years = new Set([...days.keys()].map(yearOf));
  const publishedYears = new Set(
    [...years].filter((year) => missingFestivals(year, days.values()).length === 0),
  );
  return { days, publishedYears };
}

/** Statutory festivals for which a year has no day off yet: empty once its arrangement is complete. */
export function missingFestivals(year: number, days: Iterable<CalendarDay>): string[] {
  const names = [...days].filter((entry) => entry.kind === 'rest' && yearOf(entry.day) === year);
  return STATUTORY_FESTIVALS.filter((festival) => !names.some((entry) => entry.festival.includes(festival)));
}

/** What a day is, with its festival. Throws RangeError for a text that is no day. */
export function describeDay(day: Day, calendar: Calendar): DayDescription {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  const entry = calendar.days.get(day);
  if (entry) {
    if (entry.kind === 'work') return { day, kind: 'workday', festival: entry.festival, adjusted: true };
    return {
      day,
      kind: isMajor(entry) ? 'major-holiday' : 'holiday',
      festival: entry.festival,
      adjusted: false,
    };
  }
  if (!calendar.publishedYears.has(yearOf(day))) {
    return { day, kind: 'unpublished', festival: '', adjusted: false };
  }
  return { day, kind: isWeekend(day) ? 'weekend' : 'workday', festival: '', adjusted: false };
}

/** The kind alone: the value printed as `dayKind`. */
export function dayKind(day: Day, calendar: Calendar): DayKind {
  return describeDay(day, calendar).kind;
}

/** 工作日 / 调休上班（春节调休）/ 周末 / 法定节假日·中秋节 / 重大节假日·春节 / 未发布. */
export function dayLabel(day: Day, calendar: Calendar): string {
  const { kind, festival, adjusted } = describeDay(day, calendar);
  switch (kind) {
    case 'workday':
      return adjusted ? `调休上班${festival ? `（${festival}）` : ''}` : '工作日';
    case 'weekend':
      return '周末';
    case 'holiday':
      return festival ? `法定节假日·${festival}` : '法定节假日';
    case 'major-holiday':
      return festival ? `重大节假日·${festival}` : '重大节假日';
    case 'unpublished':
      return '未发布';
  }
}

/** The first workday after `day`; undefined when an unpublished day comes first, because then nobody knows. */
export function nextWorkday(day: Day, calendar: Calendar): Day | undefined {
  return findWorkday(day, 1, calendar);
}

/** The last workday before `day`; undefined when an unpublished day comes first. */
export function previousWorkday(day: Day, calendar: Calendar): Day | undefined {
  return findWorkday(day, -1, calendar);
}

/** The workdays of `from`…`to`, both included; unpublished days are not among them. */
export function workdaysBetween(from: Day, to: Day, calendar: Calendar): Day[] {
  const found: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (dayKind(day, calendar) === 'workday') found.push(day);
  }
  return found;
}

function findWorkday(day: Day, step: 1 | -1, calendar: Calendar): Day | undefined {
  // The longest run of days off ever published is 9 days; a month without a workday is a broken calendar.
  for (let distance = 1; distance <= 31; distance++) {
    const candidate = addDays(day, step * distance);
    const kind = dayKind(candidate, calendar);
    if (kind === 'workday') return candidate;
    if (kind === 'unpublished') return undefined;
  }
  return undefined;
}

function isMajor(entry: CalendarDay): boolean {
  return entry.major ?? MAJOR_FESTIVALS.some((festival) => entry.festival.includes(festival));
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
