import { resolve } from 'node:path';
import { recordInputSchema, type ServiceRecord } from '../../../shared/contract/assignments.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import {
  closeRecord,
  listRecords,
  noteProgress,
  printList,
  recordNumbered,
  saveRecord,
} from '../../core/assignments/assignments.ts';
import { requireDay } from '../../core/calendar/calendar.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { checked } from './checked.ts';
import type { Command, CommandContext } from './command.ts';

const words = assignmentsMessages.command;
const MOST_LISTED = 2_000;
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const list: Command = {
  path: ['assignment', 'list'],
  summary: words.list,
  usage: '[--kind K|all] [--open] [--overdue] [--from D] [--to D]',
  options: { kind: text, open: flag, overdue: flag, from: text, to: text },
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { core, actor, options } = context;
    const asked = String(options.kind ?? 'assignment');
    const day = (name: 'from' | 'to') =>
      options[name] === undefined ? undefined : requireDay(String(options[name]));
    const { rows } = await listRecords(core(), actor(), {
      offset: 0,
      limit: MOST_LISTED,
      order: 'due',
      kinds: asked === 'all' ? undefined : [kindNamed(asked, context)],
      states: options.open ? ['open'] : undefined,
      overdue: options.overdue ? true : undefined,
      from: day('from'),
      to: day('to'),
    });
    return { json: rows, text: rows.map(lineOf).join('\n') || words.empty };
  },
};

const add: Command = {
  path: ['assignment', 'add'],
  summary: words.add,
  usage:
    '--title T --owner N [--requester N] [--due D] [--kind K] [--category C] [--start D] [--parent N] [--text T]',
  options: {
    title: text,
    owner: text,
    requester: text,
    due: text,
    kind: text,
    category: text,
    start: text,
    parent: text,
    text,
  },
  required: ['title', 'owner'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { core, actor, options } = context;
    const given = (name: string) => String(options[name] ?? '');
    const parent = options.parent ? await recordNumbered(core(), actor(), given('parent')) : undefined;
    const record = await saveRecord(
      core(),
      actor(),
      checked(
        context,
        recordInputSchema,
        {
          kind: kindNamed(given('kind') || 'assignment', context),
          parentId: parent?.id ?? null,
          title: given('title'),
          owner: given('owner'),
          requester: given('requester'),
          category: given('category'),
          startsOn: given('start') || beijingDay(core().now()),
          dueOn: given('due'),
          body: given('text'),
        },
        { startsOn: 'start', dueOn: 'due', body: 'text' },
      ),
    );
    return { json: record, text: words.added(record.number) };
  },
};

const progress: Command = {
  path: ['assignment', 'progress'],
  summary: words.progress,
  usage: '--number N --percent P --text T',
  options: { number: text, percent: text, text },
  required: ['number', 'percent', 'text'],
  needsWorkspace: true,
  help: words.help,
  async run({ core, actor, options, usage }) {
    const given = String(options.percent);
    if (!/^-?\d+$/.test(given)) usage(words.percentWanted);
    const { id } = await recordNumbered(core(), actor(), String(options.number));
    const record = await noteProgress(core(), actor(), {
      id,
      percent: Number(given),
      text: String(options.text),
    });
    return { json: record, text: words.noted(record.number, record.percent) };
  },
};

const close: Command = {
  path: ['assignment', 'close'],
  summary: words.close,
  usage: '--number N --result T [--outcome O] [--done D]',
  options: { number: text, result: text, outcome: text, done: text },
  required: ['number', 'result'],
  needsWorkspace: true,
  help: words.help,
  async run({ core, actor, options }) {
    const { id } = await recordNumbered(core(), actor(), String(options.number));
    const record = await closeRecord(core(), actor(), {
      id,
      doneOn: String(options.done ?? beijingDay(core().now())),
      outcome: String(options.outcome ?? ''),
      result: String(options.result),
    });
    return { json: record, text: words.closed(record.number) };
  },
};

const print: Command = {
  path: ['assignment', 'print'],
  summary: words.print,
  usage: '--from D --to D --out F [--kind K]',
  options: { from: text, to: text, out: text, kind: text },
  required: ['from', 'to', 'out'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { core, actor, options } = context;
    const { pdf, pages } = await printList(core(), actor(), {
      from: requireDay(String(options.from)),
      to: requireDay(String(options.to)),
      kinds: options.kind
        ? options.kind === 'all'
          ? RECORD_KINDS
          : [kindNamed(String(options.kind), context)]
        : undefined,
    });
    const file = resolve(String(options.out));
    writeFileAtomic(file, pdf);
    return { json: { file, pages }, text: words.printed(file, pages) };
  },
};

export const commands: readonly Command[] = [list, add, progress, close, print];

function kindNamed(name: string, { usage }: CommandContext): RecordKind {
  return (
    RECORD_KINDS.find((kind) => kind === name) ?? usage(words.kindUnknown(name, RECORD_KINDS.join('、')))
  );
}

function lineOf(record: ServiceRecord): string {
  const state = record.overdue
    ? assignmentsMessages.overdue
    : assignmentsMessages.stateOf(record.kind, record.state);
  return [record.number, state, `${record.percent}%`, record.dueOn || '—', record.owner, record.title].join(
    '\t',
  );
}
