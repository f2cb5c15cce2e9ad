import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  STANDARD_ENCODINGS,
  type Standard,
  type StandardVersion,
} from '../../../shared/contract/standards.ts';
import { STANDARD_KINDS, type StandardKind } from '../../../shared/domain/standardTables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import {
  activateStandard,
  cancelSwitch,
  diffStandards,
  importStandard,
  listStandards,
  previewStandard,
  readImpact,
  standardEntries,
  startImpact,
} from '../../core/standards/standards.ts';
import type { Command, CommandContext } from './command.ts';
import { writeCommand } from './standardsWrite.ts';

const words = standardsMessages.command;
const MOST_LISTED = 5_000;
const KIND = { kind: { type: 'string' } } as const;
const VERSION = { version: { type: 'string' } } as const;

const list: Command = {
  path: ['standard', 'list'],
  summary: words.list,
  usage: '[--day D]',
  options: { day: { type: 'string' } },
  needsWorkspace: true,
  async run({ core, options }) {
    const standards = await listStandards(
      core(),
      options.day === undefined ? undefined : String(options.day),
    );
    return { json: standards, text: standards.map(standardLine).join('\n') };
  },
};

const show: Command = {
  path: ['standard', 'show'],
  summary: words.show,
  usage: '--kind K --version NAME [--search TEXT]',
  options: { ...KIND, ...VERSION, search: { type: 'string' } },
  required: ['kind', 'version'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { kind, version } = await chosen(context);
    const { rows } = await standardEntries(context.core(), {
      kind,
      versionId: version.id,
      search: String(context.options.search ?? ''),
      offset: 0,
      limit: MOST_LISTED,
    });
    return { json: rows, text: rows.map((row) => Object.values(row).join('\t')).join('\n') };
  },
};

