import { resolve } from 'node:path';
import { rolesOf } from '../../../shared/contract/base.ts';
import { type ExpertRequest, type Replacement, staffContract } from '../../../shared/contract/staff.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffCommandMessages as words } from '../../../shared/messages/staffCommands.ts';
import {
  answerRequest,
  approveReplacement,
  cancelReplacement,
  closeRequest,
  completeReplacement,
  printReplacement,
  replacementNumbered,
} from '../../core/staff/staff.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { checkedFor, firstOf } from './checked.ts';
import type { Command } from './command.ts';
import { requestNumbered } from './staffRequests.ts';
import { LOGIN, personActing } from './standardInput.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const approve: Command = {
  path: ['staff', 'approve'],
  summary: words.approve,
  usage: '--number N --login L (--approve | --reject) [--note T]',
  options: { number: text, approve: flag, reject: flag, note: text, ...LOGIN },
  required: ['number', 'login'],
  needsWorkspace: true,
  help: words.help.approve,
  async run(context) {
    const approved = firstOf(context, 'approve', 'reject');
    const given = { id: '', approved, note: context.options.note };
    const input = checkedFor(context, staffContract.approve, given);
    const actor = await personActing(context, 'staff approve', rolesOf(staffContract.approve));
    const { id } = await replacementNumbered(context.core(), String(context.options.number));
    return moved(await approveReplacement(context.core(), actor, { ...input, id }));
  },
};

const complete: Command = {
  path: ['staff', 'complete'],
  summary: words.complete,
  usage: '--number N [--note T] [--breached]',
  options: { number: text, note: text, breached: flag },
  required: ['number'],
  needsWorkspace: true,
  help: words.help.complete,
  async run(context) {
    const { number, note, breached } = context.options;
    const input = checkedFor(context, staffContract.complete, { id: '', note, breached });
    const { id } = await replacementNumbered(context.core(), String(number));
    return moved(await completeReplacement(context.core(), context.actor(), { ...input, id }));
  },
};

const cancel: Command = {
  path: ['staff', 'cancel'],
  summary: words.cancel,
  usage: '--number N --reason T',
  options: { number: text, reason: text },
  required: ['number', 'reason'],
  needsWorkspace: true,
  help: words.help.cancel,
  async run(context) {
    const { number, reason } = context.options;
    const input = checkedFor(context, staffContract.cancel, { id: '', reason });
    const { id } = await replacementNumbered(context.core(), String(number));
    return moved(await cancelReplacement(context.core(), context.actor(), { ...input, id }));
  },
};

const print: Command = {
  path: ['staff', 'print'],
  summary: words.print,
  usage: '--number N --out F.pdf',
  options: { number: text, out: text },
  required: ['number', 'out'],
  needsWorkspace: true,
  help: words.help.print,
  async run({ core, actor, options, usage }) {
    const file = resolve(String(options.out));
    if (!/\.pdf$/i.test(file)) usage(words.pdf);
    const { id } = await replacementNumbered(core(), String(options.number));
    const { pdf, pages } = await printReplacement(core(), actor(), id);
    writeFileAtomic(file, pdf);
    return { json: { file, pages }, text: words.printed(file) };
  },
};

const answer: Command = {
  path: ['staff', 'answer'],
  summary: words.answer,
  usage: '--number N --text T [--by N]',
  options: { number: text, text, by: text },
  required: ['number', 'text'],
  needsWorkspace: true,
  help: words.help.answer,
  async run(context) {
    const given = { id: '', answer: context.options.text, answeredBy: context.options.by };
    const names = { answer: 'text', answeredBy: 'by' };
    const input = checkedFor(context, staffContract.answer, given, names);
    const { id } = await requestNumbered(context);
    return answered(await answerRequest(context.core(), context.actor(), { ...input, id }));
  },
};

const close: Command = {
  path: ['staff', 'close'],
  summary: words.close,
  usage: '--number N --text T',
  options: { number: text, text },
  required: ['number', 'text'],
  needsWorkspace: true,
  help: words.help.close,
  async run(context) {
    const given = { id: '', conclusion: context.options.text };
    const input = checkedFor(context, staffContract.close, given, { conclusion: 'text' });
    const { id } = await requestNumbered(context);
    return answered(await closeRequest(context.core(), context.actor(), { ...input, id }));
  },
};

export const stepCommands: readonly Command[] = [approve, complete, cancel, print, answer, close];

function moved(replacement: Replacement) {
  return { json: replacement, text: words.now(replacement.number, staffMessages.states[replacement.state]) };
}

function answered(request: ExpertRequest) {
  return { json: request, text: words.now(request.number, staffMessages.requestStates[request.state]) };
}
