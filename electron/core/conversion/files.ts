/** Conversion of files and folders: what `ops convert` does. Needs no workspace. */
import { accessSync, constants, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { ErrorData } from '../../../shared/errors/errors.ts';
import { conversionFailures, conversionInput } from '../../../shared/messages/conversion.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import { type ConversionJobResult, createConversionPool, JOBS_PER_WORKER, runConversion } from './job.ts';
import { type ConversionFormat, type ConversionOutcome, emptyOutcome } from './outcome.ts';
import { mayBeRescued, type RescueTask, rescueDocuments } from './rescuer.ts';

export interface ConvertFilesOptions {
  /** Files and folders; folders are walked for `.rtf` in any case. */
  paths: readonly string[];
  out: string;
  to: ConversionFormat;
  workers: number;
  proof: boolean;
  /** Doubtful and failed PDFs may be sent to LibreOffice, where it is installed. */
  rescue?: boolean;
  spawn: SpawnProcess;
  onProgress?: (progress: { done: number; total: number; source: string }) => void;
  signal?: AbortSignal;
  timeoutMs?: number;
}

export interface ConvertedFile {
  source: string;
  status: ConversionOutcome['status'];
  /** Path of the result; absent where there is none. */
  output?: string;
  pages: number;
  notes: { code: string; message: string }[];
  differences?: ConversionOutcome['differences'];
  substitutions: ConversionOutcome['substitutions'];
  /** The result is LibreOffice's. */
  rescued?: true;
  ms: number;
}

export interface ConvertFilesSummary {
  total: number;
  converted: number;
  noted: number;
  doubtful: number;
  refused: number;
  failed: number;
  /** Results made by LibreOffice; counted under their status too. */
  rescued: number;
  pages: number;
  ms: number;
  peakRssMb: number;
}

export interface ConvertFilesResult {
  files: ConvertedFile[];
  summary: ConvertFilesSummary;
  /** Why the run could not be begun or had to stop; files done before are in `files`. */
  error?: ErrorData;
}

interface PlannedFile {
  source: string;
  output: string;
}

const FORMATS: readonly string[] = ['pdf', 'docx', 'html', 'txt'];

function systemCode(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

class InputProblem extends Error {
  readonly data: ErrorData;
  constructor(code: string, message: string) {
    super(message);
    this.data = { code, message };
  }
}

function walk(folder: string, skip: string, found: string[]): void {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    throw new InputProblem('CONVERSION_INPUT_UNREADABLE', conversionInput.unreadable(folder));
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (resolve(path) !== skip) walk(path, skip, found);
    } else if (extname(entry.name).toLowerCase() === '.rtf' && (entry.isFile() || entry.isSymbolicLink())) {
      found.push(path);
    }
  }
}

/** The folder that all inputs lie under; outputs mirror the tree below it. */
function commonRoot(roots: readonly string[]): string {
  const [first, ...others] = roots.map((root) => root.split(sep));
  if (!first) return '';
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && same < other.length && other[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length).join(sep) || sep;
}

function planFiles({ paths, out, to }: ConvertFilesOptions): PlannedFile[] {
  if (paths.length === 0) throw new InputProblem('CONVERSION_NO_INPUT', conversionInput.noInput());
  const outFolder = resolve(out);
  const sources: string[] = [];
  const roots: string[] = [];
  for (const path of paths) {
    const full = resolve(path);
    let isFolder: boolean;
    try {
      isFolder = statSync(full).isDirectory();
    } catch (error) {
      throw systemCode(error) === 'ENOENT'
        ? new InputProblem('CONVERSION_INPUT_MISSING', conversionInput.missing(path))
        : new InputProblem('CONVERSION_INPUT_UNREADABLE', conversionInput.unreadable(path));
    }
    roots.push(isFolder ? full : dirname(full));
    if (isFolder) walk(full, outFolder, sources);
    else sources.push(full);
  }
  if (sources.length === 0)
    throw new InputProblem('CONVERSION_NO_FILES', conversionInput.noFiles(paths.join('、')));
  const root = commonRoot(roots);
  const seen = new Set<string>();
  const taken = new Set<string>();
  const planned: PlannedFile[] = [];
  for (const source of sources) {
    const real = realPath(source);
    if (seen.has(real)) continue;
    seen.add(real);
    const inner = relative(root, source);
    const stem = join(dirname(inner), basename(inner, extname(inner)));
    let output = join(outFolder, `${stem}.${to}`);
    for (let number = 2; taken.has(output.toLowerCase()) || output === source; number++) {
      output = join(outFolder, `${stem}-${number}.${to}`);
    }
    taken.add(output.toLowerCase());
    planned.push({ source, output });
  }
  return planned;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function prepareOut(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new InputProblem('CONVERSION_OUT_NOT_FOLDER', conversionInput.outNotFolder(out));
    }
    if (code === 'ENOSPC') throw new InputProblem('DISK_FULL', conversionInput.diskFull(out));
    throw new InputProblem('CONVERSION_OUT_NOT_WRITABLE', conversionInput.outNotWritable(out));
  }
  try {
    accessSync(out, constants.W_OK);
  } catch {
    throw new InputProblem('CONVERSION_OUT_NOT_WRITABLE', conversionInput.outNotWritable(out));
  }
}

