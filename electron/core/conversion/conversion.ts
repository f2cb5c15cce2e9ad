import { randomUUID } from 'node:crypto';
import type { ConversionFile, ConversionStatus, FileFilter } from '../../../shared/contract/conversion.ts';
import { jobSchema } from '../../../shared/contract/jobs.ts';
import { toCsv } from '../../../shared/domain/csv.ts';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { asErrorData, fail } from '../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../shared/messages/conversionWork.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { JobRecord } from '../jobs/job.ts';
import type { Reference } from '../reference/reference.ts';
import { referenceOn } from '../standards/inForce.ts';
import { mustFindSource, sourceRows } from './sources.ts';
import { conversionStore, type FileRow } from './store.ts';
import { countBoard, courtName } from './work/counts.ts';
import { openConverter } from './work/engine.ts';
import { exportRow } from './work/exportList.ts';
import { locationOf } from './work/find.ts';
import {
  CONVERSION_RUN,
  type ConversionProgress,
  type ConversionRunParams,
  type ConversionRunResult,
  convertSources,
} from './work/job.ts';
import { openSource } from './work/openSource.ts';
import type { OutsideWindow } from './work/run.ts';
import { sniff } from './work/sniff.ts';

export type { ConversionProgress, ConversionRunResult } from './work/job.ts';
export { conversionPeriod } from './work/period.ts';

const EXPORT_PAGE = 2_000;
const TEXT_LIMIT = 500_000;
/** Reading a larger source as text would keep the core busy for too long. */
const TEXT_BYTES = 16 << 20;
const ASK_MS = 30_000;
const PROGRESS_LOOK_MS = 250;

export interface RunConversionInput {
  /** Absent: every enabled source. */
  sourceIds?: readonly string[];
  /** Outside a source's window: leave it out (default), wait, or convert all the same. */
  outsideWindow?: OutsideWindow;
  searchAll?: boolean;
  /** Milliseconds a place may be away before the run gives up; 5 minutes by default. */
  patienceMs?: number;
}

/**
 * Searches and converts within the caller's own work: no job of its own. Runs side by side with others,
 * in whatever process, share the work; none is done twice. Returns what this run did, and what still waits.
 * @throws CONVERSION_NO_SOURCE, CONVERSION_SOURCE_NOT_FOUND, CONVERSION_PLACE_AWAY, CONVERSION_SOURCES_FAILED, AbortError
 */
export async function runConversion(
  core: Core,
  actor: Actor,
  input: RunConversionInput,
  options: { signal?: AbortSignal; onProgress?: (progress: ConversionProgress) => void },
): Promise<ConversionRunResult> {
  const params = await runParams(core, { outsideWindow: 'skip', ...input });
  await appendAudit(core, actor, 'conversion.run', params.sourceIds.join(','));
  return convertSources(core, params, {
    runId: randomUUID(),
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
    searched: {},
    onSearched: async () => undefined,
  });
}

/** Starts the same as a job. @throws JOB_ALREADY_RUNNING, CONVERSION_NO_SOURCE, CONVERSION_SOURCE_NOT_FOUND */
export async function startConversion(
  core: Core,
  actor: Actor,
  input: RunConversionInput,
): Promise<JobRecord> {
  const params = await runParams(core, { outsideWindow: 'wait', ...input });
  const job = await core.jobs.start(actor, CONVERSION_RUN, params);
  await appendAudit(core, actor, 'conversion.run', params.sourceIds.join(','), { job: job.id });
  return job;
}

/**
 * Starts the job and waits for its end, for callers that go on with its result. While another run of the same sources holds
 * the job, this one shares its work instead.
 * @throws the errors of runConversion
 */
