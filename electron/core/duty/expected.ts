import type { ExpectedDuty } from '../../../shared/contract/duty.ts';
import type { DutyPerson, DutyRules } from '../../../shared/contract/dutyRoster.ts';
import { type Slot, shiftSpan } from '../../../shared/domain/roster.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { listPeople, readRules } from './people.ts';
import { rosterStore } from './rosterStore.ts';
import { dutyStore, type ShiftRow } from './store.ts';

/** Whoever forgot to sign out is not on duty for ever: a sign-in proves a day. */
const PROOF_MS = 24 * 3_600_000;

/** A published place with the instants it lasts and whether its person signed in. */
export interface RosteredDuty extends Slot {
  person: DutyPerson | undefined;
  shiftName: string;
  start: Date;
  end: Date;
  /** Somebody's own sign-in lies in the time; only meaningful for people with an account. */
  present: boolean;
}

/** The published places of `from`…`to` with who was there. */
export async function rosteredDuties(core: Core, from: Day, to: Day): Promise<RosteredDuty[]> {
  const store = rosterStore(core.log);
  const [published, slots, people, rules] = await Promise.all([
    store.publishedMonths(from, to),
    store.slots(from, to),
    listPeople(core),
    readRules(core),
  ]);
  const held = slots.filter(({ day }) => published.has(day.slice(0, 7)));
  if (held.length === 0) return [];
  // A shift of the last day ends a day later at most; a sign-in of the day before may reach into the first.
  const shifts = await dutyStore(core.log).shiftsBetween(addDays(from, -1), addDays(to, 1));
  return held.flatMap((slot) => {
    const times = timesOf(slot, rules);
    if (!times) return [];
    const person = people.find(({ id }) => id === slot.personId);
    const present = shifts.some(
      (shift) => shift.operator_id === person?.operatorId && proves(shift, times, core.now()),
    );
    return [{ ...slot, person, ...times, present }];
  });
}

function timesOf(slot: Slot, rules: DutyRules): { shiftName: string; start: Date; end: Date } | undefined {
  const shift = rules.shifts.find(({ id }) => id === slot.shift);
  if (!shift) return undefined;
  const { start, end } = shiftSpan(shift);
  const midnight = beijingInstant(slot.day, '00:00').getTime();
  return {
    shiftName: shift.name,
    start: new Date(midnight + start * 60_000),
    end: new Date(midnight + end * 60_000),
  };
}

function proves(shift: ShiftRow, { start, end }: { start: Date; end: Date }, now: Date): boolean {
  const signedIn = Date.parse(shift.signed_in_at);
  const signedOut = shift.signed_out_at ? Date.parse(shift.signed_out_at) : now.getTime();
  return signedIn < end.getTime() && Math.min(signedOut, signedIn + PROOF_MS) > start.getTime();
}

/** The shifts running now and those that begin today: who should be there, and whether they are. */
export async function expectedNow(core: Core): Promise<ExpectedDuty[]> {
  const now = core.now();
  const today = beijingDay(now);
  const duties = await rosteredDuties(core, addDays(today, -1), today);
  return duties
    .filter(({ day, end }) => day === today || end > now)
    .map((duty) => ({
      day: duty.day,
      shift: duty.shift,
      shiftName: duty.shiftName,
      start: duty.start.toISOString(),
      end: duty.end.toISOString(),
      role: duty.role,
      personId: duty.personId,
      name: duty.person?.name ?? '',
      phone: duty.person?.phone ?? '',
      state: duty.present
        ? 'present'
        : duty.role !== 'primary'
          ? 'standby'
          : duty.start > now
            ? 'coming'
            : 'missing',
    }));
}
