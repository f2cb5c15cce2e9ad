import type { DutyRequest } from '../../../shared/contract/dutyRoster.ts';
import { ALL_ROLES, STAFF } from '../../../shared/domain/roles.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { answerRequest } from '../../core/duty/consent.ts';
import { returnFromLeave } from '../../core/duty/leaveEnd.ts';
import { decideRequest, listRequests, withdrawRequest } from '../../core/duty/requests.ts';
import { firstOf } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { personNamed } from './dutyPerson.ts';
import { LOGIN, personActing } from './standardInput.ts';

const words = dutyRosterMessages.command;
const MOST_LISTED = 2_000;
const LONGEST_NOTE = 300;
const text = { type: 'string' } as const;

const list: Command = {
  path: ['duty', 'request', 'list'],
  summary: words.requests,
  usage: '[--all]',
  options: { all: { type: 'boolean' } },
  needsWorkspace: true,
  help: words.helpRequests,
  async run(context) {
    const { rows } = await listRequests(context.core(), {
      offset: 0,
      limit: MOST_LISTED,
      states: context.options.all ? undefined : ['asked', 'waiting'],
    });
    return { json: rows, text: rows.map(requestLine).join('\n') || words.none };
  },
};

const answer: Command = {
  path: ['duty', 'request', 'answer'],
  summary: words.answer,
  usage: '--id N (--login L | --person N) (--agree | --decline) [--note T]',
  options: {
    id: text,
    person: text,
    agree: { type: 'boolean' },
    decline: { type: 'boolean' },
    note: text,
    ...LOGIN,
  },
  required: ['id'],
  needsWorkspace: true,
  help: words.helpAnswer,
  async run(context) {
    const agreed = firstOf(context, 'agree', 'decline');
    const { id, login, person } = context.options;
    if ((login === undefined) === (person === undefined)) context.usage(words.whoAnswers);
    const note = noteOf(context, login === undefined || !agreed);
    const other = await personNamed(context, 'person');
    const actor = other ? context.actor() : await personActing(context, 'duty request answer', ALL_ROLES);
    const input = { id: String(id), personId: other?.id, agreed, note };
    return answered(await answerRequest(context.core(), actor, input));
  },
};

const decide: Command = {
  path: ['duty', 'request', 'decide'],
  summary: words.decide,
  usage: '--id N --login L (--approve | --reject) [--note T]',
  options: { id: text, approve: { type: 'boolean' }, reject: { type: 'boolean' }, note: text, ...LOGIN },
  required: ['id', 'login'],
  needsWorkspace: true,
  help: words.helpDecide,
  async run(context) {
    const approved = firstOf(context, 'approve', 'reject');
    const note = noteOf(context, !approved);
    const actor = await personActing(context, 'duty request decide', ['manager', 'supervisor']);
    const input = { id: String(context.options.id), approved, note };
    return answered(await decideRequest(context.core(), actor, input));
  },
};

const withdraw: Command = {
  path: ['duty', 'request', 'withdraw'],
  summary: words.withdraw,
  usage: '--id N --login L',
  options: { id: text, ...LOGIN },
  required: ['id', 'login'],
  needsWorkspace: true,
  help: words.helpWithdraw,
  async run(context) {
    const actor = await personActing(context, 'duty request withdraw', STAFF);
    return answered(await withdrawRequest(context.core(), actor, String(context.options.id)));
  },
};

const back: Command = {
  path: ['duty', 'request', 'return'],
  summary: words.return,
  usage: '--id N --login L',
  options: { id: text, ...LOGIN },
  required: ['id', 'login'],
  needsWorkspace: true,
  help: words.helpReturn,
  async run(context) {
    const actor = await personActing(context, 'duty request return', STAFF);
    return answered(await returnFromLeave(context.core(), actor, String(context.options.id)));
  },
};

export const requestCommands: readonly Command[] = [list, answer, decide, withdraw, back];

/** A request as the answer of a command. */
export function answered(request: DutyRequest) {
  return { json: request, text: requestLine(request) };
}

function noteOf({ options, usage }: CommandContext, needed: boolean): string {
  const note = String(options.note ?? '').trim();
  if ((needed && note === '') || note.length > LONGEST_NOTE) usage(words.noteLength);
  return note;
}

function requestLine(request: DutyRequest): string {
  const { requestKinds, requestStates, leaveKinds, halves } = dutyRosterMessages;
  const { leave } = request;
  return [
    request.id,
    request.returnedAt === null ? requestStates[request.state] : words.returned,
    request.personName,
    leave ? leaveKinds[leave.kind] : requestKinds[request.kind],
    leave ? words.leaveSpan(leave.fromDay, halves[leave.fromHalf], leave.toDay, halves[leave.toHalf]) : '',
    request.moves
      .map(({ day, role, fromName, toName }) =>
        words.move(day, dutyRosterMessages.roles[role], fromName, toName),
      )
      .join('；'),
    request.consents.map(({ name, answer: said }) => words.said(name, said)).join('；'),
    request.reason,
  ].join('\t');
}
