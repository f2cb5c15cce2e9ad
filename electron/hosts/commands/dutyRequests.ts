import type { DutyRequest } from '../../../shared/contract/dutyRoster.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { answerRequest } from '../../core/duty/consent.ts';
import { listPeople } from '../../core/duty/people.ts';
import { listRequests } from '../../core/duty/requests.ts';
import type { Command } from './command.ts';

const words = dutyRosterMessages.command;
const MOST_LISTED = 2_000;

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
    return { json: rows, text: rows.map(line).join('\n') || words.none };
  },
};

const answer: Command = {
  path: ['duty', 'request', 'answer'],
  summary: words.answer,
  usage: '--id N --person N (--agree | --decline) --note T',
  options: {
    id: { type: 'string' },
    person: { type: 'string' },
    agree: { type: 'boolean' },
    decline: { type: 'boolean' },
    note: { type: 'string' },
  },
  required: ['id', 'person', 'note'],
  needsWorkspace: true,
  help: words.helpAnswer,
  async run(context) {
    const { agree, decline, note } = context.options;
    if (Boolean(agree) === Boolean(decline)) context.usage(words.oneAnswer);
    const text = String(note).trim();
    if (text === '' || text.length > 300) context.usage(words.noteLength);
    const name = String(context.options.person);
    const person = (await listPeople(context.core())).find((each) => each.name === name);
    if (!person) throw fail('DUTY_PERSON_NOT_FOUND', words.person(name));
    const request = await answerRequest(context.core(), context.actor(), {
      id: String(context.options.id),
      personId: person.id,
      agreed: Boolean(agree),
      note: text,
    });
    return { json: request, text: line(request) };
  },
};

export const requestCommands: readonly Command[] = [list, answer];

function line(request: DutyRequest): string {
  const { requestKinds, requestStates } = dutyRosterMessages;
  return [
    request.id,
    requestStates[request.state],
    request.personName,
    requestKinds[request.kind],
    request.moves
      .map(({ day, role, fromName, toName }) =>
        words.move(day, dutyRosterMessages.roles[role], fromName, toName),
      )
      .join('；'),
    request.consents.map(({ name, answer: said }) => words.said(name, said)).join('；'),
    request.reason,
  ].join('\t');
}
