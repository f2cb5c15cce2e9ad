import { addDays, type Day, isDay } from './time.ts';

/** How often a report falls due. `once` has no rhythm: it is opened by a person with days of its own. */
export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year', 'once'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** One period: `2026-11-20`, `2026-W47` (ISO 8601, Monday to Sunday), `2026-11`, `2026-Q4`, `2026`. */
export interface ReportPeriod {
  kind: PeriodKind;
  key: string;
  from: Day;
  to: Day;
}

/**
 * The period a day belongs to.
 * @param yearStart `MM-DD` on which a reporting year begins: 01-01, or the day the contract was signed. A quarter and
 * a month are always of the calendar.
 */
export function periodOf(kind: Exclude<PeriodKind, 'once'>, day: Day, yearStart = '01-01'): ReportPeriod {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  switch (kind) {
    case 'day':
      return { kind, key: day, from: day, to: day };
    case 'week': {
      const monday = addDays(day, -((weekdayOf(day) + 6) % 7));
      // The ISO week belongs to the year of its Thursday.
      const thursday = addDays(monday, 3);
      const first = `${thursday.slice(0, 4)}-01-01`;
      const number = Math.floor(daysFrom(first, thursday) / 7) + 1;
      return { kind, key: `${thursday.slice(0, 4)}-W${two(number)}`, from: monday, to: addDays(monday, 6) };
    }
    case 'month':
      return { kind, key: day.slice(0, 7), from: `${day.slice(0, 7)}-01`, to: lastOfMonth(year, month) };
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      const from = `${year}-${two(quarter * 3 - 2)}-01`;
      return { kind, key: `${year}-Q${quarter}`, from, to: lastOfMonth(year, quarter * 3) };
    }
    case 'year': {
      const begun = day.slice(5) >= yearStart ? year : year - 1;
      return {
        kind,
        key: String(begun),
        from: `${begun}-${yearStart}`,
        to: addDays(`${begun + 1}-${yearStart}`, -1),
      };
    }
  }
}

/** The period just before; of a range of days without rhythm, as many days before it. */
export function previousPeriod(period: ReportPeriod, yearStart = '01-01'): ReportPeriod {
  if (period.kind === 'once') {
    const length = daysFrom(period.from, period.to) + 1;
    return { ...period, key: '', from: addDays(period.from, -length), to: addDays(period.from, -1) };
  }
  return periodOf(period.kind, addDays(period.from, -1), yearStart);
}

/** The same period one year ago: the same week number, month, quarter. */
export function yearAgoPeriod(period: ReportPeriod, yearStart = '01-01'): ReportPeriod {
  if (period.kind === 'week') return periodOf('week', addDays(period.from, -364));
  const from = yearBefore(period.from);
  if (period.kind === 'once') return { ...period, key: '', from, to: yearBefore(period.to) };
  return periodOf(period.kind, from, yearStart);
}

/** Periods of a rhythm that end within `from`…`to`, oldest first. */
export function periodsEnding(
  kind: Exclude<PeriodKind, 'once'>,
  from: Day,
  to: Day,
  yearStart = '01-01',
): ReportPeriod[] {
  const found: ReportPeriod[] = [];
  for (let period = periodOf(kind, from, yearStart); period.to <= to; ) {
    if (period.to >= from) found.push(period);
    period = periodOf(kind, addDays(period.to, 1), yearStart);
  }
  return found;
}

/** The period of a key, or undefined when the text is none of this kind. */
export function periodNamed(
  kind: Exclude<PeriodKind, 'once'>,
  key: string,
  yearStart = '01-01',
): ReportPeriod | undefined {
  const day = dayWithin(kind, key, yearStart);
  if (day === undefined || !isDay(day)) return undefined;
  const period = periodOf(kind, day, yearStart);
  return period.key === key ? period : undefined;
}

function dayWithin(kind: PeriodKind, key: string, yearStart: string): Day | undefined {
  const week = /^(\d{4})-W(\d{2})$/.exec(key);
  if (kind === 'week') {
    if (!week) return undefined;
    // 4 January is always in week 1.
    return addDays(`${week[1]}-01-04`, (Number(week[2]) - 1) * 7);
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key);
  if (kind === 'quarter') return quarter ? `${quarter[1]}-${two(Number(quarter[2]) * 3)}-01` : undefined;
  if (kind === 'year') return /^\d{4}$/.test(key) ? `${key}-${yearStart}` : undefined;
  if (kind === 'month') return /^\d{4}-(0[1-9]|1[0-2])$/.test(key) ? `${key}-01` : undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(key) ? key : undefined;
}

/** 29 February becomes the 28th. */
function yearBefore(day: Day): Day {
  const earlier = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return earlier.endsWith('-02-29') ? `${earlier.slice(0, 4)}-02-28` : earlier;
}

function lastOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Days from one day to another. */
export function daysFrom(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
