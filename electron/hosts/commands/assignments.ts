import { resolve } from 'node:path';
import {
  assignmentsContract,
  recordInputSchema,
  type ServiceRecord,
} from '../../../shared/contract/assignments.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay, showInstant } from '../../../shared/domain/time.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import {
  cancelRecord,
  closeRecord,
  getRecord,
  listRecords,
  noteProgress,
  printList,
  printRecord,
  recordNumbered,
  reopenRecord,
  saveRecord,
} from '../../core/assignments/assignments.ts';
import { requireDay } from '../../core/calendar/calendar.ts';
import type { Actor, Core } from '../../core/core.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { checked, checkedFor } from './checked.ts';
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
  async run(context) {
    const { core, actor, options, usage } = context;
    const percent = String(options.percent);
    if (!/^-?\d+$/.test(percent)) usage(words.percentWanted);
    const given = { id: '', percent: Number(percent), text: options.text };
    const input = checkedFor(context, assignmentsContract.progress, given);
    const { id } = await recordNumbered(core(), actor(), String(options.number));
    const record = await noteProgress(core(), actor(), { ...input, id });
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
  async run(context) {
    const { core, actor, options } = context;
    const { result, outcome } = options;
    const given = { id: '', doneOn: options.done ?? beijingDay(core().now()), outcome, result };
    const input = checkedFor(context, assignmentsContract.close, given, { doneOn: 'done' });
    const { id } = await recordNumbered(core(), actor(), String(options.number));
    const record = await closeRecord(core(), actor(), { ...input, id });
    return { json: record, text: words.closed(record.number) };
  },
};

const print: Command = {
  path: ['assignment', 'print'],
  summary: words.print,
  usage: '(--from D --to D [--kind K] | --number N) --out F',
  options: { from: text, to: text, out: text, kind: text, number: text },
  required: ['out'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { options } = context;
    const listed = options.from !== undefined && options.to !== undefined;
    if (listed === (options.number !== undefined)) context.usage(words.printWhich);
    const { pdf, pages } = listed ? await listPrinted(context) : await onePrinted(context);
    const file = resolve(String(options.out));
    writeFileAtomic(file, pdf);
    return { json: { file, pages }, text: words.printed(file, pages) };
  },
};

const show: Command = {
  path: ['assignment', 'show'],
  summary: words.show,
  usage: '--number N',
  options: { number: text },
  required: ['number'],
  needsWorkspace: true,
  help: words.help,
  async run({ core, actor, options }) {
    const { id } = await recordNumbered(core(), actor(), String(options.number));
    const record = await getRecord(core(), actor(), id);
    const notes = record.notes.map(({ at, author, percent, text: said }) =>
      [showInstant(at), author, percent === null ? '' : `${percent}%`, said.replace(/\s+/g, ' ')].join('\t'),
    );
    const below = record.belonging.map(lineOf);
    return {
      json: record,
      text: [lineOf(record), record.result, ...notes, ...below].filter(Boolean).join('\n'),
    };
  },
};

/** Both ways back or out, with a reason. */
function reasoned(
  verb: 'cancel' | 'reopen',
  act: (core: Core, actor: Actor, input: { id: string; reason: string }) => Promise<ServiceRecord>,
): Command {
  return {
    path: ['assignment', verb],
    summary: words[verb],
    usage: '--number N --reason T',
    options: { number: text, reason: text },
    required: ['number', 'reason'],
    needsWorkspace: true,
    help: words.help,
    async run(context) {
      const { core, actor, options } = context;
      const given = { id: '', reason: options.reason };
      const input = checkedFor(context, assignmentsContract[verb], given);
      const { id } = await recordNumbered(core(), actor(), String(options.number));
      const record = await act(core(), actor(), { ...input, id });
      return { json: record, text: lineOf(record) };
    },
  };
}

export const commands: readonly Command[] = [
  list,
  show,
  add,
  progress,
  close,
  reasoned('cancel', cancelRecord),
  reasoned('reopen', reopenRecord),
  print,
];

async function listPrinted(context: CommandContext) {
  const { core, actor, options } = context;
  return printList(core(), actor(), {
    from: requireDay(String(options.from)),
    to: requireDay(String(options.to)),
    kinds: options.kind
      ? options.kind === 'all'
        ? RECORD_KINDS
        : [kindNamed(String(options.kind), context)]
      : undefined,
  });
}

/** Minutes of a meeting, or the form of an acceptance. */
async function onePrinted({ core, actor, options }: CommandContext) {
  const { id } = await recordNumbered(core(), actor(), String(options.number));
  return printRecord(core(), actor(), id);
}

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
