import { credibilityText } from '../../../shared/domain/credibility.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import { backfillDirect } from '../../core/compare/compare.ts';
import type { PlanInput } from '../../core/compare/plan.ts';
import type { KeyValue } from '../../core/compare/run.ts';
import { type CompareAnswer, compareOpen } from '../../core/compare/urls.ts';
import type { Core } from '../../core/core.ts';
import {
  connectionNamed,
  type DatacenterConnection,
  openConnection,
  openUrl,
} from '../../core/datacenter/datacenter.ts';
import { describeTarget, parseDatabaseUrl } from '../../core/datacenter/url.ts';
import { referenceOn } from '../../core/standards/inForce.ts';
import { workspaceFolder } from '../workspaceFolder.ts';
import type { Command, CommandContext } from './command.ts';

const words = compareMessages.command;
/** Rows of each kind printed without --json. */
const SHOWN = 50;
const PROGRESS_EVERY_MS = 2_000;

const TABLE_OPTIONS = {
  source: { type: 'string' },
  target: { type: 'string' },
  table: { type: 'string' },
  'target-table': { type: 'string' },
  key: { type: 'string' },
  columns: { type: 'string' },
} as const;

const compare: Command = {
  path: ['compare'],
  summary: words.compareSummary,
  usage: words.compareUsage,
  options: { ...TABLE_OPTIONS, by: { type: 'string' } },
  required: ['source', 'target', 'table', 'key'],
  needsWorkspace: false,
  help: words.compareHelp,
  run: runCompare,
};

async function runCompare(context: CommandContext) {
  const opened: DatacenterConnection[] = [];
  let core: Core | undefined;
  try {
    const [source, target] = [String(context.options.source), String(context.options.target)];
    if (!isUrl(source) || !isUrl(target))
      core = await openWorkspaceFor(context, isUrl(source) ? target : source);
    for (const place of [source, target]) opened.push(await open(context, core, place));
    const answer = await compareOpen(
      opened[0] as DatacenterConnection,
      opened[1] as DatacenterConnection,
      planInput(context),
      {
        signal: context.signal,
        onProgress: progressNotes(context),
        ...(core ? { reference: await referenceOn(core) } : {}),
      },
    );
    return { json: answer, text: answerText(answer) };
  } finally {
    await Promise.all(opened.map((connection) => connection.close()));
    await core?.close();
  }
}

/** The command line's columns. Wrong usage ends the command. */
function planInput(context: CommandContext): PlanInput {
  const list = (name: string) => {
    const given = context.options[name];
    if (given === undefined) return undefined;
    const names = String(given)
      .split(',')
      .map((column) => column.trim())
      .filter((column) => column !== '');
    return names.length > 0 ? names : undefined;
  };
  const targetTable = context.options['target-table'];
  return {
    table: String(context.options.table),
    ...(targetTable === undefined ? {} : { targetTable: String(targetTable) }),
    key: list('key') ?? [],
    columns: list('columns'),
    by: list('by'),
  };
}

function isUrl(place: string): boolean {
  return /^[a-z][a-z0-9+]*:\/\//i.test(place.trim());
}

async function open(context: CommandContext, core: Core | undefined, place: string, writable = false) {
  if (isUrl(place)) return openUrl(place, { spawn: context.spawn, writable });
  if (!core) throw fail('COMPARE_NEEDS_WORKSPACE', compareMessages.errors.needWorkspace(place));
  return openConnection(core, (await connectionNamed(core, place)).id, { writable });
}

/** A saved connection's name needs the workspace it is saved in. */
async function openWorkspaceFor(context: CommandContext, name: string): Promise<Core> {
  const { openCore } = await import('../../core/open.ts');
  try {
    return await openCore({
      workspaceDir: workspaceFolder(context.options.workspace as string | undefined),
      spawn: context.spawn,
      resumeJobs: false,
    });
  } catch (error) {
    if (context.options.workspace !== undefined) throw error;
    throw fail('COMPARE_NEEDS_WORKSPACE', compareMessages.errors.needWorkspace(name), undefined, error);
  }
}

function progressNotes(context: CommandContext) {
  let last = Date.now();
  return ({ done, total, found }: { done: number; total: number; found: number }) => {
    if (Date.now() - last < PROGRESS_EVERY_MS) return;
    last = Date.now();
    context.note(words.progress(done, total, found));
  };
}

function answerText(answer: CompareAnswer): string {
  const lines = [
    words.answer({
      missing: answer.missing.length,
      extra: answer.extra.length,
      different: answer.different.length,
      fetched: answer.rowsFetched,
      scanned: answer.rowsScanned,
      ms: answer.ms,
    }),
  ];
  if (answer.by) lines.push(words.credibility(credibilityText(answer.credibility ?? null)));
  for (const note of answer.notes ?? []) lines.push(note);
  for (const { group, names, ...counts } of (answer.by ?? []).slice(0, SHOWN)) {
    const name = Object.entries(group)
      .map(([column, value]) => [value ?? '—', names?.[column] ?? []].flat().join(' '))
      .join(' ');
    lines.push(
      words.group(name, counts.source, counts.target, counts.missing, counts.extra, counts.different),
    );
  }
  list(lines, answer.missing, (key) => words.missing(keyText(key)));
  list(lines, answer.extra, (key) => words.extra(keyText(key)));
  list(lines, answer.different, ({ key, columns }) => words.different(keyText(key), columns.join('、')));
  return lines.join('\n');
}

function list<T>(lines: string[], items: readonly T[], line: (item: T) => string): void {
  for (const item of items.slice(0, SHOWN)) lines.push(line(item));
  if (items.length > SHOWN) lines.push(words.more(items.length - SHOWN));
}

function keyText(key: KeyValue): string {
  return Array.isArray(key) ? key.join('、') : String(key);
}

const backfill: Command = {
  path: ['backfill'],
  summary: words.backfillSummary,
  usage: words.backfillUsage,
  options: { ...TABLE_OPTIONS, update: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  required: ['source', 'target', 'table', 'key'],
  needsWorkspace: true,
  help: words.backfillHelp,
  run: runBackfill,
};

async function runBackfill(context: CommandContext) {
  const dryRun = context.options['dry-run'] === true;
  const [sourcePlace, targetPlace] = [String(context.options.source), String(context.options.target)];
  const opened: DatacenterConnection[] = [];
  try {
    const core = context.core();
    const source = await open(context, core, sourcePlace);
    opened.push(source);
    const target = await open(context, core, targetPlace, !dryRun);
    opened.push(target);
    const input = planInput(context);
    const { totals, counts } = await backfillDirect(
      core,
      context.actor(),
      source,
      target,
      {
        ...input,
        name: input.table,
        sourceId: '',
        targetId: '',
        sourceName: placeName(sourcePlace),
        targetName: placeName(targetPlace),
      },
      {
        dryRun,
        updates: context.options.update === true,
        onProgress: progressNotes(context),
        signal: context.signal,
      },
    );
    return {
      json: { dryRun, ...counts, missing: totals.missing, extra: totals.extra, different: totals.different },
      text: words.backfilled(counts.inserted, counts.updated, counts.present, dryRun),
    };
  } finally {
    await Promise.all(opened.map((connection) => connection.close()));
  }
}

/** What the log calls a place: never a password. */
function placeName(place: string): string {
  return isUrl(place) ? describeTarget(parseDatabaseUrl(place)) : place;
}

export const commands: readonly Command[] = [compare, backfill];
