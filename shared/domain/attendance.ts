import type { DayKind } from './calendar.ts';
import type { Half, LeaveSpan } from './roster.ts';
import type { Day } from './time.ts';

/** Working periods of a day in minutes since Beijing midnight, ascending: `[[540, 720], [780, 1020]]`. */
export type WorkingPeriods = readonly (readonly [start: number, end: number])[];

export const ATTENDANCE_FAULTS = ['late', 'early', 'absent', 'no-in', 'no-out'] as const;
export type AttendanceFault = (typeof ATTENDANCE_FAULTS)[number];

/** `pending`: the day is not over and nothing is wrong so far. `unpublished`: nobody knows whether it is a workday. */
export const ATTENDANCE_VERDICTS = ['rest', 'unpublished', 'leave', 'pending', 'normal', 'faulty'] as const;
export type AttendanceVerdict = (typeof ATTENDANCE_VERDICTS)[number];

export interface AttendanceDay {
  day: Day;
  kind: DayKind;
  periods: WorkingPeriods;
  /** Approved leave of this person. */
  leaves: readonly LeaveSpan[];
  /** Minutes since Beijing midnight; null where nobody signed. */
  inAt: number | null;
  outAt: number | null;
  /** Minutes one may be late or early without a fault. */
  graceMinutes: number;
  /** The present moment in minutes since this day's midnight: beyond 1,440 on later days, negative before it. */
  now: number;
}

export interface AttendanceJudgement {
  verdict: AttendanceVerdict;
  faults: AttendanceFault[];
  /** Working minutes missed at the beginning and at the end; 0 within the grace. */
  lateMinutes: number;
  earlyMinutes: number;
  /** Half days on leave. */
  leave: Half[];
}

const NOON = 720;
const MIDNIGHT = 1_440;

/** Judges one day of one person. Leave takes its half days out of the working hours; mornings end at 12:00. */
export function judgeAttendance(input: AttendanceDay): AttendanceJudgement {
  const leave = leaveHalves(input.day, input.leaves);
  const none = { faults: [], lateMinutes: 0, earlyMinutes: 0, leave };
  if (input.kind === 'unpublished') return { ...none, verdict: 'unpublished' };
  if (input.kind !== 'workday') return { ...none, verdict: 'rest' };
  const expected = expectedPeriods(input.periods, leave);
  const first = expected[0]?.[0];
  const last = expected.at(-1)?.[1];
  if (first === undefined || last === undefined) return { ...none, verdict: 'leave' };
  const { inAt, outAt, graceMinutes } = input;
  const over = input.now > last + graceMinutes;
  if (inAt === null && outAt === null)
    return over ? { ...none, verdict: 'faulty', faults: ['absent'] } : { ...none, verdict: 'pending' };
  const late = inAt !== null && inAt > first + graceMinutes;
  const early = outAt !== null && outAt < last - graceMinutes;
  const faults: AttendanceFault[] = [];
  if (inAt === null) faults.push('no-in');
  if (late) faults.push('late');
  if (early) faults.push('early');
  // Until midnight one may still be at work.
  if (outAt === null && input.now >= MIDNIGHT) faults.push('no-out');
  return {
    verdict: faults.length > 0 ? 'faulty' : outAt === null ? 'pending' : 'normal',
    faults,
    lateMinutes: late ? minutesWithin(expected, first, inAt) : 0,
    earlyMinutes: early ? minutesWithin(expected, outAt, last) : 0,
    leave,
  };
}

/** The halves of a day taken by leave, morning first. */
export function leaveHalves(day: Day, leaves: readonly LeaveSpan[]): Half[] {
  const taken = (half: Half) =>
    leaves.some((leave) => {
      if (day < leave.fromDay || day > leave.toDay) return false;
      if (half === 'am') return day > leave.fromDay || leave.fromHalf === 'am';
      return day < leave.toDay || leave.toHalf === 'pm';
    });
  return (['am', 'pm'] as const).filter(taken);
}

/** Working periods in minutes without the halves on leave. */
function expectedPeriods(periods: WorkingPeriods, leave: readonly Half[]): [number, number][] {
  const from = leave.includes('am') ? NOON : 0;
  const to = leave.includes('pm') ? NOON : MIDNIGHT;
  if (leave.length === 2) return [];
  return periods
    .map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, to)])
    .filter(([start, end]) => start < end);
}

function minutesWithin(periods: readonly [number, number][], from: number, to: number): number {
  let minutes = 0;
  for (const [start, end] of periods) minutes += Math.max(0, Math.min(end, to) - Math.max(start, from));
  return minutes;
}
