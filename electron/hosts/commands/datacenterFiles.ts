import { connectionInputSchema, type SavedConnection } from '../../../shared/contract/datacenter.ts';
import { type ExportFiles, exportFilesSchema, FILE_CHARSETS } from '../../../shared/contract/exportFiles.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { connectionNamed, listConnections, saveConnection } from '../../core/datacenter/datacenter.ts';
import { previewFiles, refusedLines, startFilesRead } from '../../core/datacenter/files/files.ts';
import type { FilesReadResult } from '../../core/datacenter/files/job.ts';
import type { Command, CommandAnswer, CommandContext } from './command.ts';

const words = exportFilesMessages.command;
const PAGE = 2_000;

/** `ops datacenter files`: folders of export files (Sybase) as connections; trying, adding, reading, listing what was refused. */
export const filesCommand: Command = {
  path: ['datacenter', 'files'],
  summary: words.summary,
  usage:
    '[--connection NAME [--read [--force] | --refused]] | (--add NAME | --preview) --folder F [--charset C] [--column-terminator T] [--row-terminator R] [--header]',
  options: {
    connection: { type: 'string' },
    read: { type: 'boolean' },
    force: { type: 'boolean' },
    refused: { type: 'boolean' },
    add: { type: 'string' },
    preview: { type: 'boolean' },
    folder: { type: 'string' },
    charset: { type: 'string' },
    'column-terminator': { type: 'string' },
    'row-terminator': { type: 'string' },
    header: { type: 'boolean' },
  },
  needsWorkspace: (options) => options.preview !== true,
  help: words.help,
  async run(context) {
    const { add, preview, connection, read, refused } = context.options;
    if (preview === true) return previewed(context);
    if (typeof add === 'string') return addFolder(context, add);
    if (typeof connection === 'string') {
      const saved = await connectionNamed(context.core(), connection);
      if (!saved.files) throw fail('FILES_NONE', exportFilesMessages.notFiles);
      if (read === true) return readFolder(context, saved);
      if (refused === true) return listRefused(context, saved);
      return { json: saved, text: standLine(saved) };
    }
    if (read === true || refused === true) return context.usage(words.needs);
    const all = (await listConnections(context.core())).filter(({ files }) => files !== null);
    return { json: all, text: all.map(standLine).join('\n') || words.empty };
  },
};

function settingsOf(context: CommandContext): ExportFiles {
  const { folder, charset, header, ...rest } = context.options;
  if (typeof folder !== 'string') return context.usage(words.needs);
  if (charset !== undefined && !FILE_CHARSETS.includes(charset as ExportFiles['charset']))
    return context.usage(words.charset);
  const settings = exportFilesSchema.safeParse({
    folder,
    charset: charset ?? 'gb18030',
    columnTerminator: rest['column-terminator'],
    rowTerminator: rest['row-terminator'],
    header: header === true,
  });
  return settings.success ? settings.data : context.usage(words.needs);
}

async function previewed(context: CommandContext): Promise<CommandAnswer> {
  const found = await previewFiles({ spawn: context.spawn }, settingsOf(context), context.signal);
  const lines = found.files.flatMap((file) => [
    `${file.name} → ${file.table}\t${file.described}\t${file.error}`,
    ...(file.header.length > 0 ? [file.header.map(({ name }) => name).join('\t')] : []),
    ...file.sample.map(({ values }) => values.map((value) => value ?? '').join('\t')),
    ...file.problems.map(problemLine),
  ]);
  return { json: found, text: lines.join('\n') };
}

async function addFolder(context: CommandContext, name: string): Promise<CommandAnswer> {
  const input = connectionInputSchema.safeParse({ name, engine: 'sqlite', files: settingsOf(context) });
  if (!input.success) return context.usage(words.needs);
  const saved = await saveConnection(context.core(), context.actor(), input.data);
  return { json: saved, text: standLine(saved) };
}

async function readFolder(context: CommandContext, { id }: SavedConnection): Promise<CommandAnswer> {
  const core = context.core();
  const started = await startFilesRead(core, context.actor(), { id, force: context.options.force === true });
  const job = await core.jobs.wait(started.id, context.signal);
  if (job.error) throw fail(job.error.code, job.error.message);
  const result = job.result as FilesReadResult;
  const counts = words.done(result.tables, result.rows, result.refused, result.suspect, result.failedFiles);
  return { json: result, text: result.read ? counts : `${words.unchanged}\n${counts}` };
}

async function listRefused(context: CommandContext, { id }: SavedConnection): Promise<CommandAnswer> {
  const rows = [];
  for (let total = 1; rows.length < total; ) {
    const page = await refusedLines(context.core(), { id, offset: rows.length, limit: PAGE });
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
    total = page.total;
  }
  return { json: rows, text: rows.map(problemLine).join('\n') };
}

function problemLine(line: {
  file: string;
  line: number;
  column: string;
  reason: string;
  text: string;
}): string {
  return [line.file, line.line, line.column, line.reason, line.text].join('\t');
}

function standLine({ name, files, filesStand }: SavedConnection): string {
  const page = exportFilesMessages.page;
  return [
    name,
    files?.folder ?? '',
    filesStand ? page.states[filesStand.state] : '',
    filesStand?.exportedAt ? page.age(filesStand.exportedAt) : '',
    filesStand ? page.counts(filesStand.tables, String(filesStand.rows)) : '',
    filesStand ? page.refused(filesStand.refused, filesStand.suspect, filesStand.failedFiles) : '',
    filesStand?.error ?? '',
  ].join('\t');
}
