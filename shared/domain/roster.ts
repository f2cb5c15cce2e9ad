import type { DayKind } from './calendar.ts';
import { addDays, type Day } from './time.ts';

/** 带班领导, 值班人 (A角), 备班 (B角): check sheet columns, form B. */
export const ROSTER_ROLES = ['leader', 'primary', 'backup'] as const;
export type RosterRole = (typeof ROSTER_ROLES)[number];

/** One turn of a day. `end` not after `start` means the next day; equal means 24 hours. Beijing time `HH:mm`. */
export interface RosterShift {
  id: string;
  name: string;
  start: string;
  end: string;
}

/** A place on the roster. */
export interface SlotKey {
  day: Day;
  shift: string;
  role: RosterRole;
}

/** A place with the person who holds it. */
export interface Slot extends SlotKey {
  personId: string;
}

export const HALVES = ['am', 'pm'] as const;
export type Half = (typeof HALVES)[number];

/** Days off of one person, from one half day to another, both included. */
export interface LeaveSpan {
  personId: string;
  fromDay: Day;
  fromHalf: Half;
  toDay: Day;
  toHalf: Half;
}

/** A slot changes hands. */
export interface Move extends SlotKey {
  from: string;
  to: string;
}

const DAY_MINUTES = 1_440;
const NOON = 720;

/** `08:30` → 510. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** A shift's minutes counted from its day's midnight; the end may lie in the next day, never further. */
export function shiftSpan(shift: RosterShift): { start: number; end: number } {
  const start = minutesOf(shift.start);
  const end = minutesOf(shift.end);
  return { start, end: end > start ? end : end + DAY_MINUTES };
}

export function slotKey({ day, shift, role }: SlotKey): string {
  return `${day}|${shift}|${role}`;
}

/** Whether two shifts of given days share a minute; touching is not sharing. */
export function shiftsOverlap(
  a: { day: Day; shift: RosterShift },
  b: { day: Day; shift: RosterShift },
): boolean {
  const apart = dayDistance(a.day, b.day) * DAY_MINUTES;
  const first = shiftSpan(a.shift);
  const second = shiftSpan(b.shift);
  return first.start < second.end + apart && second.start + apart < first.end;
}

/**
 * Whether a leave takes away a shift. A shift counts with the part that lies on its own day: who is off on Friday may
 * still finish Thursday's night duty. Mornings end at 12:00.
 */
export function leaveCovers(leave: LeaveSpan, day: Day, shift: RosterShift): boolean {
  if (day < leave.fromDay || day > leave.toDay) return false;
  const { start, end } = shiftSpan(shift);
  const from = day === leave.fromDay && leave.fromHalf === 'pm' ? NOON : 0;
  const to = day === leave.toDay && leave.toHalf === 'am' ? NOON : DAY_MINUTES;
  return from < to && start < to && from < Math.min(end, DAY_MINUTES);
}

/** What is wrong with a roster: an empty place, a person twice at a time, on leave, off the list, or gone by then. */
export interface RosterFinding extends SlotKey {
  kind: 'gap' | 'double' | 'leave' | 'inactive' | 'departed';
  personId: string | null;
}

export interface RosterToCheck {
  days: readonly Day[];
  shifts: readonly RosterShift[];
  /** Roles without which a shift has a gap. */
  required: readonly RosterRole[];
  /** May include the days around, so that shifts over midnight are seen. */
  slots: readonly Slot[];
  leaves: readonly LeaveSpan[];
  activePeople: ReadonlySet<string>;
  /** Last day of service of those who leave or have left. */
  lastDays?: ReadonlyMap<string, Day>;
}

/** Every finding of the given days, by day, shift and role. */
export function checkRoster(roster: RosterToCheck): RosterFinding[] {
  const held = new Map(roster.slots.map((slot) => [slotKey(slot), slot]));
  const findings: RosterFinding[] = [];
  for (const day of roster.days) {
    for (const { id: shift } of roster.shifts) {
      for (const role of ROSTER_ROLES) {
        const slot = held.get(slotKey({ day, shift, role }));
        if (slot) findings.push(...checkSlot(slot, roster));
        else if (roster.required.includes(role))
          findings.push({ kind: 'gap', day, shift, role, personId: null });
      }
    }
  }
  return findings;
}

