import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import { dayKind, dayLabel } from '../../../shared/domain/calendar.ts';
import { beijingDay, type Day, weekday } from '../../../shared/domain/time.ts';
import { dutyFactMessages as words } from '../../../shared/messages/duty.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { attendanceCells } from './attendance.ts';
import { rosteredDuties } from './expected.ts';
import { listPeople } from './people.ts';

/** Faults the contract deducts for; a forgotten signature (no-in, no-out) is put right, not deducted. */
const COUNTED = ['late', 'early', 'absent'] as const;

/**
 * What duty and attendance propose to the assessment, for days that are over: published duties nobody signed in for, and
 * working days begun late, left early or missed without leave. Found again, a happening has the same id.
 */
export async function proposeFacts(core: Core, range: { from: Day; to: Day }): Promise<ProposedFact[]> {
  const today = beijingDay(core.now());
  const to = range.to < today ? range.to : today;
  if (to < range.from) return [];
  return [
    ...(await missedDuties(core, { from: range.from, to })),
    ...(await attendanceFaults(core, { from: range.from, to })),
  ];
}

/** Only the 值班人 has to sign in; B角 and 带班领导 stand by. People without an account cannot, and are left to a person. */
async function missedDuties(core: Core, range: { from: Day; to: Day }): Promise<ProposedFact[]> {
  const calendar = await readCalendar(core);
  const now = core.now();
  return (await rosteredDuties(core, range.from, range.to))
    .filter(
      ({ role, present, end, person }) => role === 'primary' && !present && end <= now && person?.operatorId,
    )
    .map(({ day, shift, shiftName, person }) => ({
      id: `duty-absence:${day}:${shift}`,
      type: 'duty-absence',
      date: day,
      person: person?.name ?? '',
      dayKind: dayKind(day, calendar),
      text: words.missed(day, weekday(day), dayLabel(day, calendar), shiftName, person?.name ?? ''),
      link: `/duty/roster?day=${day}`,
    }));
}

async function attendanceFaults(core: Core, range: { from: Day; to: Day }): Promise<ProposedFact[]> {
  const names = new Map((await listPeople(core)).map(({ id, name }) => [id, name]));
  const today = beijingDay(core.now());
  const cells = await attendanceCells(core, range);
  return cells
    .filter(({ day, verdict }) => verdict === 'faulty' && day < today)
    .flatMap((cell) => {
      const faults = COUNTED.filter((fault) => cell.faults.includes(fault));
      if (faults.length === 0) return [];
      const name = names.get(cell.personId) ?? '';
      return faults.map((fault): ProposedFact => {
        const minutes = fault === 'late' ? cell.lateMinutes : cell.earlyMinutes;
        return {
          id: `attendance:${cell.day}:${cell.personId}:${fault}`,
          type: 'attendance',
          date: cell.day,
          person: name,
          text: words.attendance(cell.day, weekday(cell.day), name, fault, minutes),
          link: `/duty/attendance?day=${cell.day}`,
        };
      });
    });
}
