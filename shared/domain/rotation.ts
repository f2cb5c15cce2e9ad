import type { DayKind } from './calendar.ts';
import {
  conflictOf,
  type LeaveSpan,
  leaveCovers,
  ROSTER_ROLES,
  type RosterRole,
  type RosterShift,
  type Slot,
} from './roster.ts';
import { addDays, type Day } from './time.ts';

/** How turns go round. */
export interface RotationRules {
  shifts: readonly RosterShift[];
  /** Who takes each role, in the order of their turns. An empty list leaves the role open. */
  order: Record<RosterRole, readonly string[]>;
  /** `day`: the turn passes each shift; `week`: a person keeps the role from Monday to Sunday. */
  turn: 'day' | 'week';
  /** With turns by day: workdays, weekends and holidays go round each on their own, so that each kind is shared evenly. */
  byDayKind: boolean;
}

/** The kinds that go round on their own. A day of an unpublished year is nobody's guess: it has its own round. */
const ROUNDS = ['workday', 'weekend', 'holiday', 'unpublished', 'all'] as const;
export type Round = (typeof ROUNDS)[number];

/** Who had the last turn, and their place then (should they have left the list since). */
export interface LastTurn {
  personId: string;
  place: number;
  /** The Monday of the turn; with turns by week. */
  week?: Day;
}

/** Where each round stands after a month; the next month goes on from here. Keys: `role:round`. */
export type RotationCarry = Record<string, LastTurn>;

export interface RotationResult {
  slots: Slot[];
  carry: RotationCarry;
  /** Turns passed over because of leave or another duty at the time. */
  skipped: { day: Day; shift: string; role: RosterRole; personId: string }[];
}

export function roundKey(role: RosterRole, round: Round): string {
  return `${role}:${round}`;
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/**
 * A roster by rotation. Whoever is on leave, or already has a duty at the time, is passed over and does not owe the turn;
 * the turn goes on behind the one who took it. When nobody can, the place stays open. Deterministic: the same input makes
 * the same roster, and month after month makes what one long span makes.
 * @param before slots of the days before, for shifts over midnight
 */
export function rotate(input: {
  days: readonly Day[];
  rules: RotationRules;
  leaves: readonly LeaveSpan[];
  carry: RotationCarry;
  kindOf: (day: Day) => DayKind;
  before?: readonly Slot[];
}): RotationResult {
  const { rules } = input;
  const carry: RotationCarry = { ...input.carry };
  const slots: Slot[] = [];
  const skipped: RotationResult['skipped'] = [];
  const around: Slot[] = [...(input.before ?? [])];
  for (const day of input.days) {
    const round = roundOf(rules, input.kindOf(day));
    for (const shift of rules.shifts) {
      for (const role of ROSTER_ROLES) {
        const free = (personId: string) =>
          !input.leaves.some((leave) => leave.personId === personId && leaveCovers(leave, day, shift)) &&
          !conflictOf({ day, shift: shift.id, role, personId }, around, rules.shifts);
        const key = rules.turn === 'week' ? `${roundKey(role, round)}:${shift.id}` : roundKey(role, round);
        const turn = takeTurn(rules, role, carry[key], day, free);
        for (const personId of turn.skipped) skipped.push({ day, shift: shift.id, role, personId });
        if (turn.last) carry[key] = turn.last;
        if (turn.personId === undefined) continue;
        const slot = { day, shift: shift.id, role, personId: turn.personId };
        slots.push(slot);
        around.push(slot);
      }
    }
    // Only yesterday's shifts can reach into today.
    while (around[0] && around[0].day < day) around.shift();
  }
  return { slots, carry, skipped };
}

function roundOf(rules: RotationRules, kind: DayKind): Round {
  if (rules.turn === 'week' || !rules.byDayKind) return 'all';
  return kind === 'major-holiday' ? 'holiday' : kind;
}

interface Turn {
  personId: string | undefined;
  last: LastTurn | undefined;
  skipped: string[];
}

function takeTurn(
  rules: RotationRules,
  role: RosterRole,
  last: LastTurn | undefined,
  day: Day,
  free: (personId: string) => boolean,
): Turn {
  const order = rules.order[role];
  if (order.length === 0) return { personId: undefined, last, skipped: [] };
  const week = rules.turn === 'week' ? mondayOf(day) : undefined;
  const sameWeek = week !== undefined && last?.week === week && order.includes(last.personId);
  const first = sameWeek ? order.indexOf(last.personId) : placeAfter(order, last);
  const skipped: string[] = [];
  for (let step = 0; step < order.length; step++) {
    const place = (first + step) % order.length;
    const personId = order[place] ?? '';
    if (!free(personId)) {
      skipped.push(personId);
      continue;
    }
    // Within a week somebody else only stands in for the day: the week's turn stays with whose it is.
    if (sameWeek) return { personId, last, skipped };
    const taken = { personId, place, ...(week === undefined ? {} : { week }) };
    return { personId, last: taken, skipped };
  }
  return { personId: undefined, last, skipped };
}

/** Behind the last one; when they left the list, whoever moved up into their place. */
function placeAfter(order: readonly string[], last: LastTurn | undefined): number {
  if (!last) return 0;
  const place = order.indexOf(last.personId);
  return place >= 0 ? (place + 1) % order.length : last.place % order.length;
}

/** A carry whose next turns are the named people's: how a first month starts. */
export function startWith(rules: RotationRules, first: Partial<Record<RosterRole, string>>): RotationCarry {
  const carry: RotationCarry = {};
  for (const role of ROSTER_ROLES) {
    const order = rules.order[role];
    const place = order.indexOf(first[role] ?? '');
    if (place < 0) continue;
    const before = (place + order.length - 1) % order.length;
    const turn = { personId: order[before] ?? '', place: before };
    for (const round of ROUNDS) {
      carry[roundKey(role, round)] = turn;
      for (const shift of rules.shifts) carry[`${roundKey(role, round)}:${shift.id}`] = turn;
    }
  }
  return carry;
}
