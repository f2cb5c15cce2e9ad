import { rolesOf } from '../../../shared/contract/base.ts';
import { dutyContract, type Shift } from '../../../shared/contract/duty.ts';
import type { AttendanceCell } from '../../../shared/contract/dutyAttendance.ts';
import { isDay, showInstant, showTime } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyAttendanceMessages } from '../../../shared/messages/dutyAttendance.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyShiftCommandMessages as words } from '../../../shared/messages/dutyShiftCommands.ts';
import { correctAttendance, signAttendance } from '../../core/duty/attendance.ts';
import {
  acceptHandover,
  addMatter,
  closeMatter,
  currentDuty,
  signInForDuty,
  signOutOfDuty,
} from '../../core/duty/duty.ts';
import { strikeLogEntry } from '../../core/duty/logbook.ts';
import { listPeople } from '../../core/duty/people.ts';
import { publishRoster } from '../../core/duty/planning.ts';
import { checkedFor, firstOf } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { personCalled } from './dutyPerson.ts';
import { LOGIN, personActing } from './standardInput.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const now: Command = {
  path: ['duty', 'now'],
  summary: words.now,
  usage: '',
  options: {},
  needsWorkspace: true,
  help: words.help.now,
  async run({ core, actor }) {
    const { mine: _mine, ...found } = await currentDuty(core(), actor());
    const { onDuty, waitingHandover: waiting, matters } = found;
    const lines = [
      ...(onDuty.length === 0 ? [words.nobody] : []),
      ...onDuty.map(({ operatorName, signedInAt }) => words.onDuty(operatorName, showInstant(signedInAt))),
      ...(waiting ? [words.waiting(waiting.id, waiting.fromName, showInstant(waiting.writtenAt))] : []),
      ...matters.map(({ id, title, raisedBy, raisedAt, carriedOver }) =>
        words.matterLine(id, title, raisedBy, showInstant(raisedAt), carriedOver),
      ),
    ];
    return { json: found, text: lines.join('\n') };
  },
};

const signIn: Command = {
  path: ['duty', 'sign-in'],
  summary: words.signIn,
  usage: '--login L',
  options: LOGIN,
  required: ['login'],
  needsWorkspace: true,
  help: words.help.signIn,
  async run(context) {
    const actor = await personActing(context, 'duty sign-in', rolesOf(dutyContract.signIn));
    const shift = await signInForDuty(context.core(), actor);
    if (shift.clock?.suspect) context.note(words.clockDoubt);
    return { json: shift, text: words.signedIn(shift.operatorName, showInstant(shift.signedInAt)) };
  },
};

const signOut: Command = {
  path: ['duty', 'sign-out'],
  summary: words.signOut,
  usage: words.signOutUsage,
  options: { note: text, state: text, items: text, notices: text, risks: text, remote: flag, ...LOGIN },
  required: ['login'],
  needsWorkspace: true,
  help: words.help.signOut,
  async run(context) {
    const { note, state, items, notices, risks, remote } = context.options;
    if (state === undefined && [items, notices, risks, remote].some((part) => part !== undefined))
      context.usage(words.handoverParts);
    const handover =
      state === undefined ? undefined : { systemState: state, items, notices, risks, faceToFace: !remote };
    const input = checkedFor(
      context,
      dutyContract.signOut,
      { note, handover },
      {
        'handover.systemState': 'state',
        'handover.items': 'items',
        'handover.notices': 'notices',
        'handover.risks': 'risks',
      },
    );
    const actor = await personActing(context, 'duty sign-out', rolesOf(dutyContract.signOut));
    const shift: Shift = await signOutOfDuty(context.core(), actor, {
      note: input.note,
      ...(input.handover ? { handover: input.handover } : {}),
    });
    const at = showInstant(shift.signedOutAt ?? context.core().now());
    return { json: shift, text: words.signedOut(shift.operatorName, at, handover !== undefined) };
  },
};

const accept: Command = {
  path: ['duty', 'accept'],
  summary: words.accept,
  usage: '--login L [--id ID]',
  options: { id: text, ...LOGIN },
  required: ['login'],
  needsWorkspace: true,
  help: words.help.accept,
  async run(context) {
    const actor = await personActing(context, 'duty accept', rolesOf(dutyContract.acceptHandover));
    const core = context.core();
    const { id: given } = context.options;
    const id = given === undefined ? (await currentDuty(core, actor)).waitingHandover?.id : String(given);
    if (id === undefined) throw fail('HANDOVER_NOT_FOUND', words.noWaiting);
    const taken = await acceptHandover(core, actor, id);
    return { json: taken, text: words.accepted(taken.fromName, taken.toName ?? '', taken.matters.length) };
  },
};