export async function convertAndWait(
  core: Core,
  actor: Actor,
  input: RunConversionInput,
  options: { signal?: AbortSignal; onProgress?: (progress: ConversionProgress) => void },
): Promise<ConversionRunResult> {
  let job: JobRecord;
  try {
    job = await startConversion(core, actor, input);
  } catch (error) {
    if (asErrorData(error).code !== 'JOB_ALREADY_RUNNING') throw error;
    return runConversion(core, actor, input, options);
  }
  const cancel = () => void core.jobs.cancel(actor, job.id);
  options.signal?.addEventListener('abort', cancel, { once: true });
  const looking = setInterval(async () => {
    const now = await core.jobs.get(job.id);
    if (now) options.onProgress?.({ done: now.done, total: now.total ?? 0, text: now.text });
  }, PROGRESS_LOOK_MS);
  try {
    const ended = await core.jobs.wait(job.id);
    options.signal?.throwIfAborted();
    if (ended.error) throw fail(ended.error.code, ended.error.message);
    if (ended.state !== 'succeeded') throw fail('CONVERSION_STOPPED', words.jobStopped);
    return ended.result as ConversionRunResult;
  } finally {
    clearInterval(looking);
    options.signal?.removeEventListener('abort', cancel);
  }
}

async function runParams(
  core: Core,
  input: RunConversionInput & { outsideWindow: OutsideWindow },
): Promise<ConversionRunParams> {
  const rows = await sourceRows(core);
  const { sourceIds } = input;
  const unknown = sourceIds?.find((id) => !rows.some((row) => row.id === id));
  if (unknown !== undefined) throw fail('CONVERSION_SOURCE_NOT_FOUND', words.sourceNotFound);
  const chosen = rows.filter((row) => (sourceIds ? sourceIds.includes(row.id) : row.enabled === 1));
  if (chosen.length === 0) throw fail('CONVERSION_NO_SOURCE', words.noSources);
  return { ...input, sourceIds: chosen.map((row) => row.id) };
}

/** Where everything stands, per court: cheap whatever the number of files. Without id: over all enabled sources. */
export async function conversionStatus(core: Core, sourceId?: string): Promise<ConversionStatus> {
  const rows = await sourceRows(core);
  const chosen = rows.filter((row) => (sourceId ? row.id === sourceId : row.enabled === 1));
  if (sourceId && chosen.length === 0) throw fail('CONVERSION_SOURCE_NOT_FOUND', words.sourceNotFound);
  const last = await lastRunOf(core);
  const succeeded = chosen.flatMap((row) => (row.succeeded_at ? [row.succeeded_at] : [])).sort();
  return {
    ...(await countBoard(core, chosen)),
    lastRun: last ? jobSchema.parse(last) : null,
    lastSuccessAt: succeeded.at(-1) ?? null,
  };
}

async function lastRunOf(core: Core): Promise<JobRecord | undefined> {
  const { rows } = await core.jobs.list({ offset: 0, limit: 50 });
  return rows.find((job) => job.kind === CONVERSION_RUN);
}

export async function listFiles(core: Core, input: { filter?: FileFilter; offset: number; limit: number }) {
  const { rows, total } = await conversionStore(core.log).list(input.filter ?? {}, input);
  const reference = await referenceOn(core);
  return { total, rows: rows.map((row) => presentFile(row, reference)) };
}

/** @throws CONVERSION_FILE_NOT_FOUND */
export async function findFile(core: Core, id: number): Promise<ConversionFile> {
  const row = await conversionStore(core.log).fileWithSource(id);
  if (!row) throw fail('CONVERSION_FILE_NOT_FOUND', words.fileNotFound);
  return presentFile(row, await referenceOn(core));
}

/** Converts one file anew, whatever became of it before. @throws CONVERSION_FILE_NOT_FOUND, JOB_ALREADY_RUNNING */
export async function rerun(core: Core, actor: Actor, id: number): Promise<JobRecord> {
  const row = await mustFindRow(core, id);
  const store = conversionStore(core.log);
  await store.saveResults([{ id, columns: { status: 'waiting', forced: 1, attempts: 0 } }]);
  const params: ConversionRunParams = {
    sourceIds: [row.source_id],
    fileIds: [id],
    outsideWindow: 'ignore',
  };
  const job = await core.jobs.start(actor, CONVERSION_RUN, params);
  await appendAudit(core, actor, 'conversion.rerun', row.file_key, { source: row.source_id, job: job.id });
  core.changes.bump('conversion');
  return job;
}

