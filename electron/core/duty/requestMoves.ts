import type { RequestInput } from '../../../shared/contract/dutyRoster.ts';
import {
  applyMoves,
  type LeaveSpan,
  type Move,
  type Slot,
  type SlotKey,
  slotKey,
  slotsUnderLeave,
  withTrades,
} from '../../../shared/domain/roster.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { readRules } from './people.ts';
import { requestStore } from './requestStore.ts';
import { rosterStore } from './rosterStore.ts';
import { place, refuseConflicts } from './slots.ts';

/** Leave is asked for in days; nobody plans a year of it at once. */
const LONGEST_LEAVE_DAYS = 183;

/** The slots a request would move, checked as if it were done now. @throws as askFor */
export async function movesOf(
  core: Pick<Core, 'log'>,
  personId: string,
  input: RequestInput,
  today: string,
): Promise<Move[]> {
  const moves =
    input.kind === 'leave'
      ? await leaveMoves(core, personId, input)
      : await slotMoves(core, personId, input, today);
  await refuseMoves(
    core,
    moves,
    input.kind === 'swap' ? 'other' : input.kind === 'leave' ? 'substitutes' : 'personId',
  );
  return moves;
}

async function slotMoves(
  core: Pick<Core, 'log'>,
  personId: string,
  input: Exclude<RequestInput, { kind: 'leave' }>,
  today: string,
): Promise<Move[]> {
  const own = await mustHold(core, input.own, 'own');
  if (own.personId !== personId) throw fail('DUTY_NOT_YOURS', words.slotNotYours, { field: 'own' });
  if (own.day < today) throw fail('DUTY_SLOT_PAST', words.slotPast, { field: 'own' });
  if (await requestStore(core.log).isGivenAway(personId, input.own))
    throw fail('DUTY_ASKED_ALREADY', words.askedAlready(place(own.day, own.role)), { field: 'own' });
  if (input.kind === 'substitute') {
    if (input.personId === personId) throw fail('DUTY_SAME_PERSON', words.samePerson, { field: 'personId' });
    return [{ ...input.own, from: personId, to: input.personId }];
  }
  const other = await mustHold(core, input.other, 'other');
  if (other.personId === personId) throw fail('DUTY_SAME_PERSON', words.samePerson, { field: 'other' });
  if (other.day < today) throw fail('DUTY_SLOT_PAST', words.slotPast, { field: 'other' });
  const days = [own.day, other.day].sort() as [string, string];
  return withTrades(await rosterStore(core.log).slots(...days), [
    { ...input.own, from: personId, to: other.personId },
    { ...input.other, from: other.personId, to: personId },
  ]);
}

async function mustHold(core: Pick<Core, 'log'>, key: SlotKey, field: string): Promise<Slot> {
  requireDay(key.day);
  const slot = (await rosterStore(core.log).slots(key.day, key.day)).find(
    (each) => slotKey(each) === slotKey(key),
  );
  if (!slot) throw fail('DUTY_SLOT_EMPTY', words.slotEmpty(place(key.day, key.role)), { field });
  return slot;
}

async function leaveMoves(
  core: Pick<Core, 'log'>,
  personId: string,
  input: Extract<RequestInput, { kind: 'leave' }>,
): Promise<Move[]> {
  const leave: LeaveSpan = { ...input, personId };
  checkSpan(leave);
  const store = requestStore(core.log);
  const others = await store.leaves(leave.fromDay, leave.toDay, ['approved', 'waiting', 'asked']);
  const twice = others.find((each) => each.personId === personId && spansMeet(each, leave));
  if (twice)
    throw fail('DUTY_LEAVE_TWICE', words.leaveTwice(twice.fromDay, twice.toDay), { field: 'fromDay' });
  const rules = await readRules(core);
  const duties = slotsUnderLeave(
    leave,
    await rosterStore(core.log).slots(leave.fromDay, leave.toDay),
    rules.shifts,
  );
  const named = new Map(input.substitutes.map((slot) => [slotKey(slot), slot.personId]));
  const open = duties.filter((slot) => (named.get(slotKey(slot)) ?? personId) === personId);
  if (open.length > 0)
    throw fail('DUTY_LEAVE_OVER_SHIFT', words.leaveOverShift(open.map(({ day, role }) => place(day, role))), {
      field: 'substitutes',
    });
  return duties.map(({ day, shift, role }) => ({
    day,
    shift,
    role,
    from: personId,
    to: named.get(slotKey({ day, shift, role })) ?? '',
  }));
}

/** @throws DUTY_LEAVE_SPAN, CALENDAR_DAY_INVALID */
export function checkSpan(leave: LeaveSpan): void {
  requireDay(leave.fromDay);
  requireDay(leave.toDay);
  const start = `${leave.fromDay}${leave.fromHalf}`;
  if (`${leave.toDay}${leave.toHalf}` < start)
    throw fail('DUTY_LEAVE_SPAN', words.leaveReversed, { field: 'toDay' });
  if (leave.toDay > addDays(leave.fromDay, LONGEST_LEAVE_DAYS))
    throw fail('DUTY_LEAVE_SPAN', words.leaveTooLong(LONGEST_LEAVE_DAYS), { field: 'toDay' });
}

function spansMeet(a: LeaveSpan, b: LeaveSpan): boolean {
  return (
    `${a.fromDay}${a.fromHalf}` <= `${b.toDay}${b.toHalf}` &&
    `${b.fromDay}${b.fromHalf}` <= `${a.toDay}${a.toHalf}`
  );
}

/** @throws DUTY_REQUEST_STALE, DUTY_OVERLAP, DUTY_ON_LEAVE, DUTY_PERSON_INACTIVE */
export async function refuseMoves(
  core: Pick<Core, 'log'>,
  moves: readonly Move[],
  field: string,
): Promise<void> {
  if (moves.length === 0) return;
  const days = moves.map(({ day }) => day).sort();
  const slots = await rosterStore(core.log).slots(addDays(days[0] ?? '', -1), addDays(days.at(-1) ?? '', 1));
  const after = applyMoves(slots, moves);
  if (!after) throw fail('DUTY_REQUEST_STALE', words.requestStale, { field });
  await refuseConflicts(core, after, moves, field);
}

/** Everybody besides the one who asks who would take a duty or lose one. */
export function partnersOf(moves: readonly Move[], personId: string): string[] {
  return [...new Set(moves.flatMap(({ from, to }) => [from, to]))].filter((id) => id !== personId);
}