const matter: Command = {
  path: ['duty', 'matter'],
  summary: words.matter,
  usage: words.matterUsage,
  options: { add: text, detail: text, close: text, conclusion: text },
  needsWorkspace: true,
  help: words.help.matter,
  async run(context) {
    const { core, actor, options } = context;
    const { add, detail, close, conclusion } = options;
    if (firstOf(context, 'add', 'close')) {
      const given = { title: add, detail };
      const input = checkedFor(context, dutyContract.addMatter, given, { title: 'add' });
      const added = await addMatter(core(), actor(), input);
      return { json: added, text: words.matterAdded(added.id, added.title) };
    }
    const given = { id: close, conclusion: conclusion ?? '' };
    const closed = await closeMatter(
      core(),
      actor(),
      checkedFor(context, dutyContract.closeMatter, given, { id: 'close' }),
    );
    return { json: closed, text: words.matterClosed(closed.title) };
  },
};

const mark: Command = {
  path: ['duty', 'mark'],
  summary: words.mark,
  usage: '--login L (--in | --out)',
  options: { in: flag, out: flag, ...LOGIN },
  required: ['login'],
  needsWorkspace: true,
  help: words.help.mark,
  async run(context) {
    const kind = firstOf(context, 'in', 'out') ? 'in' : 'out';
    const actor = await personActing(context, 'duty mark', rolesOf(dutyContract.attendance.sign));
    return cellAnswer(context, await signAttendance(context.core(), actor, kind));
  },
};

const correct: Command = {
  path: ['duty', 'correct'],
  summary: words.correct,
  usage: words.correctUsage,
  options: { person: text, day: text, in: text, out: text, reason: text, ...LOGIN },
  required: ['login', 'person', 'day', 'reason'],
  needsWorkspace: true,
  help: words.help.correct,
  async run(context) {
    const { options, usage } = context;
    const kind = firstOf(context, 'in', 'out') ? 'in' : 'out';
    const day = String(options.day);
    if (!isDay(day)) usage(dutyRosterMessages.command.day(day));
    const given = { personId: '', day, kind, time: options[kind], reason: options.reason };
    const { correct: procedure } = dutyContract.attendance;
    const input = checkedFor(context, procedure, given, { time: kind });
    const actor = await personActing(context, 'duty correct', rolesOf(procedure));
    const { id: personId } = await personCalled(context, String(options.person));
    return cellAnswer(context, await correctAttendance(context.core(), actor, { ...input, personId }));
  },
};

const publish: Command = {
  path: ['duty', 'roster', 'publish'],
  summary: words.publish,
  usage: '--login L --month M [--despite-findings]',
  options: { month: text, 'despite-findings': flag, ...LOGIN },
  required: ['login', 'month'],
  needsWorkspace: true,
  help: words.help.publish,
  async run(context) {
    const month = String(context.options.month);
    if (!isDay(`${month}-01`)) context.usage(dutyRosterMessages.command.month(month));
    const { publish: procedure } = dutyContract.roster;
    const input = checkedFor(context, procedure, {
      month,
      despiteFindings: context.options['despite-findings'],
    });
    const actor = await personActing(context, 'duty roster publish', rolesOf(procedure));
    await publishRoster(context.core(), actor, input);
    return { json: { month, state: 'published' }, text: words.published(month) };
  },
};

const strike: Command = {
  path: ['duty', 'strike'],
  summary: words.strike,
  usage: '--id ID --reason T',
  options: { id: text, reason: text },
  required: ['id', 'reason'],
  needsWorkspace: true,
  help: words.help.strike,
  async run(context) {
    const { id, reason } = context.options;
    const input = checkedFor(context, dutyContract.log.strike, { id, reason });
    const entry = await strikeLogEntry(context.core(), context.actor(), input);
    return { json: entry, text: words.struck };
  },
};

export const shiftCommands: readonly Command[] = [
  now,
  signIn,
  signOut,
  accept,
  matter,
  mark,
  correct,
  publish,
  strike,
];

async function cellAnswer({ core }: CommandContext, cell: AttendanceCell) {
  const name = (await listPeople(core())).find(({ id }) => id === cell.personId)?.name ?? '';
  const { verdicts, faults } = dutyAttendanceMessages;
  const at = (instant: string | null) => (instant ? showTime(instant) : '—');
  const said = cell.faults.map((fault) => faults[fault]).join('、') || verdicts[cell.verdict];
  return {
    json: { ...cell, name },
    text: words.marked(name, cell.day, `${at(cell.inAt)}\t${at(cell.outAt)}\t${said}`),
  };
}
