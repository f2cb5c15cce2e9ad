import type { AttendanceCell } from '../../../../shared/contract/dutyAttendance.ts';
import type { RosterMonth } from '../../../../shared/contract/dutyRoster.ts';
import type { DayKind } from '../../../../shared/domain/calendar.ts';
import { periodsEnding } from '../../../../shared/domain/reportPeriod.ts';
import { addDays, type Day } from '../../../../shared/domain/time.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { attendanceCells } from '../../duty/attendance.ts';
import { dutyHistory } from '../../duty/duty.ts';
import { proposeFacts } from '../../duty/facts.ts';
import { rosterMonth } from '../../duty/roster.ts';
import { allRows } from './paging.ts';
import type { ReportSource } from './source.ts';

const KINDS = [
  ['workday', '工作日'],
  ['weekend', '周末'],
  ['holiday', '节假日'],
  ['major-holiday', '重大节假日'],
] as const satisfies readonly (readonly [DayKind, string])[];
/** Days of a verdict on which the person was to be there. */
const OWED = new Set(['normal', 'faulty', 'leave']);

/** Shifts planned and signed, gaps and absences, how evenly duty fell, and the attendance of those on site. */
export const dutySource: ReportSource = {
  id: 'duty',
  outline: partOutlines.duty,
  async collect({ core, span }) {
    const within = (day: Day) => day >= span.from && day <= span.to;
    const months: RosterMonth[] = [];
    for (const { key } of periodsEnding('month', span.from, addDays(span.to, 31)))
      if (`${key}-01` <= span.to) months.push(await rosterMonth(core, key));
    const cells = await attendanceCells(core, span);
    const facts = await proposeFacts(core, span);
    const shifts = await allRows(
      (page) => dutyHistory(core, page),
      ({ day }) => day < span.from,
    );
    const slots = months.flatMap((month) => month.slots).filter(({ day }) => within(day));
    const gaps = months
      .flatMap((month) => month.findings)
      .filter((finding) => finding.kind === 'gap' && within(finding.day));
    const turns = turnRows(months, within);
    const people = attendanceRows(months, cells);
    const empty = months.filter(({ state }) => state !== 'published').map(({ month }) => month);
    const owed = cells.filter(({ verdict }) => OWED.has(verdict));
    return {
      figures: {
        planned: slots.filter(({ role }) => role === 'primary').length,
        gaps: gaps.length,
        shifts: shifts.filter(({ day }) => within(day)).length,
        absent: facts.filter(({ type }) => type === 'duty-absence').length,
        attendanceDays: owed.length,
        normal: owed.filter(({ verdict }) => verdict === 'normal').length,
        leave: owed.filter(({ verdict }) => verdict === 'leave').length,
        late: faults(cells, 'late'),
        early: faults(cells, 'early'),
        missing: faults(cells, 'absent', 'no-in', 'no-out'),
      },
      tables: {
        fairness: turns.map(({ name, counts }) => [
          name,
          ...counts,
          counts.reduce((sum, count) => sum + count, 0),
        ]),
        attendance: people,
      },
      charts: {
        fairness: {
          categories: turns.map(({ name }) => name),
          series: KINDS.map(([, name], place) => ({
            name,
            values: turns.map(({ counts }) => counts[place] ?? 0),
          })),
        },
      },
      notes: empty.length > 0 ? [words.noRoster(empty)] : [],
    };
  },
};

/** How often each person had the first place, by kind of day. */
function turnRows(months: readonly RosterMonth[], within: (day: Day) => boolean) {
  const kinds = new Map(months.flatMap(({ days }) => days.map(({ day, kind }) => [day, kind] as const)));
  const people = new Map(months.flatMap((month) => month.people.map(({ id, name }) => [id, name] as const)));
  return [...people].flatMap(([id, name]) => {
    const own = months
      .flatMap(({ slots }) => slots)
      .filter(({ role, personId, day }) => role === 'primary' && personId === id && within(day));
    if (own.length === 0) return [];
    return [{ name, counts: KINDS.map(([kind]) => own.filter(({ day }) => kinds.get(day) === kind).length) }];
  });
}

function attendanceRows(months: readonly RosterMonth[], cells: readonly AttendanceCell[]) {
  const names = new Map(months.flatMap((month) => month.people.map(({ id, name }) => [id, name] as const)));
  return [...new Set(cells.map(({ personId }) => personId))].flatMap((id) => {
    const own = cells.filter(({ personId }) => personId === id);
    const owed = own.filter(({ verdict }) => OWED.has(verdict));
    if (owed.length === 0) return [];
    const of = (verdict: string) => owed.filter((cell) => cell.verdict === verdict).length;
    const [late, early] = [faults(own, 'late'), faults(own, 'early')];
    const missing = faults(own, 'absent', 'no-in', 'no-out');
    return [[names.get(id) ?? '', owed.length, of('normal'), of('leave'), late, early, missing]];
  });
}

function faults(cells: readonly AttendanceCell[], ...kinds: AttendanceCell['faults'][number][]): number {
  return cells.filter((cell) => cell.faults.some((fault) => kinds.includes(fault))).length;
}
