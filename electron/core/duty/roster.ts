import type { RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { type Calendar, dayKind, dayLabel, describeDay } from '../../../shared/domain/calendar.ts';
import { checkRoster, countFairness, monthDays, shiftMonth } from '../../../shared/domain/roster.ts';
import { addDays, type Day } from '../../../shared/domain/time.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { lastDaysOf, listPeople, readRules } from './people.ts';
import { requestStore } from './requestStore.ts';
import { rosterStore } from './rosterStore.ts';

/** The month's board: days with their kind, who stands where, what is wrong, who has how many duties. */
export async function rosterMonth(core: Core, month: string): Promise<RosterMonth> {
  const store = rosterStore(core.log);
  const days = monthDays(month);
  const [from, to] = [days[0] ?? month, days.at(-1) ?? month];
  const yearFrom = `${shiftMonth(month, -11)}-01`;
  const [calendar, people, rules, row, slots, changes, leaves] = await Promise.all([
    readCalendar(core),
    listPeople(core),
    readRules(core),
    store.month(month),
    store.slots(yearFrom, addDays(to, 1)),
    store.changes(from, to),
    requestStore(core.log).leaves(from, to),
  ]);
  const kindOf = (day: Day) => dayKind(day, calendar);
  const ofMonth = slots.filter(({ day }) => day >= from && day <= to);
  const ids = people.map(({ id }) => id);
  return {
    month,
    state: row ? row.state : 'empty',
    publishedBy: row?.published_by ?? null,
    publishedAt: row?.published_at ?? null,
    days: days.map((day) => presentDay(day, calendar)),
    people,
    rules,
    slots: ofMonth,
    findings:
      row || ofMonth.length > 0
        ? checkRoster({
            days,
            shifts: rules.shifts,
            required: rules.required,
            slots: slots.filter(({ day }) => day >= addDays(from, -1)),
            leaves,
            activePeople: new Set(people.filter(({ active }) => active).map(({ id }) => id)),
            lastDays: lastDaysOf(people),
          })
        : [],
    fairness: {
      month: countFairness(ofMonth, ids, kindOf),
      year: countFairness(
        slots.filter(({ day }) => day <= to),
        ids,
        kindOf,
      ),
    },
    changes: changes.map((change) => ({
      id: change.id,
      day: change.day,
      shift: change.shift,
      role: change.role,
      fromName: change.from_name,
      toName: change.to_name,
      reason: change.reason,
      changedBy: change.changed_by,
      changedAt: change.changed_at,
    })),
    leaves: leaves.map(({ id: _, ...leave }) => leave),
  };
}

export function presentDay(day: Day, calendar: Calendar) {
  const { kind, festival, adjusted } = describeDay(day, calendar);
  return { day, kind, label: dayLabel(day, calendar), festival, adjusted };
}
