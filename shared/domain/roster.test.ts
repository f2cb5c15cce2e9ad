import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayKind } from './calendar.ts';
import {
  applyMoves,
  checkRoster,
  conflictOf,
  countFairness,
  type LeaveSpan,
  leaveCovers,
  minutesOf,
  monthDays,
  ROSTER_ROLES,
  type RosterShift,
  type Slot,
  shiftMonth,
  shiftsOverlap,
  withTrades,
} from './roster.ts';
import { addDays } from './time.ts';

const FULL: RosterShift = { id: 'full', name: '全天', start: '09:00', end: '09:00' };
const DAY: RosterShift = { id: 'day', name: '白班', start: '08:30', end: '17:30' };
const NIGHT: RosterShift = { id: 'night', name: '夜班', start: '17:00', end: '08:30' };
const SHIFTS = [DAY, NIGHT];
const PEOPLE = ['a', 'b', 'c'];
const START = '2026-02-01';

const day = fc.integer({ min: 0, max: 9 }).map((count) => addDays(START, count));
const slot = fc.record({
  day,
  shift: fc.constantFrom('day', 'night'),
  role: fc.constantFrom(...ROSTER_ROLES),
  personId: fc.constantFrom(...PEOPLE),
});
const roster = fc.uniqueArray(slot, {
  selector: (each) => `${each.day}${each.shift}${each.role}`,
  maxLength: 40,
});
const leave: fc.Arbitrary<LeaveSpan> = fc.record({
  personId: fc.constantFrom(...PEOPLE),
  fromDay: day,
  fromHalf: fc.constantFrom('am' as const, 'pm' as const),
  toDay: day,
  toHalf: fc.constantFrom('am' as const, 'pm' as const),
});

/** The minutes since `START` a shift takes, one by one. */
function minutesTaken(onDay: string, shift: RosterShift): Set<number> {
  const base = (Date.parse(`${onDay}T00:00:00Z`) - Date.parse(`${START}T00:00:00Z`)) / 60_000;
  const taken = new Set<number>();
  let minute = minutesOf(shift.start);
  do {
    taken.add(base + minute);
    minute += 1;
  } while (minute % 1_440 !== minutesOf(shift.end) % 1_440);
  return taken;
}

describe('overlap', () => {
  it('agrees with counting minutes', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...SHIFTS, FULL),
        day,
        fc.constantFrom(...SHIFTS, FULL),
        (a, x, b, y) => {
          const other = minutesTaken(b, y);
          const shared = [...minutesTaken(a, x)].some((minute) => other.has(minute));
          expect(shiftsOverlap({ day: a, shift: x }, { day: b, shift: y })).toBe(shared);
        },
      ),
    );
  });

  it('a whole-day duty may follow one, and stands against itself', () => {
    expect(shiftsOverlap({ day: START, shift: FULL }, { day: addDays(START, 1), shift: FULL })).toBe(false);
    expect(shiftsOverlap({ day: START, shift: FULL }, { day: START, shift: FULL })).toBe(true);
  });
});

describe('leaveCovers', () => {
  it('agrees with counting the minutes of the shift’s own day', () => {
    fc.assert(
      fc.property(leave, day, fc.constantFrom(...SHIFTS, FULL), (span, on, shift) => {
        const from = `${span.fromDay}${span.fromHalf === 'am' ? '00:00' : '12:00'}`;
        const to = `${span.toDay}${span.toHalf === 'am' ? '12:00' : '24:00'}`;
        const base = (Date.parse(`${on}T00:00:00Z`) - Date.parse(`${START}T00:00:00Z`)) / 60_000;
        const naive = [...minutesTaken(on, shift)]
          .map((minute) => minute - base)
          .filter((minute) => minute < 1_440)
          .some((minute) => {
            const hour = String(Math.floor(minute / 60)).padStart(2, '0');
            const moment = `${on}${hour}:${String(minute % 60).padStart(2, '0')}`;
            return moment >= from && moment < to;
          });
        expect(leaveCovers(span, on, shift)).toBe(naive);
      }),
    );
  });
});