const importCommand: Command = {
  path: ['standard', 'import'],
  summary: words.import,
  usage: '--kind K --file F --name NAME --from SOURCE [--mode whole|additions] [--encoding E] [--dry-run]',
  options: {
    ...KIND,
    file: { type: 'string' },
    name: { type: 'string' },
    from: { type: 'string' },
    mode: { type: 'string' },
    encoding: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  required: ['kind', 'file'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { options } = context;
    const mode = String(options.mode ?? 'whole');
    if (mode !== 'whole' && mode !== 'additions') return context.usage(words.badMode);
    const encoding = STANDARD_ENCODINGS.find((each) => each === String(options.encoding ?? 'auto'));
    if (!encoding) return context.usage(words.badEncoding);
    const file = resolve(String(options.file));
    const input = {
      kind: kindOf(context),
      fileName: basename(file),
      content: contentOf(file),
      encoding,
      mode,
    } as const;
    if (options['dry-run']) {
      const preview = await previewStandard(context.core(), input);
      const errors = preview.errors.map(({ row, message }) => `${row}\t${message}`).join('\n');
      return { json: preview, text: errors || words.previewed(preview.entries, countsText(preview.counts)) };
    }
    if (typeof options.name !== 'string' || typeof options.from !== 'string')
      return context.usage(words.importNeeds);
    const version = await importStandard(context.core(), context.actor(), {
      ...input,
      name: options.name.trim(),
      source: options.from.trim(),
    });
    return { json: version, text: words.imported(version.name, version.entries) };
  },
};

const diff: Command = {
  path: ['standard', 'diff'],
  summary: words.diff,
  usage: '--kind K --version NAME [--against NAME]',
  options: { ...KIND, ...VERSION, against: { type: 'string' } },
  required: ['kind', 'version'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { kind, version } = await chosen(context);
    const { against } = context.options;
    const from = typeof against === 'string' ? (await versionNamed(context, kind, against)).id : undefined;
    const answer = await diffStandards(context.core(), {
      kind,
      to: version.id,
      offset: 0,
      limit: MOST_LISTED,
      ...(from === undefined ? {} : { from }),
    });
    const lines = answer.rows.map(({ kind: what, key, before, after }) =>
      [standardsMessages.differences[what], key, before?.name ?? '', after?.name ?? ''].join('\t'),
    );
    return { json: answer, text: lines.join('\n') || words.noDifference };
  },
};

const impact: Command = {
  path: ['standard', 'impact'],
  summary: words.impact,
  usage: '--kind K --version NAME',
  options: { ...KIND, ...VERSION },
  required: ['kind', 'version'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { version } = await chosen(context);
    if (version.id === null) throw fail('STANDARD_NOT_FOUND', standardsMessages.notFound);
    const job = await startImpact(context.core(), context.actor(), version.id);
    const done = await context.core().jobs.wait(job.id, context.signal);
    if (done.error) throw fail(done.error.code, done.error.message);
    const answer = await readImpact(context.core(), version.id);
    const lines = (answer?.columns ?? []).map(({ table, column, lost, altered, gained, note }) =>
      [`${table}.${column}`, lost, altered, gained, note].join('\t'),
    );
    return { json: answer, text: [...lines, ...(answer?.notes ?? [])].join('\n') };
  },
};

const activate: Command = {
  path: ['standard', 'activate'],
  summary: words.activate,
  usage: '--kind K --version NAME --date D --reason R',
  options: { ...KIND, ...VERSION, date: { type: 'string' }, reason: { type: 'string' } },
  required: ['kind', 'version', 'date', 'reason'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { kind, version } = await chosen(context);
    const made = await activateStandard(context.core(), context.actor(), {
      kind,
      versionId: version.id,
      effectiveFrom: String(context.options.date),
      reason: String(context.options.reason),
    });
    return { json: made, text: words.activated(made.versionName, made.effectiveFrom) };
  },
};

const cancel: Command = {
  path: ['standard', 'cancel'],
  summary: words.cancel,
  usage: '--kind K --date D --reason R',
  options: { ...KIND, date: { type: 'string' }, reason: { type: 'string' } },
  required: ['kind', 'date', 'reason'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const kind = kindOf(context);
    const day = String(context.options.date);
    const standard = (await listStandards(context.core())).find((one) => one.kind === kind);
    const found = standard?.switches.find((one) => one.effectiveFrom === day && one.cancelledAt === null);
    if (!found) throw fail('STANDARD_NO_SWITCH', words.noSwitchOn(day));
    const done = await cancelSwitch(context.core(), context.actor(), {
      id: found.id,
      reason: String(context.options.reason),
    });
    return { json: done, text: words.cancelled(done.versionName, day) };
  },
};

export const commands: readonly Command[] = [
  list,
  show,
  importCommand,
  diff,
  impact,
  activate,
  cancel,
  writeCommand,
];

function kindOf(context: CommandContext): StandardKind {
  const name = String(context.options.kind);
  return STANDARD_KINDS.find((kind) => kind === name) ?? context.usage(words.unknownKind(name));
}

async function chosen(context: CommandContext): Promise<{ kind: StandardKind; version: StandardVersion }> {
  const kind = kindOf(context);
  return { kind, version: await versionNamed(context, kind, String(context.options.version)) };
}

/** `shipped` is the version the console comes with. */
async function versionNamed(
  context: CommandContext,
  kind: StandardKind,
  name: string,
): Promise<StandardVersion> {
  const standard = (await listStandards(context.core())).find((one) => one.kind === kind);
  const found = standard?.versions.find(
    (one) => one.name === name || (one.id === null && name === 'shipped'),
  );
  if (!found) throw fail('STANDARD_NOT_FOUND', words.noVersion(name));
  return found;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file).toString('base64');
  } catch (error) {
    throw fail('STANDARD_FILE', words.noFile(basename(file)), undefined, error);
  }
}

function standardLine({ kind, inForce, since, next, versions }: Standard): string {
  const coming = next ? words.next(next.effectiveFrom, next.versionName) : '';
  return [
    kind,
    standardsMessages.kinds[kind],
    inForce.name,
    since ?? '',
    inForce.entries,
    versions.length,
    coming,
  ].join('\t');
}

function countsText(counts: Partial<Record<keyof typeof standardsMessages.differences, number>>): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(
      ([kind, count]) =>
        `${standardsMessages.differences[kind as keyof typeof standardsMessages.differences]} ${count}`,
    );
  return parts.join('、') || words.noDifference;
}
