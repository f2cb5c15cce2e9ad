import { type Calendar, nextWorkday, previousWorkday } from './calendar.ts';
import type { ReportPeriod } from './reportPeriod.ts';
import { addDays, type Day } from './time.ts';

/**
 * By when a report must be delivered: on the `count`-th workday after its period (1: the first), or on the last workday
 * within it. The contract (seed.txt, 资料管理) says "定期"; the days are agreed with the customer and can be changed.
 */
export type DueRule = { rule: 'workday-after'; count: number } | { rule: 'last-workday' };

/** The day, or undefined when an unpublished day stands in between: then nobody knows. */
export function dueDay(rule: DueRule, period: Pick<ReportPeriod, 'to'>, calendar: Calendar): Day | undefined {
  if (rule.rule === 'last-workday') return previousWorkday(addDays(period.to, 1), calendar);
  let day: Day | undefined = period.to;
  for (let passed = 0; passed < rule.count && day !== undefined; passed++) day = nextWorkday(day, calendar);
  return day;
}

/** 待编写, 编写中, 已定稿, 已送达; whether it is late is said apart, for each of them may be. */
export const REPORT_STATES = ['waiting', 'writing', 'final', 'delivered'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** How a report stands against its day. */
export interface DueStanding {
  /** Its day is over and it was not delivered by then. */
  overdue: boolean;
  /** Days from its day to its delivery, or to today while it is not delivered; 0 in time. */
  lateDays: number;
  /** Not delivered, and its day is today or within `soonDays`. */
  soon: boolean;
}

/**
 * @param due undefined: not known, so nothing can be late
 * @param deliveredOn the Beijing day of the first delivery
 */
export function dueStanding(
  due: Day | undefined,
  deliveredOn: Day | undefined,
  today: Day,
  soonDays: number,
): DueStanding {
  if (due === undefined) return { overdue: false, lateDays: 0, soon: false };
  const end = deliveredOn ?? today;
  const lateDays = Math.max(0, Math.round((Date.parse(end) - Date.parse(due)) / 86_400_000));
  return {
    overdue: deliveredOn === undefined && today > due,
    lateDays,
    soon: deliveredOn === undefined && today <= due && due <= addDays(today, soonDays),
  };
}
