import type { ConversionCounts } from '../../../../shared/contract/conversion.ts';
import { asErrorData, fail, isAbort } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import type { JobKind } from '../../jobs/jobs.ts';
import type { Reference } from '../../reference/reference.ts';
import { referenceOn } from '../../standards/inForce.ts';
import { conversionStore, type SourceRow } from '../store.ts';
import { countsOf, courtName, forgetCounts } from './counts.ts';
import { openConverter } from './engine.ts';
import { findWaiting } from './find.ts';
import { openSource } from './openSource.ts';
import type { Patience } from './patience.ts';
import { convertWaiting, type OutsideWindow } from './run.ts';

export const CONVERSION_RUN = 'conversion.run';

/** How long a place may be away before a run gives up; what is done by then is kept. */
const PATIENCE_MS = 5 * 60_000;
/** A run taken up again this soon does not search again what it had searched. */
const SEARCH_KEEPS_MS = 3_600_000;
const BUMP_MS = 1_000;

export interface ConversionRunParams {
  sourceIds: readonly string[];
  outsideWindow: OutsideWindow;
  searchAll?: boolean;
  /** Only these files, without a search. */
  fileIds?: readonly number[];
  patienceMs?: number;
}

export interface ConversionProgress {
  done: number;
  total: number;
  text: string;
}

export interface ConversionRunResult extends ConversionCounts {
  /** Sources that stopped with files left, and why (their window closed). */
  stopped: { source: string; reason: string }[];
}

interface RunHooks {
  /** Marks the files this run dealt with; the same after a resume. */
  runId: string;
  signal: AbortSignal;
  onProgress: (progress: ConversionProgress) => void;
  /** Sources searched before, with the time: what a checkpoint holds. */
  searched: Record<string, number>;
  onSearched: (searched: Record<string, number>) => Promise<void>;
}

/**
 * Searches and converts the sources one after the other. A source that fails does not keep the others from their turn.
 * @throws CONVERSION_PLACE_AWAY or the first source's own error, after all sources had their turn
 */
export async function convertSources(
  core: Core,
  params: ConversionRunParams,
  hooks: RunHooks,
): Promise<ConversionRunResult> {
  const store = conversionStore(core.log);
  const converter = await openConverter(core);
  const stopped: ConversionRunResult['stopped'] = [];
  const failed: { row: SourceRow; error: unknown }[] = [];
  const progress = progressOf(core, hooks, await referenceOn(core));
  try {
    for (const id of params.sourceIds) {
      const row = await store.source(id);
      if (!row) continue;
      try {
        const reason = await convertSource(core, row, params, hooks, progress, converter);
        if (reason) stopped.push({ source: row.name, reason });
        else if (!params.fileIds) await store.updateSource(id, succeeded(core));
      } catch (error) {
        if (hooks.signal.aborted || isAbort(error)) throw error;
        failed.push({ row, error });
        await store.updateSource(id, { last_error: asErrorData(error).message });
      } finally {
        forgetCounts(core, id);
      }
    }
  } finally {
    converter.close();
    core.changes.bump('conversion');
  }
  const [first] = failed;
  if (first && params.sourceIds.length === 1) throw first.error;
  if (first) throw severalFailed(failed);
  return { ...(await runCounts(core, params, hooks.runId)), stopped };
}

function succeeded(core: Core): Partial<SourceRow> {
  return { succeeded_at: core.now().toISOString(), last_error: '' };
}

function severalFailed(failed: readonly { row: SourceRow; error: unknown }[]): Error {
  const names = failed.map(({ row, error }) => `${row.name}（${asErrorData(error).message}）`).join('；');
  return fail('CONVERSION_SOURCES_FAILED', words.sourcesFailed(names), undefined, failed[0]?.error);
}

async function convertSource(
  core: Core,
  row: SourceRow,
  params: ConversionRunParams,
  hooks: RunHooks,
  progress: ReturnType<typeof progressOf>,
  converter: Awaited<ReturnType<typeof openConverter>>,
): Promise<string | null> {
  const store = conversionStore(core.log);
  const patience: Patience = {
    source: row.name,
    patienceMs: params.patienceMs ?? PATIENCE_MS,
    signal: hooks.signal,
    onWait: (seconds, reason) => progress.say(words.progress.retrying(seconds, reason)),
  };
  const opened = await openSource(core, row);
  try {
    const searchedAt = hooks.searched[row.id] ?? 0;
    if (!params.fileIds && Date.now() - searchedAt > SEARCH_KEEPS_MS) {
      await findWaiting(core, opened, {
        patience,
        searchAll: params.searchAll ?? false,
        onLooked: (files) => progress.say(words.progress.searching(row.name, files)),
      });
      hooks.searched[row.id] = Date.now();
      await hooks.onSearched(hooks.searched);
    }
    progress.expect(await store.countWaiting(row.id, params.fileIds));
    return await convertWaiting(core, opened, {
      runId: hooks.runId,
      converter,
      patience,
      outsideWindow: params.outsideWindow,
      fileIds: params.fileIds,
      onFile: (file) => progress.step(file.court_code),
      onText: progress.say,
    });
  } finally {
    await opened.close();
  }
}

function progressOf(core: Core, hooks: RunHooks, reference: Reference) {
  let done = 0;
  let total = 0;
  let text = '';
  let bumpedAt = 0;
  const tell = () => hooks.onProgress({ done, total, text });
  return {
    expect(files: number) {
      total = done + files;
      tell();
    },
    step(court: number | null) {
      done += 1;
      // Another run may find files while this one works.
      total = Math.max(total, done);
      text = words.progress.converting(courtName(court, reference), done, total);
      tell();
      if (Date.now() - bumpedAt < BUMP_MS) return;
      bumpedAt = Date.now();
      core.changes.bump('conversion');
    },
    say(words: string) {
      text = words;
      tell();
    },
  };
}

async function runCounts(core: Core, params: ConversionRunParams, runId: string): Promise<ConversionCounts> {
  const store = conversionStore(core.log);
  let waiting = 0;
  for (const id of params.sourceIds) waiting += await store.countWaiting(id, undefined);
  return countsOf(await store.countsOfRun(runId), waiting);
}

/** The job: taken up again after a kill it goes on with what waits; the log knows each file. */
export const conversionRunJob: JobKind<ConversionRunParams, ConversionRunResult> = {
  kind: CONVERSION_RUN,
  title: ({ fileIds, sourceIds }) =>
    fileIds ? words.rerunTitle : words.jobTitle(sourceIds.length > 1 ? sourceIds.length : null),
  resumable: true,
  exclusive: ({ fileIds, sourceIds }) =>
    fileIds
      ? `${CONVERSION_RUN} file ${fileIds.join(',')}`
      : `${CONVERSION_RUN} ${[...sourceIds].sort().join(',')}`,
  run: ({ core, params, jobId, checkpoint, saveCheckpoint, progress, signal }) =>
    convertSources(core, params, {
      runId: jobId,
      signal,
      onProgress: progress,
      searched: { ...(checkpoint as Record<string, number> | undefined) },
      onSearched: saveCheckpoint,
    }),
};