/**
 * The text the source holds, read by a way of its own, as lines for reading beside the PDF.
 * @throws CONVERSION_FILE_NOT_FOUND, CONVERSION_SOURCE_GONE, and the errors of connecting
 */
export async function sourceText(core: Core, id: number): Promise<{ text: string; truncated: boolean }> {
  const row = await mustFindRow(core, id);
  const signal = AbortSignal.timeout(ASK_MS);
  const bytes = await withSource(core, row.source_id, async ({ source }) => {
    const { contents } = await source.read([row.file_key], signal);
    return contents.get(row.file_key);
  });
  if (!bytes) throw fail('CONVERSION_SOURCE_GONE', words.sourceGone);
  if (sniff(bytes) !== 'rtf') return { text: '', truncated: false };
  const converter = await openConverter(core);
  try {
    const head = bytes.subarray(0, TEXT_BYTES);
    const { sourceLines } = await import('./work/sourceLines.ts');
    const text = sourceLines(head, await converter.toText(head, signal));
    const truncated = text.length > TEXT_LIMIT || bytes.length > TEXT_BYTES;
    return { text: text.slice(0, TEXT_LIMIT), truncated };
  } finally {
    converter.close();
  }
}

/** @throws CONVERSION_FILE_NOT_FOUND, CONVERSION_NO_RESULT, CONVERSION_RESULT_GONE, and the errors of connecting */
export async function resultPdf(core: Core, id: number): Promise<{ fileName: string; pdf: Uint8Array }> {
  const row = await mustFindRow(core, id);
  const pdf = await withSource(core, row.source_id, ({ target }) =>
    target.readPdf(locationOf(row), AbortSignal.timeout(ASK_MS)),
  );
  if (!pdf && row.converted_at && row.pages) throw fail('CONVERSION_RESULT_GONE', words.resultGone);
  if (!pdf) throw fail('CONVERSION_NO_RESULT', words.noResult);
  return { fileName: `${row.name.replace(/\.[^.]*$/, '') || row.file_key}.pdf`, pdf };
}

/** The list as CSV for Excel and WPS, every file that answers the filter; recorded as an export. */
export async function exportList(core: Core, actor: Actor, filter: FileFilter) {
  const lines: (string | number | null)[][] = [];
  for (let offset = 0; ; offset += EXPORT_PAGE) {
    const { rows } = await listFiles(core, { filter, offset, limit: EXPORT_PAGE });
    for (const row of rows) lines.push(exportRow(row));
    if (rows.length < EXPORT_PAGE) break;
  }
  await appendAudit(core, actor, 'conversion.export', 'csv', { rows: lines.length, filter });
  const stamp = beijingStamp(core.now()).replace(/\D/g, '');
  return {
    fileName: words.export.fileName(stamp),
    rows: lines.length,
    csv: toCsv(words.export.header, lines),
  };
}

async function mustFindRow(core: Core, id: number): Promise<FileRow> {
  const row = await conversionStore(core.log).file(id);
  if (!row) throw fail('CONVERSION_FILE_NOT_FOUND', words.fileNotFound);
  return row;
}

async function withSource<T>(
  core: Core,
  sourceId: string,
  work: (opened: Awaited<ReturnType<typeof openSource>>) => Promise<T>,
): Promise<T> {
  const opened = await openSource(core, await mustFindSource(core, sourceId));
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

function presentFile(row: FileRow & { source_name: string }, reference: Reference): ConversionFile {
  return {
    id: row.id,
    sourceId: row.source_id,
    sourceName: row.source_name,
    key: row.file_key,
    name: row.name,
    suffix: row.suffix,
    found: row.found,
    mismatch: row.mismatch === 1,
    courtCode: row.court_code,
    courtName: courtName(row.court_code, reference),
    caseId: row.case_id,
    byteSize: row.byte_size,
    status: row.status,
    reasonCode: row.reason_code,
    reason: row.reason,
    pages: row.pages,
    pictures: row.pictures,
    tables: row.tables,
    notes: JSON.parse(row.notes) as ConversionFile['notes'],
    differences: JSON.parse(row.differences) as ConversionFile['differences'],
    ms: row.ms,
    attempts: row.attempts,
    convertedAt: row.converted_at,
  };
}