describe('checkRoster', () => {
  it('finds exactly what a naive look finds', () => {
    fc.assert(
      fc.property(roster, fc.array(leave, { maxLength: 4 }), (slots, leaves) => {
        const days = Array.from({ length: 10 }, (_, count) => addDays(START, count));
        const found = checkRoster({
          days,
          shifts: SHIFTS,
          required: ['primary', 'backup'],
          slots,
          leaves,
          activePeople: new Set(['a', 'b']),
        });
        const count = (kind: string) => found.filter((finding) => finding.kind === kind).length;
        const filled = slots.filter(({ role }) => role !== 'leader').length;
        expect(count('gap')).toBe(10 * 2 * 2 - filled);
        expect(count('inactive')).toBe(slots.filter(({ personId }) => personId === 'c').length);
        const busy = slots.filter((one) =>
          slots.some((other) => {
            if (one === other || one.personId !== other.personId) return false;
            const [x, y] = [one, other].map((each) =>
              minutesTaken(each.day, each.shift === 'day' ? DAY : NIGHT),
            );
            return [...(x ?? [])].some((minute) => y?.has(minute));
          }),
        );
        expect(count('double')).toBe(busy.length);
        const off = slots.filter(({ personId, day: on, shift }) =>
          leaves.some(
            (span) => span.personId === personId && leaveCovers(span, on, shift === 'day' ? DAY : NIGHT),
          ),
        );
        expect(count('leave')).toBe(off.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('applyMoves', () => {
  const slots: Slot[] = [
    { day: START, shift: 'full', role: 'primary', personId: 'a' },
    { day: addDays(START, 1), shift: 'full', role: 'primary', personId: 'b' },
  ];
  it('exchanges two duties at once', () => {
    const [first, second] = slots as [Slot, Slot];
    const after = applyMoves(slots, [
      { ...first, from: 'a', to: 'b' },
      { ...second, from: 'b', to: 'a' },
    ]);
    expect(after?.map(({ personId }) => personId)).toEqual(['b', 'a']);
    expect(after?.some((each) => conflictOf(each, after, [FULL]))).toBe(false);
  });
  it('two people who are each other’s B角 exchange days and trade roles', () => {
    const next = addDays(START, 1);
    const pair: Slot[] = [
      ...slots,
      { day: START, shift: 'full', role: 'backup', personId: 'b' },
      { day: next, shift: 'full', role: 'backup', personId: 'a' },
    ];
    const moves = withTrades(pair, [
      { day: START, shift: 'full', role: 'primary', from: 'a', to: 'b' },
      { day: next, shift: 'full', role: 'primary', from: 'b', to: 'a' },
    ]);
    const after = applyMoves(pair, moves);
    expect(after?.map(({ role, personId }) => `${role} ${personId}`)).toEqual([
      'primary b',
      'primary a',
      'backup a',
      'backup b',
    ]);
    expect(after?.some((each) => conflictOf(each, after, [FULL]))).toBe(false);
  });
  it('refuses what no longer holds', () => {
    const [first] = slots as [Slot];
    expect(applyMoves(slots, [{ ...first, from: 'c', to: 'b' }])).toBeUndefined();
  });
});

describe('countFairness', () => {
  it('counts as one by one', () => {
    const kindOf = (on: string): DayKind =>
      on.endsWith('1') ? 'weekend' : on.endsWith('2') ? 'holiday' : 'workday';
    fc.assert(
      fc.property(roster, (slots) => {
        for (const row of countFairness(slots, PEOPLE, kindOf)) {
          const own = slots.filter(({ personId }) => personId === row.personId);
          expect(row.leader).toBe(own.filter(({ role }) => role === 'leader').length);
          expect(row.total).toBe(own.filter(({ role }) => role === 'primary').length);
          expect(row.primary.weekend).toBe(
            own.filter((each) => each.role === 'primary' && kindOf(each.day) === 'weekend').length,
          );
        }
      }),
    );
  });
});

it('months', () => {
  expect(monthDays('2028-02')).toHaveLength(29);
  expect(shiftMonth('2026-12', 1)).toBe('2027-01');
  expect(shiftMonth('2026-01', -1)).toBe('2025-12');
});
