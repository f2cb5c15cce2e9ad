import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttendanceDay, judgeAttendance, leaveHalves } from './attendance.ts';
import { type LeaveSpan, minutesOf } from './roster.ts';

const PERIODS = [
  [540, 720],
  [780, 1_020],
] as const;
const DAY = '2026-11-20';
const LATER = 3_000;

const base: AttendanceDay = {
  day: DAY,
  kind: 'workday',
  periods: PERIODS,
  leaves: [],
  inAt: 538,
  outAt: 1_025,
  graceMinutes: 5,
  now: LATER,
};
const leave = (fromHalf: 'am' | 'pm', toHalf: 'am' | 'pm'): LeaveSpan => ({
  personId: 'a',
  fromDay: DAY,
  fromHalf,
  toDay: DAY,
  toHalf,
});
const judged = (change: Partial<AttendanceDay>) => judgeAttendance({ ...base, ...change });

describe('judgeAttendance', () => {
  it('knows the days on which nobody must come', () => {
    expect(judged({ kind: 'weekend', inAt: null, outAt: null }).verdict).toBe('rest');
    expect(judged({ kind: 'unpublished', inAt: null, outAt: null }).verdict).toBe('unpublished');
    expect(judged({ leaves: [leave('am', 'pm')], inAt: null, outAt: null }).verdict).toBe('leave');
  });

  it('grants the grace to the minute', () => {
    expect(judged({ inAt: 545 }).verdict).toBe('normal');
    expect(judged({ inAt: 546 })).toMatchObject({ faults: ['late'], lateMinutes: 6 });
    expect(judged({ outAt: 1_015 }).verdict).toBe('normal');
    expect(judged({ outAt: 1_014 })).toMatchObject({ faults: ['early'], earlyMinutes: 6 });
  });

  it('does not count the lunch break as missed', () => {
    expect(judged({ inAt: minutesOf('13:30') }).lateMinutes).toBe(210);
    expect(judged({ outAt: minutesOf('12:30') }).earlyMinutes).toBe(240);
  });

  it('half a day of leave moves the hours', () => {
    expect(judged({ leaves: [leave('am', 'am')], inAt: minutesOf('13:00') }).verdict).toBe('normal');
    expect(judged({ leaves: [leave('pm', 'pm')], outAt: minutesOf('12:00') }).verdict).toBe('normal');
  });

  it('waits for the day to end', () => {
    expect(judged({ inAt: null, outAt: null, now: 600 }).verdict).toBe('pending');
    expect(judged({ inAt: null, outAt: null, now: 1_026 }).faults).toEqual(['absent']);
    expect(judged({ outAt: null, now: 1_100 }).verdict).toBe('pending');
    expect(judged({ outAt: null }).faults).toEqual(['no-out']);
    expect(judged({ inAt: null }).faults).toEqual(['no-in']);
  });

  it('agrees with a count minute by minute', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const grace = fc.integer({ min: 0, max: 30 });
    const halves = fc.constantFrom<LeaveSpan[]>([], [leave('am', 'am')], [leave('pm', 'pm')]);
    fc.assert(
      fc.property(minute, minute, grace, halves, (inAt, outAt, graceMinutes, leaves) => {
        const off = leaveHalves(DAY, leaves);
        const working = Array.from({ length: 1_440 }, (_, at) => at).filter(
          (at) =>
            PERIODS.some(([start, end]) => at >= start && at < end) && !off.includes(at < 720 ? 'am' : 'pm'),
        );
        const first = working[0] ?? 0;
        const last = (working.at(-1) ?? 0) + 1;
        const late = inAt > first + graceMinutes ? working.filter((at) => at < inAt).length : 0;
        const early = outAt < last - graceMinutes ? working.filter((at) => at >= outAt).length : 0;
        expect(judged({ inAt, outAt, graceMinutes, leaves })).toMatchObject({
          lateMinutes: late,
          earlyMinutes: early,
        });
      }),
    );
  });
});
