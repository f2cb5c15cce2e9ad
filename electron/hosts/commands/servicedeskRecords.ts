import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { MOST_IMPORT_BYTES } from '../../../shared/contract/servicedeskItems.ts';
import { recordsContract } from '../../../shared/contract/servicedeskRecords.ts';
import {
  ITEM_TYPES,
  type ItemType,
  kindOfNumber,
  RECORD_KINDS,
  type RecordKind,
  stepsFrom,
} from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskDeskMessages as words } from '../../../shared/messages/servicedeskCommands.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import * as desk from '../../core/servicedesk/servicedesk.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { checkedFor } from './checked.ts';
import type { Command, CommandContext } from './command.ts';

const MOST_LISTED = 2_000;
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const list: Command = {
  path: ['desk', 'list'],
  summary: words.list,
  usage: '--kind problem|change|release [--state S] [--text T]',
  options: { kind: text, state: { type: 'string', multiple: true }, text },
  required: ['kind'],
  needsWorkspace: true,
  help: words.listHelp,
  async run({ core, options, usage }) {
    const kind = RECORD_KINDS.find((each) => each === options.kind);
    if (!kind) return usage(words.badKind(String(options.kind)));
    const states = options.state as string[] | undefined;
    const wrong = states?.find((state) => servicedeskMessages.states[state] === undefined);
    if (wrong !== undefined) usage(words.badState(wrong));
    const { rows, total } = await desk.listRecords(core(), {
      kind,
      offset: 0,
      limit: MOST_LISTED,
      states,
      text: options.text === undefined ? undefined : String(options.text),
    });
    const lines = rows.map(({ number, state, title }) => [number, stateName(state), title].join('\t'));
    return { json: { total, records: rows }, text: lines.join('\n') || words.none };
  },
};

const step: Command = {
  path: ['desk', 'step'],
  summary: words.step,
  usage: '--number N --step S [--note T]',
  options: { number: text, step: text, note: text },
  required: ['number', 'step'],
  needsWorkspace: true,
  help: words.stepHelp,
  async run(context) {
    const { core, actor, options, usage } = context;
    const record = await desk.recordNumbered(core(), String(options.number));
    const open = stepsFrom(record.kind as RecordKind, record.state);
    const wanted = String(options.step);
    if (!open.includes(wanted)) usage(words.badStep(record.number, stateName(record.state), open));
    const given = { id: record.id, step: wanted, note: options.note };
    const input = checkedFor(context, recordsContract.step, given);
    const moved = await desk.stepRecord(core(), actor(), input);
    return { json: moved, text: `${moved.number}\t${stateName(moved.state)}` };
  },
};

const search: Command = {
  path: ['desk', 'search'],
  summary: words.search,
  usage: '--text T',
  options: { text },
  required: ['text'],
  needsWorkspace: true,
  help: words.searchHelp,
  async run({ core, options }) {
    const found = await desk.searchDesk(core(), { text: String(options.text) });
    const lines = found.hits.map(({ number, title, excerpt }) =>
      [number, title, excerpt.replace(/\s+/g, ' ')].join('\t'),
    );
    return { json: found, text: lines.join('\n') || words.none };
  },
};

const items: Command = {
  path: ['desk', 'items'],
  summary: words.items,
  usage: '[--type T] [--text T] [--retired]',
  options: { type: { type: 'string', multiple: true }, text, retired: flag },
  needsWorkspace: true,
  help: words.itemsHelp,
  async run({ core, options, usage }) {
    const types = (options.type as string[] | undefined)?.map(
      (name): ItemType => ITEM_TYPES.find((each) => each === name) ?? usage(words.badType(name)),
    );
    const { rows, total } = await desk.listItems(core(), {
      offset: 0,
      limit: MOST_LISTED,
      sort: [],
      types,
      text: options.text === undefined ? undefined : String(options.text),
      ...(options.retired ? {} : { retired: false }),
    });
    const lines = rows.map((row) =>
      [
        row.number,
        row.name,
        servicedeskItemMessages.types[row.type],
        row.address,
        row.version,
        row.courtName,
      ].join('\t'),
    );
    return { json: { total, items: rows }, text: lines.join('\n') || words.none };
  },
};

const importCommand: Command = {
  path: ['desk', 'import'],
  summary: words.import,
  usage: '--in F.xlsx [--preview]',
  options: { in: text, preview: flag },
  required: ['in'],
  needsWorkspace: true,
  help: words.importHelp,
  async run({ core, actor, options, note }) {
    const file = resolve(String(options.in));
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) throw fail('FILE_NOT_FOUND', words.noFile(file), { file });
    if (found.size > MOST_IMPORT_BYTES) throw fail('FILE_TOO_LARGE', words.tooLarge(file), { file });
    const base64 = readFileSync(file).toString('base64');
    const preview = await desk.previewImport(core(), { base64 });
    for (const { cell, message } of preview.faults) note(`${cell}\t${message}`);
    const { add, change, same } = preview.counts;
    if (options.preview)
      return { json: preview, text: words.previewed(add, change, same, preview.faults.length) };
    const done = await desk.importItems(core(), actor(), { fileName: basename(file), base64 });
    return { json: done, text: words.imported(done.added, done.changed, done.relations) };
  },
};

const exportCommand: Command = {
  path: ['desk', 'export'],
  summary: words.export,
  usage: '--out F.xlsx',
  options: { out: text },
  required: ['out'],
  needsWorkspace: true,
  help: words.exportHelp,
  async run(context) {
    const file = outFile(context, '.xlsx');
    const { rows, base64 } = await desk.exportItems(context.core(), context.actor());
    writeFileAtomic(file, Buffer.from(base64, 'base64'));
    return { json: { file, rows }, text: words.written(file) };
  },
};

const print: Command = {
  path: ['desk', 'print'],
  summary: words.print,
  usage: '--number N --out F.pdf',
  options: { number: text, out: text },
  required: ['number', 'out'],
  needsWorkspace: true,
  help: words.printHelp,
  async run(context) {
    const file = outFile(context, '.pdf');
    const { pdf, pages } = await printed(context, String(context.options.number).trim());
    writeFileAtomic(file, pdf);
    return { json: { file, pages }, text: words.written(file) };
  },
};

async function printed({ core, actor, usage }: CommandContext, number: string): Promise<desk.Printed> {
  const kind = kindOfNumber(number);
  if (kind === 'incident') {
    const { id } = await desk.incidentNumbered(core(), number);
    return desk.printIncident(core(), actor(), id);
  }
  if (kind === 'problem' || kind === 'change' || kind === 'release') {
    const { id } = await desk.recordNumbered(core(), number);
    return desk.printRecord(core(), actor(), id);
  }
  if (kind !== 'item') return usage(words.badNumber(number));
  const { rows } = await desk.listItems(core(), { offset: 0, limit: MOST_LISTED, sort: [], text: number });
  const item = rows.find((row) => row.number === number);
  if (!item) throw fail('SERVICEDESK_NOT_FOUND', servicedeskMessages.noNumber(number));
  return desk.printItem(core(), actor(), item.id);
}

function outFile({ options, usage }: CommandContext, ending: '.pdf' | '.xlsx'): string {
  const file = resolve(String(options.out));
  if (!file.toLowerCase().endsWith(ending)) usage(words.ending(ending));
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    throw fail('FOLDER_NOT_FOUND', words.noFolder(dirname(file)));
  return file;
}

function stateName(state: string): string {
  return servicedeskMessages.states[state] ?? state;
}

export const commands: readonly Command[] = [list, step, search, items, importCommand, exportCommand, print];
