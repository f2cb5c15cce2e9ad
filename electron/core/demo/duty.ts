import { randomBytes } from 'node:crypto';
import type { DutyPerson } from '../../../shared/contract/dutyRoster.ts';
import { buildCalendar, workdaysBetween } from '../../../shared/domain/calendar.ts';
import { type Slot, shiftMonth } from '../../../shared/domain/roster.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { demoDutyMessages as words } from '../../../shared/messages/demoDuty.ts';
import { publishedDays } from '../calendar/published.ts';
import type { Actor, Core } from '../core.ts';
import { listPeople, readRules, savePerson, saveRules } from '../duty/people.ts';
import { generateRoster, publishRoster } from '../duty/planning.ts';
import { askFor, decideRequest } from '../duty/requests.ts';
import { rosterMonth } from '../duty/roster.ts';
import { type EarlierRecords, takeOverRecords } from '../duty/takeOver.ts';
import { listOperators, saveOperator } from '../operators/operators.ts';
import { staffRegister } from '../staff/register.ts';
import { PAST_DAYS } from './sheetHistory.ts';

/** Workdays ago on which something was not as it should be. */
const LATE = [6, 27, 38];
const EARLY = [9, 33];
const LEAVE = 12;
/** Days ago on which nobody signed in for duty. */
const MISSED = 7;

/**
 * Duty as it would stand after two months: people, rosters published and the next one drafted, attendance with late and
 * early days, sign-ins with one missed, some lines of the log, and a swap that waits for the other one's consent.
 * @param now the demo's present; the same moment makes the same duty
 */
export async function fillDuty(core: Core, unattended: Actor, now: Date): Promise<void> {
  const then: Core = { ...core, now: () => now };
  const today = beijingDay(now);
  const crew = await people(then, unattended, addDays(today, -PAST_DAYS));
  const [manager, li, liu] = [crew.actors[0], crew.actors[1], crew.actors[2]];
  if (!manager || !li || !liu) return;
  const workdays = workdaysBetween(
    addDays(today, -PAST_DAYS),
    addDays(today, -1),
    buildCalendar(publishedDays()),
  );
  const leaveDay = workdays.at(-LEAVE);
  if (leaveDay) await pastLeave(then, liu, manager, leaveDay);
  const month = today.slice(0, 7);
  const start = addDays(today, -PAST_DAYS);
  const slots: Slot[] = [];
  for (let each = start.slice(0, 7); each <= shiftMonth(month, 1); each = shiftMonth(each, 1)) {
    const at: Core = each < month ? { ...core, now: () => beijingInstant(`${each}-01`, '09:00') } : then;
    await generateRoster(at, manager, { month: each, first: {} });
    if (each <= month) await publishRoster(at, manager, { month: each, despiteFindings: true });
    slots.push(...(await rosterMonth(then, each)).slots);
  }
  await takeOverRecords(then, unattended, {
    marks: crew.staff.flatMap((person, place) => marksOf(person, place, workdays, leaveDay)),
    shifts: shiftsOf(slots, crew.staff, today),
    log: logOf(li.operatorId, today, now),
  });
  await askedSwap(then, liu, slots, crew.staff, today);
}

/** The people of the roster who stand in the staff register by now, linked with their entries. */
export async function linkToRegister(core: Core, unattended: Actor): Promise<void> {
  const register = [...(await staffRegister(core)).values()];
  for (const person of await listPeople(core)) {
    const member = register.find(({ operatorId }) => operatorId !== null && operatorId === person.operatorId);
    if (member) await savePerson(core, unattended, { ...person, memberId: member.id });
  }
}

async function people(core: Core, unattended: Actor, since: Day) {
  await saveOperator(core, unattended, {
    name: words.secondEngineer,
    loginName: 'engineer2',
    role: 'engineer',
    phone: words.phones[2] ?? '',
    active: true,
    // Nobody knows it: the manager sets one before the account is used.
    password: randomBytes(18).toString('base64url'),
  });
  const operators = await listOperators(core);
  const working = ['manager', 'engineer', 'engineer2'].flatMap((login) =>
    operators.filter(({ loginName }) => loginName === login),
  );
  const staff: DutyPerson[] = [];
  for (const { id, name, phone } of working)
    staff.push(
      await savePerson(core, unattended, { name, phone, operatorId: id, attends: true, active: true, since }),
    );
  const leaders: DutyPerson[] = [];
  for (const [name, phone] of words.leaders)
    leaders.push(
      await savePerson(core, unattended, {
        name,
        phone,
        operatorId: null,
        attends: false,
        active: true,
        since,
      }),
    );
  const ring = staff.map(({ id }) => id);
  await saveRules(core, unattended, {
    ...(await readRules(core)),
    order: { leader: leaders.map(({ id }) => id), primary: ring, backup: ring },
  });
  const actors = working.map(({ id, name, role }): Actor => ({ operatorId: id, name, role, host: 'window' }));
  return { staff, actors };
}

