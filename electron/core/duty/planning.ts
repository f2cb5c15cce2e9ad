import type { RosterPreview } from '../../../shared/contract/dutyRoster.ts';
import { dayKind } from '../../../shared/domain/calendar.ts';
import {
  checkRoster,
  countFairness,
  type LeaveSpan,
  monthDays,
  shiftMonth,
  slotKey,
} from '../../../shared/domain/roster.ts';
import { type RotationCarry, rotate, startWith } from '../../../shared/domain/rotation.ts';
import { addDays, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { appendAudit } from '../audit/audit.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { lastDaysOf, listPeople, readRules } from './people.ts';
import { requestStore } from './requestStore.ts';
import { rosterMonth } from './roster.ts';
import { rosterStore } from './rosterStore.ts';

export interface GenerateInput {
  month: string;
  first: { leader?: string | undefined; primary?: string | undefined; backup?: string | undefined };
}

/** What the rotation would make of a month, without writing. @throws DUTY_ORDER_EMPTY */
export async function previewRoster(core: Core, input: GenerateInput): Promise<RosterPreview> {
  return (await planMonth(core, input)).preview;
}

async function planMonth(core: Core, input: GenerateInput) {
  const store = rosterStore(core.log);
  const [calendar, people, rules, former] = await Promise.all([
    readCalendar(core),
    listPeople(core),
    readRules(core),
    store.month(shiftMonth(input.month, -1)),
  ]);
  const days = monthDays(input.month);
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  const stays = ({ until }: { until: Day | '' }) => until === '' || until >= from;
  const active = new Set(people.filter((person) => person.active && stays(person)).map(({ id }) => id));
  const order = {
    leader: rules.order.leader.filter((id) => active.has(id)),
    primary: rules.order.primary.filter((id) => active.has(id)),
    backup: rules.order.backup.filter((id) => active.has(id)),
  };
  if (order.primary.length === 0) throw fail('DUTY_ORDER_EMPTY', words.orderEmpty);
  const [leaves, around] = await Promise.all([
    requestStore(core.log).leaves(from, to),
    store.slots(addDays(from, -1), addDays(to, 1)),
  ]);
  const before = around.filter(({ day }) => day < from);
  const now = around.filter(({ day }) => day >= from && day <= to);
  const carried = former?.carry ? (JSON.parse(former.carry) as RotationCarry) : undefined;
  const chosen: GenerateInput['first'] = input.first;
  const start = startWith(
    { ...rules, order },
    {
      ...(chosen.leader ? { leader: chosen.leader } : {}),
      ...(chosen.primary ? { primary: chosen.primary } : {}),
      ...(chosen.backup ? { backup: chosen.backup } : firstBackup(order, carried !== undefined)),
    },
  );
  const kindOf = (day: Day) => dayKind(day, calendar);
  const result = rotate({
    days,
    rules: { ...rules, order },
    leaves: [...leaves, ...awayAfter(lastDaysOf(people), to)],
    carry: { ...carried, ...start },
    kindOf,
    before,
  });
  const standing = new Map(now.map((slot) => [slotKey(slot), slot.personId]));
  const preview: RosterPreview = {
    slots: result.slots,
    findings: checkRoster({
      days,
      shifts: rules.shifts,
      required: rules.required,
      slots: [...before, ...result.slots],
      leaves,
      activePeople: active,
      lastDays: lastDaysOf(people),
    }),
    fairness: countFairness(
      result.slots,
      people.map(({ id }) => id),
      kindOf,
    ),
    skipped: result.skipped,
    replaced: result.slots.filter((slot) => {
      const held = standing.get(slotKey(slot));
      return held !== undefined && held !== slot.personId;
    }).length,
    carried: carried !== undefined,
    unpublishedDays: days.filter((day) => kindOf(day) === 'unpublished').length,
  };
  return { preview, carry: result.carry, from, to };
}

/** Who leaves within the month takes no turn after their last day. */
function awayAfter(lastDays: ReadonlyMap<string, Day>, to: Day): LeaveSpan[] {
  return [...lastDays]
    .filter(([, last]) => last < to)
    .map(([personId, last]) => ({
      personId,
      fromDay: addDays(last, 1),
      fromHalf: 'am',
      toDay: to,
      toHalf: 'pm',
    }));
}

/** In the very first month, where the same people take A and B, the B角 is the next in turn, not the same one. */
function firstBackup(
  order: { primary: readonly string[]; backup: readonly string[] },
  carried: boolean,
): { backup?: string } {
  const next = order.backup.find((id) => id !== order.primary[0]);
  return carried || next === undefined || order.backup[0] !== order.primary[0] ? {} : { backup: next };
}

/** Writes the rotation into a month that is not published. @throws DUTY_MONTH_PUBLISHED, DUTY_ORDER_EMPTY */
export async function generateRoster(core: Core, actor: Actor, input: GenerateInput): Promise<RosterPreview> {
  const plan = await planMonth(core, input);
  await inTransaction(core.log, async (trx) => {
    const store = rosterStore(trx);
    if ((await store.month(input.month))?.state === 'published')
      throw fail('DUTY_MONTH_PUBLISHED', words.monthPublished(input.month));
    await store.replaceSlots(plan.from, plan.to, plan.preview.slots);
    await store.saveMonth({
      month: input.month,
      carry: JSON.stringify(plan.carry),
      generated_by: actor.name,
      generated_at: core.now().toISOString(),
    });
  });
  await appendAudit(core, actor, 'duty.generate', input.month, { slots: plan.preview.slots.length });
  core.changes.bump('duty');
  return plan.preview;
}

/** @throws DUTY_ROSTER_EMPTY, DUTY_ROSTER_FINDINGS, DUTY_MONTH_PUBLISHED */
export async function publishRoster(
  core: Core,
  actor: Actor,
  input: { month: string; despiteFindings: boolean },
): Promise<void> {
  const month = await rosterMonth(core, input.month);
  if (month.state === 'published') throw fail('DUTY_MONTH_PUBLISHED', words.alreadyPublished(input.month));
  if (month.slots.length === 0) throw fail('DUTY_ROSTER_EMPTY', words.rosterEmpty(input.month));
  const { findings } = month;
  if (findings.length > 0 && !input.despiteFindings)
    throw fail('DUTY_ROSTER_FINDINGS', words.findingsLeft(findings.length));
  await rosterStore(core.log).saveMonth({
    month: input.month,
    state: 'published',
    published_by: actor.name,
    published_at: core.now().toISOString(),
  });
  await appendAudit(core, actor, 'duty.publish', input.month, { findings: findings.length });
  core.changes.bump('duty');
}