function checkSlot(slot: Slot, roster: RosterToCheck): RosterFinding[] {
  const shift = roster.shifts.find(({ id }) => id === slot.shift);
  if (!shift) return [];
  const found: RosterFinding['kind'][] = [];
  if (!roster.activePeople.has(slot.personId)) found.push('inactive');
  if (slot.day > (roster.lastDays?.get(slot.personId) ?? slot.day)) found.push('departed');
  if (conflictOf(slot, roster.slots, roster.shifts)) found.push('double');
  if (roster.leaves.some((leave) => leave.personId === slot.personId && leaveCovers(leave, slot.day, shift)))
    found.push('leave');
  return found.map((kind) => ({ ...slot, kind }));
}

/** Another place the same person holds at the same time; undefined when there is none. */
export function conflictOf(
  slot: Slot,
  slots: readonly Slot[],
  shifts: readonly RosterShift[],
): Slot | undefined {
  const shift = shifts.find(({ id }) => id === slot.shift);
  if (!shift) return undefined;
  return slots.find((other) => {
    if (other.personId !== slot.personId || slotKey(other) === slotKey(slot)) return false;
    if (Math.abs(dayDistance(slot.day, other.day)) > 1) return false;
    const otherShift = shifts.find(({ id }) => id === other.shift);
    return (
      otherShift !== undefined &&
      shiftsOverlap({ day: slot.day, shift }, { day: other.day, shift: otherShift })
    );
  });
}

/** The places of a person that a leave takes away. */
export function slotsUnderLeave(
  leave: LeaveSpan,
  slots: readonly Slot[],
  shifts: readonly RosterShift[],
): Slot[] {
  return slots.filter((slot) => {
    const shift = shifts.find(({ id }) => id === slot.shift);
    return slot.personId === leave.personId && shift !== undefined && leaveCovers(leave, slot.day, shift);
  });
}

/**
 * The slots after a request's moves; all of them happen at once, so a swap does not collide with itself.
 * @returns undefined when a moved slot is not (any more) held by the person it is taken from
 */
export function applyMoves(slots: readonly Slot[], moves: readonly Move[]): Slot[] | undefined {
  const held = new Map(slots.map((slot) => [slotKey(slot), slot]));
  for (const { from, to, ...key } of moves) {
    const name = slotKey(key);
    if (held.get(name)?.personId !== from) return undefined;
    held.set(name, { day: key.day, shift: key.shift, role: key.role, personId: to });
  }
  return [...held.values()];
}

/**
 * Where an exchange would put somebody on a shift they already hold another role of, both trade roles there: in a team of
 * three the one who takes an A角 is often its B角. Adds those moves; what is still in conflict afterwards is not ours to mend.
 */
export function withTrades(slots: readonly Slot[], moves: readonly Move[]): Move[] {
  const moved = new Set(moves.map(slotKey));
  const trades = moves.flatMap((move) =>
    slots
      .filter(
        (slot) =>
          slot.day === move.day &&
          slot.shift === move.shift &&
          slot.personId === move.to &&
          !moved.has(slotKey(slot)),
      )
      .map(({ day, shift, role }) => ({ day, shift, role, from: move.to, to: move.from })),
  );
  return [...moves, ...trades];
}

/** How often a person stands on the roster, by what the days are; `leader` counts as 带班 only. */
export interface FairnessRow {
  personId: string;
  primary: Record<DayKind, number>;
  /** All primary duties. */
  total: number;
  backup: number;
  leader: number;
}

/** Counts duties of every given person; people without one stand with zeros. */
export function countFairness(
  slots: readonly Slot[],
  people: readonly string[],
  kindOf: (day: Day) => DayKind,
): FairnessRow[] {
  const rows = new Map(people.map((personId) => [personId, emptyRow(personId)]));
  for (const slot of slots) {
    const row = rows.get(slot.personId);
    if (!row) continue;
    if (slot.role === 'primary') {
      row.primary[kindOf(slot.day)] += 1;
      row.total += 1;
    } else row[slot.role] += 1;
  }
  return [...rows.values()];
}

function emptyRow(personId: string): FairnessRow {
  const primary = { workday: 0, weekend: 0, holiday: 0, 'major-holiday': 0, unpublished: 0 };
  return { personId, primary, total: 0, backup: 0, leader: 0 };
}

/** First and last day of a month `YYYY-MM`. */
export function monthDays(month: string): Day[] {
  const days: Day[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** The month `count` months later. */
export function shiftMonth(month: string, count: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Whole days from `a` to `b`. */
function dayDistance(a: Day, b: Day): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}
