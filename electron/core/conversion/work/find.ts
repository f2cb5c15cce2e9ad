import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import { conversionStore, type FileRow, type NewFileRow } from '../store.ts';
import type { OpenedSource } from './openSource.ts';
import { type Patience, patiently } from './patience.ts';
import type { FoundFile } from './places.ts';

/** A file that failed is tried this often before it waits for a person. */
export const MOST_ATTEMPTS = 3;
const CHECK_PAGE = 500;

export interface FindOptions {
  patience: Patience;
  /** Look at every file's first bytes, not only at those added since the last search. */
  searchAll: boolean;
  onLooked: (files: number) => void;
}

/**
 * Brings the log's list of a source up to date: new files, files that changed since they were converted, files whose
 * result is gone from its place. Repeating it changes nothing, so it simply starts over when the source was away.
 */
export async function findWaiting(core: Core, opened: OpenedSource, options: FindOptions): Promise<void> {
  const store = conversionStore(core.log);
  const { row, source } = opened;
  const { patience } = options;
  const mark = await patiently(patience, () => source.mark());
  await patiently(patience, async () => {
    let looked = 0;
    const since = options.searchAll ? null : row.searched_until;
    for await (const page of source.search({ signal: patience.signal, since })) {
      await recordPage(core, opened, page);
      looked += page.length;
      options.onLooked(looked);
    }
  });
  await patiently(patience, () => learnResults(core, opened, patience.signal));
  await store.retryFailed(row.id, MOST_ATTEMPTS);
  if (!opened.searchSeesResults) await recheckResults(core, opened, patience);
  await store.updateSource(row.id, {
    searched_at: core.now().toISOString(),
    ...(mark === null ? {} : { searched_until: mark }),
  });
}

async function recordPage(core: Core, opened: OpenedSource, page: readonly FoundFile[]): Promise<void> {
  if (page.length === 0) return;
  const store = conversionStore(core.log);
  const known = await store.filesByKey(
    opened.row.id,
    page.map((file) => file.key),
  );
  const at = core.now().toISOString();
  const added: NewFileRow[] = [];
  const changed: { id: number; columns: Partial<FileRow> }[] = [];
  for (const file of page) {
    const row = known.get(file.key);
    if (!row) added.push(newRow(opened.row.id, file, at));
    else {
      const columns = changesOf(row, file, opened.searchSeesResults);
      if (columns) changed.push({ id: row.id, columns });
    }
  }
  await store.recordFound(added, changed);
}

function newRow(sourceId: string, file: FoundFile, at: string): NewFileRow {
  return {
    source_id: sourceId,
    file_key: file.key,
    case_id: file.caseId,
    court_code: file.courtCode,
    name: file.name,
    suffix: file.suffix,
    mismatch: file.suffix === 'rtf' ? 0 : 1,
    byte_size: file.byteSize,
    stamp: file.stamp,
    status: 'waiting',
    found_at: at,
  };
}

/**
 * What a known file's row must change to. A new stamp means new content: everything starts over. Where the search leaves
 * out what has its result, a finished file that it still names has lost it.
 */
function changesOf(row: FileRow, file: FoundFile, searchSeesResults: boolean): Partial<FileRow> | undefined {
  const facts = {
    case_id: file.caseId,
    court_code: file.courtCode,
    name: file.name,
    suffix: file.suffix,
    byte_size: file.byteSize,
    stamp: file.stamp,
  };
  if (row.stamp !== file.stamp) return { ...facts, status: 'waiting', attempts: 0, result_sha256: null };
  const lost = searchSeesResults && file.digest !== null && row.status !== 'waiting';
  if (lost && !(row.status === 'failed' && row.attempts >= MOST_ATTEMPTS))
    return { ...facts, status: 'waiting' };
  return undefined;
}

/** Takes results into the log that another workstation wrote: the board and the lists are then the same everywhere. */
async function learnResults(core: Core, opened: OpenedSource, signal: AbortSignal): Promise<void> {
  const { results } = opened.source;
  if (!results) return;
  const store = conversionStore(core.log);
  if ((await results.count(signal)) <= (await store.countFinished(opened.row.id))) return;
  const at = core.now().toISOString();
  for await (const page of results.pages(signal)) {
    const keys = page.map(({ file }) => file.key);
    const known = await store.filesByKey(opened.row.id, keys);
    const rows = page
      .filter(({ file }) => !known.has(file.key))
      .map(({ file, result }) => ({
        ...newRow(opened.row.id, file, at),
        status: result.status,
        pages: result.pages,
        reason: words.elsewhere,
        attempts: 1,
        converted_at: at,
      }));
    await store.recordFound(rows, []);
  }
}

/** Where the search cannot tell: looks whether the results of finished files are still there; lost ones wait again. */
async function recheckResults(core: Core, opened: OpenedSource, patience: Patience): Promise<void> {
  const store = conversionStore(core.log);
  for (let after = 0; ; ) {
    const rows = await store.finishedAfter(opened.row.id, after, CHECK_PAGE);
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? after;
    const there = await patiently(patience, () =>
      opened.target.present(rows.map(locationOf), patience.signal),
    );
    const lost = rows.filter((row) => {
      const present = there.get(row.file_key);
      return !present || (!opened.target.keepsDigest && present.digest !== row.result_sha256);
    });
    await store.recordFound(
      [],
      lost.map((row) => ({ id: row.id, columns: { status: 'waiting' } })),
    );
  }
}

export function locationOf(row: FileRow) {
  return { key: row.file_key, caseId: row.case_id, courtCode: row.court_code, name: row.name };
}
