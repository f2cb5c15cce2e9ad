import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayKind } from './calendar.ts';
import { checkRoster, type LeaveSpan, leaveCovers, ROSTER_ROLES, type RosterShift } from './roster.ts';
import { mondayOf, type RotationRules, rotate, startWith } from './rotation.ts';
import { addDays, type Day } from './time.ts';

const FULL: RosterShift = { id: 'full', name: '全天', start: '09:00', end: '09:00' };
const START = '2026-01-26';
const PEOPLE = ['a', 'b', 'c', 'd'];
const days = (from: Day, count: number) => Array.from({ length: count }, (_, index) => addDays(from, index));

const KINDS: readonly DayKind[] = ['workday', 'weekend', 'holiday', 'major-holiday', 'unpublished'];
const kinds = fc.infiniteStream(fc.constantFrom(...KINDS));
const leave: fc.Arbitrary<LeaveSpan> = fc
  .record({
    personId: fc.constantFrom(...PEOPLE),
    from: fc.integer({ min: 0, max: 59 }),
    length: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ personId, from, length }) => ({
    personId,
    fromDay: addDays(START, from),
    fromHalf: 'am' as const,
    toDay: addDays(START, from + length),
    toHalf: 'pm' as const,
  }));
const order = fc.shuffledSubarray(PEOPLE, { minLength: 1 });
const rules = (turn: 'day' | 'week'): fc.Arbitrary<RotationRules> =>
  fc.record({
    shifts: fc.constant([FULL]),
    order: fc.record({ leader: order, primary: order, backup: order }),
    turn: fc.constant(turn),
    byDayKind: fc.boolean(),
  });
const scene = fc.record({
  rules: fc.oneof(rules('day'), rules('week')),
  leaves: fc.array(leave, { maxLength: 12 }),
  kind: kinds.map((stream) => {
    const list = [...stream.take(60)];
    return (day: Day) => list[Math.round((Date.parse(day) - Date.parse(START)) / 86_400_000)] ?? 'workday';
  }),
});

/** The same rule said another way: queues of names, the head takes the turn and goes to the end. */
function naive(
  rule: RotationRules,
  leaves: readonly LeaveSpan[],
  kindOf: (day: Day) => DayKind,
  span: readonly Day[],
): string[] {
  const queues = new Map<string, string[]>();
  const out: string[] = [];
  for (const day of span) {
    const busy = new Set<string>();
    const kind = kindOf(day);
    const round = !rule.byDayKind ? '' : kind === 'major-holiday' ? 'holiday' : kind;
    for (const role of ROSTER_ROLES) {
      const name = `${role}${round}`;
      const queue = queues.get(name) ?? [...rule.order[role]];
      const taker = queue.find(
        (person) =>
          !busy.has(person) &&
          !leaves.some((each) => each.personId === person && leaveCovers(each, day, FULL)),
      );
      if (!taker) continue;
      busy.add(taker);
      out.push(`${day} ${role} ${taker}`);
      const ring = rule.order[role];
      const behind = ring.indexOf(taker) + 1;
      queues.set(name, [...ring.slice(behind), ...ring.slice(0, behind)]);
    }
  }
  return out;
}

describe('rotate', () => {
  it('agrees with queues of names (turns by day)', () => {
    fc.assert(
      fc.property(rules('day'), fc.array(leave, { maxLength: 12 }), scene, (rule, leaves, { kind }) => {
        const span = days(START, 60);
        const { slots } = rotate({ days: span, rules: rule, leaves, carry: {}, kindOf: kind });
        expect(slots.map(({ day, role, personId }) => `${day} ${role} ${personId}`)).toEqual(
          naive(rule, leaves, kind, span),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('month after month makes what one span makes', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 59 }), ({ rules: rule, leaves, kind }, cut) => {
        const whole = rotate({ days: days(START, 60), rules: rule, leaves, carry: {}, kindOf: kind });
        const first = rotate({ days: days(START, cut), rules: rule, leaves, carry: {}, kindOf: kind });
        const second = rotate({
          days: days(addDays(START, cut), 60 - cut),
          rules: rule,
          leaves,
          carry: JSON.parse(JSON.stringify(first.carry)),
          kindOf: kind,
          before: first.slots,
        });
        expect([...first.slots, ...second.slots]).toEqual(whole.slots);
        expect(second.carry).toEqual(whole.carry);
      }),
    );
  });

  it('never puts anybody on duty on leave or twice at a time; open only when nobody can', () => {
    fc.assert(
      fc.property(scene, ({ rules: rule, leaves, kind }) => {
        const span = days(START, 60);
        const { slots } = rotate({ days: span, rules: rule, leaves, carry: {}, kindOf: kind });
        const findings = checkRoster({
          days: span,
          shifts: [FULL],
          required: ['leader', 'primary', 'backup'],
          slots,
          leaves,
          activePeople: new Set(PEOPLE),
        });
        for (const finding of findings) {
          expect(finding.kind).toBe('gap');
          const taken = slots.filter(({ day }) => day === finding.day).map(({ personId }) => personId);
          for (const person of rule.order[finding.role]) {
            const off = leaves.some(
              (each) => each.personId === person && leaveCovers(each, finding.day, FULL),
            );
            expect(off || taken.includes(person)).toBe(true);
          }
        }
      }),
    );
  });

  it('without leave shares duties evenly: nobody has two more than another', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 60 }), (primary, count) => {
        const rule: RotationRules = {
          shifts: [FULL],
          order: { leader: [], primary, backup: [] },
          turn: 'day',
          byDayKind: false,
        };
        const { slots } = rotate({
          days: days(START, count),
          rules: rule,
          leaves: [],
          carry: {},
          kindOf: () => 'workday',
        });
        const counts = primary.map((person) => slots.filter(({ personId }) => personId === person).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('by week: one person from Monday to Sunday, somebody else stands in for a day of leave only', () => {
    const rule: RotationRules = {
      shifts: [FULL],
      order: { leader: [], primary: ['a', 'b', 'c'], backup: [] },
      turn: 'week',
      byDayKind: false,
    };
    const off: LeaveSpan = {
      personId: 'a',
      fromDay: addDays(START, 2),
      fromHalf: 'am',
      toDay: addDays(START, 2),
      toHalf: 'pm',
    };
    expect(mondayOf(addDays(START, 6))).toBe(START);
    const { slots, skipped } = rotate({
      days: days(START, 15),
      rules: rule,
      leaves: [off],
      carry: {},
      kindOf: () => 'workday',
    });
    expect(slots.map(({ personId }) => personId).join('')).toBe('aabaaaabbbbbbbc');
    expect(skipped).toHaveLength(1);
  });

  it('starts with whom one names, and goes on when somebody left the list', () => {
    const rule: RotationRules = {
      shifts: [FULL],
      order: { leader: [], primary: ['a', 'b', 'c'], backup: [] },
      turn: 'day',
      byDayKind: true,
    };
    const run = (given: RotationRules, carry: ReturnType<typeof startWith>) =>
      rotate({ days: days(START, 3), rules: given, leaves: [], carry, kindOf: () => 'workday' });
    const first = run(rule, startWith(rule, { primary: 'b' }));
    expect(first.slots.map(({ personId }) => personId)).toEqual(['b', 'c', 'a']);
    const without = { ...rule, order: { ...rule.order, primary: ['b', 'c'] } };
    expect(run(without, first.carry).slots.map(({ personId }) => personId)).toEqual(['b', 'c', 'b']);
  });
});
