import { type DutyPerson, LEAVE_KINDS, requestInputSchema } from '../../../shared/contract/dutyRoster.ts';
import { STAFF } from '../../../shared/domain/roles.ts';
import { HALVES, type Half, ROSTER_ROLES, type Slot } from '../../../shared/domain/roster.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import type { Actor } from '../../core/core.ts';
import { personOf } from '../../core/duty/people.ts';
import { askFor, dutiesUnderLeave } from '../../core/duty/requests.ts';
import { rosterMonth } from '../../core/duty/roster.ts';
import { checked } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { personCalled, personNamed } from './dutyPerson.ts';
import { answered } from './dutyRequests.ts';
import { LOGIN, personActing } from './standardInput.ts';

const words = dutyRosterMessages.command;
const text = { type: 'string' } as const;
const OWN = { day: text, role: text, shift: text, person: text, reason: text, ...LOGIN } as const;

const swap: Command = {
  path: ['duty', 'request', 'swap'],
  summary: words.swap,
  usage: '--login L --day D --person N --with D --reason T [--role R] [--shift S]',
  options: { ...OWN, with: text },
  required: ['login', 'day', 'person', 'with', 'reason'],
  needsWorkspace: true,
  help: words.helpSwap,
  async run(context) {
    const [day, other] = [dayOf(context, 'day'), dayOf(context, 'with')];
    const { actor, own, person } = await between(context, 'duty request swap');
    const input = {
      kind: 'swap',
      own: await dutyOf(context, own, day),
      other: await dutyOf(context, person, other),
      reason: context.options.reason,
    };
    return answered(await askFor(context.core(), actor, checked(context, requestInputSchema, input)));
  },
};

const substitute: Command = {
  path: ['duty', 'request', 'substitute'],
  summary: words.substitute,
  usage: '--login L --day D --person N --reason T [--role R] [--shift S]',
  options: OWN,
  required: ['login', 'day', 'person', 'reason'],
  needsWorkspace: true,
  help: words.helpSubstitute,
  async run(context) {
    const day = dayOf(context, 'day');
    const { actor, own, person } = await between(context, 'duty request substitute');
    const input = {
      kind: 'substitute',
      own: await dutyOf(context, own, day),
      personId: person.id,
      reason: context.options.reason,
    };
    return answered(await askFor(context.core(), actor, checked(context, requestInputSchema, input)));
  },
};

const leave: Command = {
  path: ['duty', 'request', 'leave'],
  summary: words.leave,
  usage: '--login L --kind K --from D[am|pm] --to D[am|pm] --reason T [--person N] [--substitute D=N]…',
  options: {
    kind: text,
    from: text,
    to: text,
    reason: text,
    person: text,
    substitute: { type: 'string', multiple: true },
    ...LOGIN,
  },
  required: ['login', 'kind', 'from', 'to', 'reason'],
  needsWorkspace: true,
  help: words.helpLeave,
  async run(context) {
    const { options } = context;
    const leaveKind = LEAVE_KINDS.find((known) => known === options.kind);
    if (!leaveKind) return context.usage(words.leaveKind(String(options.kind)));
    const [fromDay, fromHalf] = halfDayOf(context, 'from', 'am');
    const [toDay, toHalf] = halfDayOf(context, 'to', 'pm');
    const named = substitutesOf(context);
    const actor = await personActing(context, 'duty request leave', STAFF);
    const span = { fromDay, fromHalf, toDay, toHalf, personId: (await personNamed(context, 'person'))?.id };
    const duties = await dutiesUnderLeave(context.core(), actor, span);
    const stray = [...named.keys()].find((day) => duties.every((duty) => duty.day !== day));
    if (stray !== undefined)
      throw fail('DUTY_SLOT_EMPTY', words.noDutyInLeave(stray), { field: 'substitute' });
    const input = {
      kind: 'leave',
      leaveKind,
      ...span,
      reason: options.reason,
      substitutes: await substituted(context, duties, named),
    };
    return answered(await askFor(context.core(), actor, checked(context, requestInputSchema, input)));
  },
};

export const askCommands: readonly Command[] = [swap, substitute, leave];

/** Who asks, as the roster knows them, and the other person. */
async function between(
  context: CommandContext,
  command: string,
): Promise<{ actor: Actor; own: DutyPerson; person: DutyPerson }> {
  const actor = await personActing(context, command, STAFF);
  const own = await personOf(context.core(), actor);
  if (!own) throw fail('DUTY_NO_PERSON', dutyRosterMessages.noPerson);
  return { actor, own, person: await personCalled(context, String(context.options.person)) };
}

/** The one duty of a person on a day; `--role` and `--shift` choose where there are several. */
async function dutyOf(context: CommandContext, person: DutyPerson, day: string) {
  const role = ROSTER_ROLES.find((known) => known === context.options.role);
  if (context.options.role !== undefined && !role) context.usage(words.role(String(context.options.role)));
  const { shift } = context.options;
  const { slots } = await rosterMonth(context.core(), day.slice(0, 7));
  const held = slots.filter((slot) => slot.day === day && slot.personId === person.id);
  const found = held.filter(
    (slot) => (!role || slot.role === role) && (shift === undefined || slot.shift === shift),
  );
  const [slot] = found;
  if (!slot) throw fail('DUTY_SLOT_EMPTY', words.noDuty(person.name, day), { field: 'day' });
  if (found.length > 1)
    context.usage(
      words.severalDuties(
        person.name,
        day,
        found.map((each) => `${each.role} ${each.shift}`),
      ),
    );
  return { day: slot.day, shift: slot.shift, role: slot.role };
}

function dayOf(context: CommandContext, option: string): string {
  const day = String(context.options[option]);
  return isDay(day) ? day : context.usage(words.day(day));
}

function halfDayOf(context: CommandContext, option: string, otherwise: Half): [day: string, half: Half] {
  const given = String(context.options[option]);
  const day = given.slice(0, 10);
  const half = given.length === 10 ? otherwise : HALVES.find((known) => known === given.slice(10));
  return isDay(day) && half ? [day, half] : context.usage(words.halfDay(given));
}

/** `2026-12-03=王工`, as often as there are days. */
function substitutesOf(context: CommandContext): Map<string, string> {
  const given = context.options.substitute;
  return new Map(
    (Array.isArray(given) ? given : []).map((pair) => {
      const [day = '', name = ''] = pair.split('=').map((part) => part.trim());
      return isDay(day) && name !== '' ? ([day, name] as const) : context.usage(words.substituteForm(pair));
    }),
  );
}

async function substituted(
  context: CommandContext,
  duties: readonly Slot[],
  named: ReadonlyMap<string, string>,
): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (const duty of duties) {
    const name = named.get(duty.day);
    if (name !== undefined) slots.push({ ...duty, personId: (await personCalled(context, name)).id });
  }
  return slots;
}