async function pastLeave(core: Core, who: Actor, manager: Actor, day: Day): Promise<void> {
  const before: Core = { ...core, now: () => beijingInstant(addDays(day, -2), '10:00') };
  const leave = await askFor(before, who, {
    kind: 'leave',
    leaveKind: 'annual',
    fromDay: day,
    fromHalf: 'am',
    toDay: day,
    toHalf: 'pm',
    reason: words.leaveReason,
    substitutes: [],
  });
  await decideRequest(before, manager, { id: leave.id, approved: true, note: '' });
}

function marksOf(
  person: DutyPerson,
  place: number,
  workdays: readonly Day[],
  leaveDay: Day | undefined,
): EarlierRecords['marks'] {
  const { operatorId } = person;
  if (operatorId === null) return [];
  return workdays.flatMap((day, index) => {
    if (place === 2 && day === leaveDay) return [];
    const ago = workdays.length - index;
    const late = place === 1 && LATE.includes(ago);
    const early = place === 2 && EARLY.includes(ago);
    const came = late ? '09:18' : `08:${50 + ((index * 7 + place * 3) % 9)}`;
    const left = early ? '16:40' : `17:0${(index * 5 + place * 4) % 10}`;
    const mark = (kind: 'in' | 'out', time: string) => ({
      personId: person.id,
      operatorId,
      kind,
      at: beijingInstant(day, time).toISOString(),
    });
    return [mark('in', came), mark('out', left)];
  });
}

function shiftsOf(
  slots: readonly Slot[],
  staff: readonly DutyPerson[],
  today: Day,
): EarlierRecords['shifts'] {
  const onDuty = new Map(
    slots.flatMap(({ day, role, personId }) => {
      const operatorId = staff.find(({ id }) => id === personId)?.operatorId;
      return role === 'primary' && operatorId ? [[day, operatorId] as const] : [];
    }),
  );
  const missed = addDays(today, -MISSED);
  // Yesterday's runs until this morning: it is left out where it might not be over.
  const over = [...onDuty].filter(([day]) => day < addDays(today, -1) && day !== missed);
  return over.map(([day, operatorId], index) => {
    const next = addDays(day, 1);
    const toOperatorId = next === missed ? undefined : onDuty.get(next);
    const [systemState = '', items = '', notices = '', risks = ''] =
      words.handovers[index % words.handovers.length] ?? [];
    const acceptedAt = beijingInstant(next, '08:53').toISOString();
    return {
      operatorId,
      signedInAt: beijingInstant(day, '08:52').toISOString(),
      signedOutAt: beijingInstant(next, '08:50').toISOString(),
      note: words.shiftNote,
      ...(toOperatorId && toOperatorId !== operatorId
        ? { handover: { toOperatorId, acceptedAt, faceToFace: true, systemState, items, notices, risks } }
        : {}),
    };
  });
}

/** What had not happened yet at the demo's present is left out. */
function logOf(operatorId: string, today: Day, now: Date): EarlierRecords['log'] {
  return words.log
    .map(([kind, daysAgo, time, who, phone, content, outcome]) => ({
      kind,
      at: beijingInstant(addDays(today, -daysAgo), time).toISOString(),
      who,
      phone,
      content,
      outcome,
      operatorId,
    }))
    .filter(({ at }) => at <= now.toISOString());
}

/** The second engineer asks the first, who has an account of the demo, to swap. */
async function askedSwap(
  core: Core,
  liu: Actor,
  slots: readonly Slot[],
  staff: readonly DutyPerson[],
  today: Day,
): Promise<void> {
  const next = (personId: string | undefined, after: Day) =>
    slots.find((slot) => slot.role === 'primary' && slot.personId === personId && slot.day > after);
  const own = next(staff.find(({ operatorId }) => operatorId === liu.operatorId)?.id, today);
  const other = own && next(staff[1]?.id, own.day);
  if (!own || !other) return;
  await askFor(core, liu, { kind: 'swap', own, other, reason: words.swapReason });
}
