import type { ExpectedDuty, Reminder } from '../../../shared/contract/duty.ts';
import { shiftMonth } from '../../../shared/domain/roster.ts';
import { addDays, beijingDay, showInstant, showTime } from '../../../shared/domain/time.ts';
import { dutyMessages } from '../../../shared/messages/duty.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import type { Actor, Core } from '../core.ts';
import { myAttendance } from './attendance.ts';
import { expectedNow } from './expected.ts';
import { personOf } from './people.ts';
import { requestStore } from './requestStore.ts';
import { rosterStore } from './rosterStore.ts';
import { dutyStore } from './store.ts';

const words = dutyMessages.reminders;
/** From this day of a month on, next month's roster should be out. */
const PUBLISH_BY_DAY = 25;
/** A hand-over and a sign-in are looked for this long before the shift begins. */
const SOON_MS = 30 * 60_000;
/** The answer to a request is told this long. */
const TOLD_FOR_MS = 24 * 3_600_000;

/** What the roster expects now, and what this person should do or know. Asks nobody but the log. */
export async function dutyOutlook(
  core: Core,
  actor: Actor,
): Promise<{ expected: ExpectedDuty[]; reminders: Reminder[] }> {
  const expected = await expectedNow(core);
  const person = await personOf(core, actor);
  const reminders = [
    ...(person ? signInDue(expected, person.id, core.now()) : []),
    ...(await handoverWaiting(core, actor)),
    ...(await consentsWaiting(core, actor, person?.id)),
    ...(await requestsWaiting(core, actor)),
    ...(await requestsDecided(core, actor)),
    ...(await attendanceDue(core, actor)),
    ...(person ? await dutyTomorrow(core, person.id) : []),
    ...(await rosterDue(core, actor)),
  ];
  return { expected, reminders };
}

function signInDue(expected: readonly ExpectedDuty[], personId: string, now: Date): Reminder[] {
  return expected
    .filter(
      (duty) =>
        duty.personId === personId &&
        duty.role === 'primary' &&
        duty.state !== 'present' &&
        Date.parse(duty.start) - SOON_MS <= now.getTime() &&
        Date.parse(duty.end) > now.getTime(),
    )
    .map((duty) => {
      const late = Date.parse(duty.start) <= now.getTime();
      const text = late ? words.signInLate(showTime(duty.start)) : words.signInSoon(showTime(duty.start));
      return { kind: 'sign-in-due', text, acts: true };
    });
}

async function handoverWaiting(core: Core, actor: Actor): Promise<Reminder[]> {
  const waiting = await dutyStore(core.log).waitingHandover();
  if (!waiting) return [];
  const acts = waiting.from_operator !== actor.operatorId && isStaff(actor);
  const text = words.handover(waiting.from_name, showInstant(waiting.written_at));
  return [{ kind: 'handover-waiting', text, acts }];
}

/** One's own answer that somebody waits for, and the answers of people without an account, to be asked by telephone. */
async function consentsWaiting(core: Core, actor: Actor, personId: string | undefined): Promise<Reminder[]> {
  const store = requestStore(core.log);
  const own = personId === undefined ? 0 : await store.countAsked(personId, actor.operatorId);
  const behalf = isStaff(actor) ? await store.countAsked(null, actor.operatorId) : 0;
  return [
    ...(own > 0 ? [{ kind: 'consent-waiting' as const, text: words.consents(own), acts: true }] : []),
    ...(behalf > 0
      ? [{ kind: 'consent-waiting' as const, text: words.consentsByPhone(behalf), acts: true }]
      : []),
  ];
}

async function requestsWaiting(core: Core, actor: Actor): Promise<Reminder[]> {
  if (actor.role !== 'manager' && actor.role !== 'supervisor') return [];
  const count = await requestStore(core.log).countWaiting(actor.operatorId);
  return count > 0 ? [{ kind: 'request-waiting', text: words.requests(count), acts: true }] : [];
}

/** What became of one's own requests in the last days; only tells. */
async function requestsDecided(core: Core, actor: Actor): Promise<Reminder[]> {
  const since = new Date(core.now().getTime() - TOLD_FOR_MS).toISOString();
  const rows = await requestStore(core.log).decidedFor(actor.operatorId, since);
  return rows.map((row) => ({
    kind: 'request-decided',
    text: words.decided(
      dutyRosterMessages.requestKinds[row.kind],
      dutyRosterMessages.requestStates[row.state],
      row.decider_name ?? '',
      row.note,
    ),
    acts: false,
  }));
}

async function attendanceDue(core: Core, actor: Actor): Promise<Reminder[]> {
  const { cell, hours } = await myAttendance(core, actor);
  if (!cell || hours === '' || cell.verdict === 'leave' || cell.verdict === 'rest') return [];
  const now = showTime(core.now());
  const [start, end] = [hours.slice(0, 5), hours.slice(-5)];
  if (cell.inAt === null && now >= start)
    return [{ kind: 'attendance-in', text: words.attendanceIn(start), acts: true }];
  if (cell.inAt !== null && cell.outAt === null && now >= end)
    return [{ kind: 'attendance-out', text: words.attendanceOut(end), acts: true }];
  return [];
}

async function dutyTomorrow(core: Core, personId: string): Promise<Reminder[]> {
  const store = rosterStore(core.log);
  const tomorrow = addDays(beijingDay(core.now()), 1);
  const published = await store.publishedMonths(tomorrow, tomorrow);
  if (published.size === 0) return [];
  const own = (await store.slots(tomorrow, tomorrow)).filter((slot) => slot.personId === personId);
  return own.map((slot) => ({
    kind: 'duty-tomorrow',
    text: words.tomorrow(tomorrow, dutyMessages.roles[slot.role]),
    acts: false,
  }));
}

async function rosterDue(core: Core, actor: Actor): Promise<Reminder[]> {
  if (actor.role !== 'manager') return [];
  const today = beijingDay(core.now());
  const store = rosterStore(core.log);
  if ((await store.people()).length === 0) return [];
  const months = [today.slice(0, 7)];
  if (Number(today.slice(8)) >= PUBLISH_BY_DAY) months.push(shiftMonth(today.slice(0, 7), 1));
  const open: Reminder[] = [];
  for (const month of months) {
    if ((await store.month(month))?.state !== 'published')
      open.push({ kind: 'roster-unpublished', text: words.rosterUnpublished(month), acts: true });
  }
  return open;
}

function isStaff(actor: Actor): boolean {
  return actor.role === 'engineer' || actor.role === 'manager';
}
