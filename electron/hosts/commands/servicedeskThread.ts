import { basename } from 'node:path';
import { MOST_ATTACHMENT_BYTES, threadContract } from '../../../shared/contract/servicedeskRecords.ts';
import { kindOfNumber } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import {
  servicedeskDeskMessages as deskWords,
  servicedeskCommandMessages as words,
} from '../../../shared/messages/servicedeskCommands.ts';
import * as desk from '../../core/servicedesk/servicedesk.ts';
import { checkedFor } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { readInput } from './inputFile.ts';

const MOST_LISTED = 2_000;
const text = { type: 'string' } as const;

const note: Command = {
  path: ['incident', 'note'],
  summary: words.note,
  usage: '--number N --text T',
  options: { number: text, text },
  required: ['number', 'text'],
  needsWorkspace: true,
  help: words.threadHelp,
  async run(context) {
    const { core, actor, options } = context;
    const owner = await ownerNumbered(context);
    const given = { kind: owner.kind, id: owner.id, text: options.text };
    await desk.addComment(core(), actor(), checkedFor(context, threadContract.comment, given));
    return { json: { number: owner.number }, text: words.noted(owner.number) };
  },
};

const link: Command = {
  path: ['incident', 'link'],
  summary: words.link,
  usage: '--number N --to N',
  options: { number: text, to: text },
  required: ['number', 'to'],
  needsWorkspace: true,
  help: words.threadHelp,
  async run(context) {
    const { core, actor, options } = context;
    const owner = await ownerNumbered(context);
    const given = { kind: owner.kind, id: owner.id, number: options.to };
    const input = checkedFor(context, threadContract.link, given, { number: 'to' });
    await desk.addLink(core(), actor(), input);
    return {
      json: { number: owner.number, to: input.number },
      text: words.linked(owner.number, input.number),
    };
  },
};

const attach: Command = {
  path: ['incident', 'attach'],
  summary: words.attach,
  usage: '--number N --file F…',
  options: { number: text, file: { type: 'string', multiple: true } },
  required: ['number', 'file'],
  needsWorkspace: true,
  help: words.threadHelp,
  async run(context) {
    const { core, actor, options } = context;
    const owner = await ownerNumbered(context);
    const files = (Array.isArray(options.file) ? options.file : []).map((path) => ({
      name: basename(path),
      base64: readInput(path, MOST_ATTACHMENT_BYTES).toString('base64'),
    }));
    const kept = [];
    for (const file of files) {
      const given = { kind: owner.kind, id: owner.id, ...file };
      kept.push(await desk.attachFile(core(), actor(), checkedFor(context, threadContract.attach, given)));
    }
    const names = kept.map(({ name }) => name);
    return { json: kept, text: words.attached(owner.number, names) };
  },
};

export const threadCommands: readonly Command[] = [note, link, attach];

/** The record of `--number`, of whichever kind its letters say. @throws SERVICEDESK_NOT_FOUND */
async function ownerNumbered({ core, options, usage }: CommandContext) {
  const number = String(options.number).trim();
  const kind = kindOfNumber(number);
  if (kind === 'incident') return { kind, number, id: (await desk.incidentNumbered(core(), number)).id };
  if (kind === 'problem' || kind === 'change' || kind === 'release')
    return { kind, number, id: (await desk.recordNumbered(core(), number)).id };
  if (kind !== 'item') return usage(deskWords.badNumber(number));
  const { rows } = await desk.listItems(core(), { offset: 0, limit: MOST_LISTED, sort: [], text: number });
  const item = rows.find((row) => row.number === number);
  if (!item) throw fail('SERVICEDESK_NOT_FOUND', servicedeskMessages.noNumber(number));
  return { kind, number, id: item.id };
}
