import {
  checkRoster,
  conflictOf,
  type Slot,
  type SlotKey,
  slotKey,
  withTrades,
} from '../../../shared/domain/roster.ts';
import { addDays, type Day, weekday } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { listPeople, readRules } from './people.ts';
import { requestStore } from './requestStore.ts';
import { rosterStore } from './rosterStore.ts';

/**
 * Puts a person on a place, or clears it. After publishing a reason is asked for and the change is kept for good.
 * @throws DUTY_OVERLAP, DUTY_ON_LEAVE, DUTY_PERSON_INACTIVE, DUTY_PERSON_DEPARTED, DUTY_REASON_NEEDED, DUTY_SHIFT_UNKNOWN
 */
export async function assignSlot(
  core: Core,
  actor: Actor,
  input: SlotKey & { personId: string | null; reason: string },
): Promise<void> {
  await changeSlots(core, actor, [{ ...input, to: input.personId }], input.reason);
}

/** Two places exchange whoever stands there. @throws as assignSlot */
export async function exchangeSlots(
  core: Core,
  actor: Actor,
  input: { from: SlotKey; to: SlotKey; reason: string },
): Promise<void> {
  const days = [input.from.day, input.to.day].sort() as [Day, Day];
  const slots = await rosterStore(core.log).slots(...days);
  const held = new Map(slots.map((slot) => [slotKey(slot), slot.personId]));
  const [giver, taker] = [held.get(slotKey(input.from)), held.get(slotKey(input.to))];
  const changes =
    giver && taker
      ? withTrades(slots, [
          { ...input.from, from: giver, to: taker },
          { ...input.to, from: taker, to: giver },
        ])
      : [
          { ...input.to, to: giver ?? null },
          { ...input.from, to: taker ?? null },
        ];
  await changeSlots(core, actor, changes, input.reason);
}

async function changeSlots(
  core: Core,
  actor: Actor,
  wanted: readonly (SlotKey & { to: string | null })[],
  reason: string,
): Promise<void> {
  const rules = await readRules(core);
  for (const { day, shift } of wanted) {
    requireDay(day);
    if (!rules.shifts.some(({ id }) => id === shift)) throw fail('DUTY_SHIFT_UNKNOWN', words.shiftUnknown);
  }
  const changed = await inTransaction(core.log, async (trx) => {
    const store = rosterStore(trx);
    const days = wanted.map(({ day }) => day).sort();
    const before = await store.slots(addDays(days[0] ?? '', -1), addDays(days.at(-1) ?? '', 1));
    const holder = new Map(before.map((slot) => [slotKey(slot), slot.personId]));
    const changes = wanted
      .map(({ day, shift, role, to }) => {
        const key = { day, shift, role };
        return { ...key, from: holder.get(slotKey(key)) ?? null, to };
      })
      .filter(({ from, to }) => from !== to);
    const touched = new Set(changes.map(slotKey));
    const after: Slot[] = [
      ...before.filter((slot) => !touched.has(slotKey(slot))),
      ...changes.flatMap(({ day, shift, role, to }) => (to ? [{ day, shift, role, personId: to }] : [])),
    ];
    await refuseConflicts({ log: trx }, after, changes);
    const published = await store.publishedMonths(days[0] ?? '', days.at(-1) ?? '');
    for (const change of changes) {
      const traced = published.has(change.day.slice(0, 7));
      if (traced && reason === '') throw fail('DUTY_REASON_NEEDED', words.reasonNeeded, { field: 'reason' });
      await store.setSlot(change, change.to);
      if (traced) {
        const at = core.now().toISOString();
        await store.addChange({ ...change, reason, requestId: null, by: actor.name, at });
      } else await store.saveMonth({ month: change.day.slice(0, 7) });
    }
    return changes;
  });
  for (const { day, shift, role, from, to } of changed)
    await appendAudit(core, actor, 'duty.assign', day, { shift, role, from, to, reason });
  core.changes.bump('duty');
}

/** Refuses changes that put somebody on duty twice at a time, on leave, or off the list. */
export async function refuseConflicts(
  core: Pick<Core, 'log'>,
  after: readonly Slot[],
  changes: readonly (SlotKey & { to: string | null })[],
  field = 'personId',
): Promise<void> {
  const rules = await readRules(core);
  const people = new Map((await listPeople(core)).map((person) => [person.id, person]));
  const days = changes.map(({ day }) => day).sort();
  const leaves = await requestStore(core.log).leaves(days[0] ?? '', days.at(-1) ?? '');
  for (const { day, shift, role, to } of changes) {
    if (to === null) continue;
    const slot = { day, shift, role, personId: to };
    const person = people.get(to);
    if (!person?.active)
      throw fail('DUTY_PERSON_INACTIVE', words.personInactive(person?.name ?? ''), { field });
    if (person.until !== '' && day > person.until)
      throw fail('DUTY_PERSON_DEPARTED', words.personDeparted(person.name, person.until), { field });
    const other = conflictOf(slot, after, rules.shifts);
    if (other)
      throw fail('DUTY_OVERLAP', words.overlap(person.name, place(day, role), place(other.day, other.role)), {
        field,
      });
    const findings = checkRoster({
      days: [day],
      shifts: rules.shifts.filter(({ id }) => id === shift),
      required: [],
      slots: [slot],
      leaves,
      activePeople: new Set([to]),
    });
    if (findings.length > 0)
      throw fail('DUTY_ON_LEAVE', words.onLeave(person.name, place(day, role)), { field });
  }
}

export function place(day: Day, role: SlotKey['role']): string {
  return words.place(day, weekday(day), words.roles[role]);
}