function emptySummary(): ConvertFilesSummary {
  return {
    total: 0,
    converted: 0,
    noted: 0,
    doubtful: 0,
    refused: 0,
    failed: 0,
    rescued: 0,
    pages: 0,
    ms: 0,
    peakRssMb: 0,
  };
}

function check(options: ConvertFilesOptions): void {
  if (!FORMATS.includes(options.to)) {
    throw new InputProblem('CONVERSION_FORMAT', conversionInput.badFormat(options.to));
  }
  if (!Number.isInteger(options.workers) || options.workers < 1 || options.workers > 64) {
    throw new InputProblem('CONVERSION_WORKERS', conversionInput.badWorkers());
  }
}

/** What a failed read or write means: a full disk stops the run, anything else is the file's own failure. */
function fileFailure(error: NonNullable<ConversionJobResult['fileError']>): {
  code: string;
  message: string;
} {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return { code: 'DISK_FULL', message: conversionInput.diskFull(error.path) };
  }
  if (error.code === 'ENOENT')
    return { code: 'CONVERSION_INPUT_MISSING', message: conversionInput.missing(error.path) };
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EISDIR') {
    return { code: 'CONVERSION_INPUT_UNREADABLE', message: conversionInput.unreadable(error.path) };
  }
  return { code: 'CONVERSION_WRITE_FAILED', message: conversionInput.writeFailed(error.path, error.code) };
}

/**
 * Converts files and folders with worker processes. Results are written as they are ready, each whole or not
 * at all. Never throws: what stops the run is in `error`, what happened to a file in `files`.
 */
export async function convertFiles(options: ConvertFilesOptions): Promise<ConvertFilesResult> {
  const started = performance.now();
  const summary = emptySummary();
  let planned: PlannedFile[];
  try {
    check(options);
    planned = planFiles(options);
    prepareOut(options.out);
  } catch (error) {
    if (error instanceof InputProblem) return { files: [], summary, error: error.data };
    throw error;
  }
  const pool = createConversionPool({
    spawn: options.spawn,
    workers: Math.min(options.workers, planned.length),
    ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
  });
  const toRescue: (RescueTask & { index: number })[] = [];
  const files: (ConvertedFile | undefined)[] = new Array(planned.length).fill(undefined);
  let next = 0;
  let done = 0;
  let stop: ErrorData | undefined;

  async function one(index: number): Promise<void> {
    const { source, output } = planned[index] as PlannedFile;
    const begun = performance.now();
    let result: ConversionJobResult;
    try {
      mkdirSync(dirname(output), { recursive: true });
      const job = { source: { path: source }, to: options.to, proof: options.proof, output };
      result = await runConversion(pool, job, options.signal);
    } catch (error) {
      result = { outcome: emptyOutcome('failed'), fileError: { code: systemCode(error), path: output } };
    }
    const { outcome, written, fileError } = result;
    const notes = fileError
      ? [fileFailure(fileError)]
      : outcome.notes.map(({ code, message }) => ({ code, message }));
    if (fileError && notes[0]?.code === 'DISK_FULL') stop = notes[0];
    const file: ConvertedFile = {
      source,
      status: fileError ? 'failed' : outcome.status,
      pages: outcome.pages,
      notes,
      substitutions: outcome.substitutions,
      ms: Math.round(performance.now() - begun),
    };
    if (written) file.output = written;
    if (outcome.differences) file.differences = outcome.differences;
    files[index] = file;
    if (options.rescue && options.to === 'pdf' && !fileError && mayBeRescued(outcome))
      toRescue.push({ source: { path: source }, outcome, output, index });
    done++;
    options.onProgress?.({ done, total: planned.length, source });
  }

  /** LibreOffice's result takes the place of ours. */
  function takeRescued(index: number, { outcome, written, fileError }: ConversionJobResult): void {
    const file = files[index];
    if (!file || fileError || !written) return;
    file.status = outcome.status;
    file.rescued = true;
    file.output = written;
    file.pages = outcome.pages;
    file.substitutions = [];
    file.notes = outcome.notes.map(({ code, message }) => ({ code, message }));
    delete file.differences;
    if (outcome.differences) file.differences = outcome.differences;
  }

  async function lane(): Promise<void> {
    while (next < planned.length && !stop && !options.signal?.aborted) {
      const index = next++;
      await one(index);
    }
  }

  try {
    await Promise.all(
      Array.from({ length: Math.min(options.workers * JOBS_PER_WORKER, planned.length) }, lane),
    );
    if (toRescue.length > 0 && !stop) {
      const signal = options.signal ? { signal: options.signal } : {};
      await rescueDocuments(
        pool,
        toRescue,
        (at, result) => takeRescued(toRescue[at]?.index ?? -1, result),
        signal,
      );
    }
  } finally {
    pool.close();
  }
  const finished = files.filter((file): file is ConvertedFile => file !== undefined);
  for (const file of finished) {
    summary[file.status]++;
    summary.pages += file.pages;
    if (file.rescued) summary.rescued++;
  }
  summary.total = planned.length;
  summary.ms = Math.round(performance.now() - started);
  summary.peakRssMb = pool.statistics().peakRssMb;
  const result: ConvertFilesResult = { files: finished, summary };
  if (stop) result.error = stop;
  else if (options.signal?.aborted) {
    result.error = {
      code: 'CONVERSION_CANCELLED',
      message: conversionFailures['conversion.cancelled'] ?? '',
    };
  }
  return result;
}
