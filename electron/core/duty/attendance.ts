import { randomUUID } from 'node:crypto';
import type {
  AttendanceCell,
  AttendanceMark,
  AttendanceMonth,
  MarkKind,
} from '../../../shared/contract/dutyAttendance.ts';
import type { DutyPerson } from '../../../shared/contract/dutyRoster.ts';
import { judgeAttendance } from '../../../shared/domain/attendance.ts';
import { dayKind } from '../../../shared/domain/calendar.ts';
import { type LeaveSpan, monthDays } from '../../../shared/domain/roster.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyAttendanceMessages as words } from '../../../shared/messages/dutyAttendance.ts';
import { appendAudit } from '../audit/audit.ts';
import { readCalendar, readWorkingTime, requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { type Machine, recordClock, workstation } from './clock.ts';
import { listPeople, mustFindPerson, personOf, readRules } from './people.ts';
import { type MarkRow, recordStore } from './recordStore.ts';
import { requestStore } from './requestStore.ts';
import { presentDay } from './roster.ts';

/** How far back a correction may reach: older months are settled. */
const CORRECTION_DAYS = 92;

/** A month's attendance of everybody whose attendance is kept; days to come are left out. */
export async function attendanceMonth(core: Core, month: string): Promise<AttendanceMonth> {
  const days = monthDays(month);
  const today = beijingDay(core.now());
  const [calendar, people, rules, cells] = await Promise.all([
    readCalendar(core),
    listPeople(core),
    readRules(core),
    attendanceCells(core, { from: days[0] ?? '', to: days.at(-1) ?? '' }),
  ]);
  return {
    month,
    days: days.map((day) => presentDay(day, calendar)),
    people: people.filter(({ id, attends }) => attends || cells.some(({ personId }) => personId === id)),
    cells: cells.filter(({ day }) => day <= today),
    graceMinutes: rules.graceMinutes,
  };
}

/**
 * Every day of `from`…`to` judged for each person whose attendance is kept. A person counts from the day they were
 * entered on; before, and after today, there is nothing to judge.
 */
export async function attendanceCells(
  core: Core,
  range: { from: Day; to: Day; personId?: string },
): Promise<AttendanceCell[]> {
  const { from, to } = range;
  const today = beijingDay(core.now());
  const records = recordStore(core.log);
  const [calendar, people, rules, hours, marks, leaves] = await Promise.all([
    readCalendar(core),
    listPeople(core),
    readRules(core),
    readWorkingTime(core),
    records.marks(from, to),
    requestStore(core.log).leaves(from, to),
  ]);
  const clocks = new Map(
    (await records.clocks(marks.map(({ id }) => id))).map((row) => [row.target_id, row]),
  );
  const markOf = new Map(marks.map((mark) => [`${mark.person_id}|${mark.day}|${mark.kind}`, mark]));
  const cells: AttendanceCell[] = [];
  for (const person of people.filter((each) => isKept(each, range.personId))) {
    const own = leaves.filter(({ personId }) => personId === person.id);
    for (let day = from; day <= to && day <= today; day = addDays(day, 1)) {
      if (day < person.since || (range.personId === undefined && isGone(person, day))) continue;
      const marked = (kind: MarkKind) => markOf.get(`${person.id}|${day}|${kind}`);
      const both = [marked('in'), marked('out')] as const;
      const kind = dayKind(day, calendar);
      const judged = judgeAttendance({
        day,
        kind,
        periods: hours(day) ?? [],
        leaves: own as LeaveSpan[],
        inAt: minuteOf(day, both[0]),
        outAt: minuteOf(day, both[1]),
        graceMinutes: rules.graceMinutes,
        now: minutesSince(day, core.now().toISOString()),
      });
      cells.push({
        personId: person.id,
        day,
        ...judged,
        inAt: both[0]?.at ?? null,
        outAt: both[1]?.at ?? null,
        corrected: both.some((mark) => mark?.source === 'correction'),
        clockSuspect: both.some((mark) => mark !== undefined && clocks.get(mark.id)?.suspect === 1),
      });
    }
  }
  return cells;
}

function isKept(person: DutyPerson, only: string | undefined): boolean {
  return only === undefined ? person.attends && person.active : person.id === only;
}

/** After the last day of service nobody is expected. */
function isGone({ until }: DutyPerson, day: Day): boolean {
  return until !== '' && day > until;
}

function minuteOf(day: Day, mark: MarkRow | undefined): number | null {
  return mark ? minutesSince(day, mark.at) : null;
}

/** Whole minutes since a day's Beijing midnight. */
function minutesSince(day: Day, instant: string): number {
  return Math.floor((Date.parse(instant) - beijingInstant(day, '00:00').getTime()) / 60_000);
}

/** One's own day, with the working hours as text; no cell for people whose attendance is not kept. */
export async function myAttendance(
  core: Core,
  actor: Actor,
): Promise<{ cell: AttendanceCell | null; hours: string; graceMinutes: number }> {
  const person = await personOf(core, actor);
  const today = beijingDay(core.now());
  const [hours, rules] = [await readWorkingTime(core), await readRules(core)];
  const text = (hours(today) ?? []).map(([start, end]) => `${timeText(start)}–${timeText(end)}`).join('、');
  const cell = person?.attends && person.active ? await cellOf(core, person.id, today) : null;
  return { cell, hours: text, graceMinutes: rules.graceMinutes };
}

export function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

async function cellOf(core: Core, personId: string, day: Day): Promise<AttendanceCell> {
  const [cell] = await attendanceCells(core, { from: day, to: day, personId });
  if (!cell) throw fail('DUTY_PERSON_NOT_FOUND', words.noPerson);
  return cell;
}

/**
 * 上班 or 下班, now, by the person alone. Coming once is enough; leaving again moves the leaving on.
 * @throws ATTENDANCE_NOT_KEPT, ATTENDANCE_ALREADY_IN
 */
export async function signAttendance(
  core: Core,
  actor: Actor,
  kind: MarkKind,
  machine: Machine = workstation,
): Promise<AttendanceCell> {
  const person = await personOf(core, actor);
  if (!person?.attends || !person.active) throw fail('ATTENDANCE_NOT_KEPT', words.notKept);
  const now = core.now();
  const day = beijingDay(now);
  const mark = markRow(person.id, day, kind, now, actor, now);
  await inTransaction(core.log, async (trx) => {
    const store = recordStore(trx);
    const standing = (await store.marks(day, day)).find(
      (each) => each.person_id === person.id && each.kind === kind,
    );
    if (standing && kind === 'in') throw fail('ATTENDANCE_ALREADY_IN', words.alreadyIn);
    await store.putMark(mark);
  });
  const clock = await recordClock(core, mark.id, machine);
  await appendAudit(core, actor, 'duty.attendance', person.name, { kind, day, suspect: clock.suspect });
  core.changes.bump('duty');
  return cellOf(core, person.id, day);
}

/**
 * Puts a time right, with the reason; what stood before stays in the trace. Nobody corrects their own.
 * @throws ATTENDANCE_OWN, ATTENDANCE_NOT_KEPT, ATTENDANCE_TIME, ATTENDANCE_SETTLED
 */
export async function correctAttendance(
  core: Core,
  actor: Actor,
  input: { personId: string; day: Day; kind: MarkKind; time: string; reason: string },
): Promise<AttendanceCell> {
  requireDay(input.day);
  const person = await mustFindPerson(core, input.personId);
  if ((await personOf(core, actor))?.id === person.id) throw fail('ATTENDANCE_OWN', words.ownCorrection);
  if (!person.attends) throw fail('ATTENDANCE_NOT_KEPT', words.notKeptOf(person.name));
  const now = core.now();
  const at = beijingInstant(input.day, input.time);
  if (at > now) throw fail('ATTENDANCE_TIME', words.inFuture, { field: 'time' });
  if (input.day < addDays(beijingDay(now), -CORRECTION_DAYS))
    throw fail('ATTENDANCE_SETTLED', words.settled(CORRECTION_DAYS), { field: 'day' });
  await inTransaction(core.log, async (trx) => {
    const store = recordStore(trx);
    const marks = (await store.marks(input.day, input.day)).filter((mark) => mark.person_id === person.id);
    const other = marks.find((mark) => mark.kind !== input.kind);
    const wrong =
      other && (input.kind === 'in' ? at.toISOString() >= other.at : at.toISOString() <= other.at);
    if (wrong) throw fail('ATTENDANCE_TIME', words.outBeforeIn, { field: 'time' });
    await store.putMark({
      ...markRow(person.id, input.day, input.kind, at, actor, now),
      source: 'correction',
      reason: input.reason,
    });
  });
  await appendAudit(core, actor, 'duty.correct', person.name, {
    day: input.day,
    kind: input.kind,
    time: input.time,
    reason: input.reason,
  });
  core.changes.bump('duty');
  return cellOf(core, person.id, input.day);
}

function markRow(personId: string, day: Day, kind: MarkKind, at: Date, actor: Actor, now: Date): MarkRow {
  return {
    id: randomUUID(),
    person_id: personId,
    day,
    kind,
    at: at.toISOString(),
    source: 'sign',
    reason: '',
    recorded_by: actor.operatorId,
    recorded_at: now.toISOString(),
    replaced_at: null,
  };
}

/** Every mark of a person's day in the order it was made, also what was replaced. */
export async function attendanceTrace(
  core: Core,
  input: { personId: string; day: Day },
): Promise<AttendanceMark[]> {
  const rows = await recordStore(core.log).marksOf(input.personId, requireDay(input.day));
  return rows.map((row) => ({
    kind: row.kind,
    at: row.at,
    source: row.source,
    reason: row.reason,
    recordedBy: row.recorder_name,
    recordedAt: row.recorded_at,
    replacedAt: row.replaced_at,
  }));
}
