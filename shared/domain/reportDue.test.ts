import { expect, it } from 'vitest';
import { publishedDays } from '../../electron/core/calendar/published.ts';
import { buildCalendar } from './calendar.ts';
import { dueDay, dueStanding } from './reportDue.ts';
import { periodOf } from './reportPeriod.ts';

const calendar = buildCalendar(publishedDays());
const after = (count: number) => ({ rule: 'workday-after', count }) as const;

it('counts workdays of the published calendar after the period', () => {
  // 1 October 2026 begins a week off; 10 October is worked instead.
  expect(dueDay(after(1), periodOf('month', '2026-09-10'), calendar)).toBe('2026-10-08');
  expect(dueDay(after(3), periodOf('month', '2026-09-10'), calendar)).toBe('2026-10-10');
  expect(dueDay(after(1), periodOf('week', '2026-11-18'), calendar)).toBe('2026-11-23');
  expect(dueDay({ rule: 'last-workday' }, periodOf('month', '2026-10-10'), calendar)).toBe('2026-10-30');
});

it('says nothing of a day behind an unpublished one', () => {
  const known2026 = buildCalendar(publishedDays().filter(({ day }) => day < '2027-01-01'));
  expect(dueDay(after(3), periodOf('month', '2026-12-01'), known2026)).toBeUndefined();
  expect(dueDay({ rule: 'last-workday' }, periodOf('month', '2026-12-01'), known2026)).toBe('2026-12-31');
});

it('is overdue only when its day is over', () => {
  const stand = (due: string | undefined, delivered: string | undefined, today: string) =>
    dueStanding(due, delivered, today, 2);
  expect(stand('2026-11-04', undefined, '2026-11-04')).toEqual({ overdue: false, lateDays: 0, soon: true });
  expect(stand('2026-11-04', undefined, '2026-11-05')).toEqual({ overdue: true, lateDays: 1, soon: false });
  expect(stand('2026-11-04', '2026-11-06', '2026-11-20')).toEqual({
    overdue: false,
    lateDays: 2,
    soon: false,
  });
  expect(stand('2026-11-04', '2026-11-04', '2026-11-20')).toEqual({
    overdue: false,
    lateDays: 0,
    soon: false,
  });
  expect(stand(undefined, undefined, '2026-11-20')).toEqual({ overdue: false, lateDays: 0, soon: false });
  expect(stand('2026-11-04', undefined, '2026-11-01')).toMatchObject({ soon: false });
});
