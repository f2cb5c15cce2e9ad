import { copyFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type StatisticsRun,
} from '../../../shared/contract/statistics.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages } from '../../../shared/messages/statistics.ts';
import {
  finishedRun,
  listExports,
  listQueries,
  queryNamed,
  resultPage,
  startExport,
  startRun,
} from '../../core/statistics/statistics.ts';
import type { Command, CommandContext } from './command.ts';

const words = statisticsMessages.command;
const PRINTED_ROWS = 1_000;
const PAGE = 2_000;

const RUN_OPTIONS = {
  name: { type: 'string' },
  param: { type: 'string', multiple: true },
  reason: { type: 'string' },
  'max-rows': { type: 'string' },
} as const;

const list: Command = {
  path: ['statistics', 'list'],
  summary: words.list,
  usage: '',
  options: {},
  needsWorkspace: true,
  async run({ core }) {
    const queries = await listQueries(core());
    const lines = queries.map(
      ({ name, approval, scheduleTime, purpose }) =>
        `${name}\t${words.approvals[approval]}\t${scheduleTime ?? ''}\t${purpose}`,
    );
    return { json: queries, text: lines.join('\n') || words.listEmpty };
  },
};

const run: Command = {
  path: ['statistics', 'run'],
  summary: words.run,
  usage: '--name N [--param NAME=VALUE]… [--reason R] [--max-rows N]',
  options: RUN_OPTIONS,
  required: ['name'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const ended = await runNamed(context);
    const shown = Math.min(ended.rows, maxRows(context) ?? PRINTED_ROWS);
    const rows: unknown[][] = [];
    while (rows.length < shown) {
      const page = await resultPage(context.core(), context.actor(), {
        runId: ended.id,
        offset: rows.length,
        limit: Math.min(PAGE, shown - rows.length),
        wait: false,
      });
      if (page.rows.length === 0) break;
      rows.push(...page.rows);
    }
    if (ended.cut) context.note(words.cut);
    if (rows.length < ended.rows) context.note(words.shownFirst(rows.length, ended.rows));
    const columns = ended.columns.map(({ name }) => name);
    const json = {
      run: ended.id,
      columns: ended.columns,
      rows: rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))),
      rowCount: ended.rows,
      truncated: ended.cut !== '' || rows.length < ended.rows,
      ms: ended.ms,
    };
    const lines = rows.map((row) =>
      row.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t'),
    );
    return { json, text: [columns.join('\t'), ...lines, words.rows(ended.rows, ended.ms ?? 0)].join('\n') };
  },
};

const exportCommand: Command = {
  path: ['statistics', 'export'],
  summary: words.export,
  usage: '--name N --out F [--format csv|xlsx] [--param NAME=VALUE]… [--reason R] [--max-rows N]',
  options: { ...RUN_OPTIONS, out: { type: 'string' }, format: { type: 'string' } },
  required: ['name', 'out'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const out = resolve(String(context.options.out));
    const format = (context.options.format ?? (out.endsWith('.xlsx') ? 'xlsx' : 'csv')) as ExportFormat;
    if (!EXPORT_FORMATS.includes(format)) context.usage(words.format);
    // Before the query runs, not after it.
    if (!statSync(dirname(out), { throwIfNoEntry: false })?.isDirectory())
      throw fail('STATISTICS_FOLDER', words.noFolder);
    if (statSync(out, { throwIfNoEntry: false })?.isDirectory())
      throw fail('STATISTICS_FOLDER', words.isFolder);
    const ended = await runNamed(context);
    const core = context.core();
    const started = await startExport(core, context.actor(), { runId: ended.id, format });
    const job = await core.jobs.wait(started.id, context.signal);
    if (job.error) throw fail(job.error.code, job.error.message);
    const [written] = await listExports(core, ended.id);
    if (!written) throw fail('STATISTICS_EXPORT_NOT_FOUND', statisticsMessages.exportNotFound);
    copyFileSync(core.workspace.path('results', 'statistics', written.file), out);
    const json = { file: out, rows: written.rows, bytes: written.bytes, sha256: written.sha256 };
    return { json, text: words.exported(out, written.rows) };
  },
};

export const commands: readonly Command[] = [list, run, exportCommand];

/** Runs the named query to its end; a failed or cancelled run is an error. */
async function runNamed(context: CommandContext): Promise<StatisticsRun> {
  const core = context.core();
  const query = await queryNamed(core, String(context.options.name));
  const values: Record<string, string> = {};
  for (const pair of (context.options.param ?? []) as string[]) {
    const at = pair.indexOf('=');
    if (at < 1) context.usage(words.param);
    values[pair.slice(0, at)] = pair.slice(at + 1);
  }
  const rowLimit = maxRows(context);
  const started = await startRun(core, context.actor(), {
    queryId: query.id,
    values,
    reason: String(context.options.reason ?? ''),
    ...(rowLimit ? { rowLimit } : {}),
  });
  const stop = () => void core.jobs.cancel(context.actor(), started.jobId ?? '');
  context.signal.addEventListener('abort', stop, { once: true });
  const ended = await finishedRun(core, started.id);
  context.signal.removeEventListener('abort', stop);
  if (ended.state !== 'done') throw fail('STATISTICS_RUN_FAILED', ended.error);
  return ended;
}

function maxRows(context: CommandContext): number | undefined {
  const text = context.options['max-rows'];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 5_000_000) context.usage(words.maxRows);
  return value;
}
