import { randomUUID } from 'node:crypto';
import { type DutyPerson, type DutyRules, dutyRulesSchema } from '../../../shared/contract/dutyRoster.ts';
import { ROSTER_ROLES, shiftsOverlap } from '../../../shared/domain/roster.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { findOperator } from '../operators/operators.ts';
import { type RegisteredPerson, staffRegister } from '../staff/register.ts';
import { type PersonRow, rosterStore } from './rosterStore.ts';

/** What holds until a manager sets it: one whole-day shift, turns by day, workdays and days off each shared on their own. */
const DEFAULT_RULES: DutyRules = {
  shifts: [{ id: 'full', name: words.fullShift, start: '09:00', end: '09:00' }],
  order: { leader: [], primary: [], backup: [] },
  turn: 'day',
  byDayKind: true,
  required: [...ROSTER_ROLES],
  graceMinutes: 5,
};

/** Everybody who takes duties or is kept attendance of; who stands in the staff register has its name and phone. */
export async function listPeople(core: Pick<Core, 'log'>): Promise<DutyPerson[]> {
  const register = await staffRegister(core);
  return (await rosterStore(core.log).people()).map((row) => presentPerson(row, register));
}

/** The person an operator is on the roster; undefined for accounts that take no duty. */
export async function personOf(core: Core, actor: Actor): Promise<DutyPerson | undefined> {
  const row = await rosterStore(core.log).personOfOperator(actor.operatorId);
  return row && presentPerson(row, await staffRegister(core));
}

/** @throws DUTY_PERSON_NOT_FOUND */
export async function mustFindPerson(core: Pick<Core, 'log'>, id: string): Promise<DutyPerson> {
  const row = await rosterStore(core.log).person(id);
  if (!row) throw fail('DUTY_PERSON_NOT_FOUND', words.personNotFound);
  return presentPerson(row, await staffRegister(core));
}

/**
 * Registers a person of the roster or changes what is known of one; with `memberId` out of the staff register.
 * @throws DUTY_ACCOUNT_TAKEN, DUTY_MEMBER_TAKEN, DUTY_MEMBER_UNKNOWN, DUTY_MEMBER_LEFT, OPERATOR_NOT_FOUND,
 *   DUTY_PERSON_NOT_FOUND
 */
export async function savePerson(
  core: Core,
  actor: Actor,
  input: Omit<DutyPerson, 'id' | 'since' | 'until' | 'memberId'> & {
    id?: string | undefined;
    since?: string | undefined;
    memberId?: string | null | undefined;
  },
): Promise<DutyPerson> {
  const store = rosterStore(core.log);
  const member = input.memberId ? await memberFor(core, input.memberId, input.id) : undefined;
  if (input.operatorId !== null) {
    await findOperator(core, input.operatorId);
    const holder = await store.personOfOperator(input.operatorId);
    if (holder && holder.id !== input.id)
      throw fail('DUTY_ACCOUNT_TAKEN', words.accountTaken(holder.name), { field: 'operatorId' });
  }
  const id = input.id ?? randomUUID();
  const columns = {
    name: member?.name ?? input.name,
    phone: member?.phone || input.phone,
    member_id: member?.id ?? null,
    operator_id: input.operatorId,
    attends: input.attends ? 1 : 0,
    active: input.active ? 1 : 0,
  };
  const since = input.since === undefined ? undefined : requireDay(input.since);
  if (input.id) {
    await mustFindPerson(core, input.id);
    await store.updatePerson(id, { ...columns, ...(since ? { since } : {}) });
  } else {
    const now = core.now();
    await store.insertPerson({
      id,
      ...columns,
      since: since ?? beijingDay(now),
      created_at: now.toISOString(),
    });
  }
  await appendAudit(core, actor, 'duty.savePerson', columns.name, {
    active: input.active,
    attends: input.attends,
  });
  core.changes.bump('duty');
  return mustFindPerson(core, id);
}

export async function readRules(core: Pick<Core, 'log'>): Promise<DutyRules> {
  const kept = (await rosterStore(core.log).rules()) as Partial<DutyRules> | undefined;
  return dutyRulesSchema.parse({ ...DEFAULT_RULES, ...kept });
}

/** @throws DUTY_SHIFTS_OVERLAP, DUTY_SHIFT_TWICE, DUTY_PERSON_NOT_FOUND */
export async function saveRules(core: Core, actor: Actor, rules: DutyRules): Promise<DutyRules> {
  const ids = rules.shifts.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw fail('DUTY_SHIFT_TWICE', words.shiftTwice, { field: 'shifts' });
  for (const [index, shift] of rules.shifts.entries()) {
    const day = '2026-01-05';
    const other = rules.shifts
      .slice(index + 1)
      .find((each) => shiftsOverlap({ day, shift }, { day, shift: each }));
    if (other)
      throw fail('DUTY_SHIFTS_OVERLAP', words.shiftsOverlap(shift.name, other.name), { field: 'shifts' });
  }
  const known = new Set((await listPeople(core)).map(({ id }) => id));
  for (const role of ROSTER_ROLES) {
    const order = rules.order[role];
    if (order.some((id) => !known.has(id)) || new Set(order).size < order.length)
      throw fail('DUTY_PERSON_NOT_FOUND', words.orderWrong, { field: `order.${role}` });
  }
  await rosterStore(core.log).saveRules(rules, actor.name, core.now().toISOString());
  await appendAudit(core, actor, 'duty.saveRules', words.rulesTarget, { turn: rules.turn });
  core.changes.bump('duty');
  return readRules(core);
}

/** The entry of the register a person is to be linked with; who has left is only kept, never newly linked. */
async function memberFor(
  core: Core,
  memberId: string,
  personId: string | undefined,
): Promise<RegisteredPerson> {
  const at = (code: string, message: string) => fail(code, message, { field: 'memberId' });
  const member = (await staffRegister(core)).get(memberId);
  if (!member) throw at('DUTY_MEMBER_UNKNOWN', words.memberUnknown);
  const holder = (await rosterStore(core.log).people()).find(({ member_id }) => member_id === memberId);
  if (holder && holder.id !== personId) throw at('DUTY_MEMBER_TAKEN', words.memberTaken(holder.name));
  if (!holder && member.until !== '' && member.until < beijingDay(core.now()))
    throw at('DUTY_MEMBER_LEFT', words.memberLeft(member.name, member.until));
  return member;
}

function presentPerson(row: PersonRow, register: ReadonlyMap<string, RegisteredPerson>): DutyPerson {
  const member = row.member_id === null ? undefined : register.get(row.member_id);
  return {
    id: row.id,
    name: member?.name ?? row.name,
    phone: member?.phone || row.phone,
    operatorId: row.operator_id,
    attends: row.attends === 1,
    active: row.active === 1,
    since: row.since,
    memberId: row.member_id,
    until: member?.until ?? '',
  };
}

/** Last days of those who leave or have left: a duty after it is nobody's. */
export function lastDaysOf(people: readonly DutyPerson[]): Map<string, Day> {
  return new Map(people.flatMap(({ id, until }) => (until === '' ? [] : [[id, until] as const])));
}
