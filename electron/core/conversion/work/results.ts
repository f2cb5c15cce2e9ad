import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import { conversionStore, type FileRow } from '../store.ts';
import { type FileResult, sha256 } from './engine.ts';
import { locationOf } from './find.ts';
import type { OpenedSource } from './openSource.ts';
import { type Patience, patiently } from './patience.ts';
import type { PresentResult, ResultToWrite } from './places.ts';

/** So many results are written in one transaction. */
const WRITE_TOGETHER = 16;

export interface WriterOptions {
  runId: string;
  patience: Patience;
  onFile: (row: FileRow) => void;
}

/** Whether the result in the target was made from these very bytes. */
export function isDone(row: FileRow, there: PresentResult, digest: string, keepsDigest: boolean): boolean {
  if (row.forced || there.status === 'failed') return false;
  if (keepsDigest) return there.digest === digestToWrite(row, digest);
  return there.digest === row.result_sha256 && row.sha256 === digest;
}

/** The source's own digest where it keeps one (it is what others compare with), else that of the bytes. */
function digestToWrite(row: FileRow, digest: string): string {
  return ownDigest(row) ?? digest;
}

function ownDigest(row: FileRow): string | undefined {
  return /^[0-9a-f]{64}$/i.test(row.stamp) ? row.stamp : undefined;
}

/** What the work around the converter has to say: a suffix that lies, a digest that does not fit. */
export function withOwnNotes(row: FileRow, digest: string, result: FileResult): FileResult {
  const notes: FileResult['notes'] = [];
  if (row.suffix !== 'rtf' && result.found === 'rtf') {
    notes.push({ code: 'suffix', message: words.mismatchNote(row.suffix), count: 1 });
  }
  const own = ownDigest(row);
  if (own && own.toLowerCase() !== digest)
    notes.push({ code: 'digest', message: words.digestNote, count: 1 });
  const noted = result.status === 'converted' && notes.length > 0;
  return { ...result, notes: [...notes, ...result.notes], status: noted ? 'noted' : result.status };
}

/** Gathers results, writes them to their place together, then to the log. */
export function resultWriter(core: Core, opened: OpenedSource, options: WriterOptions) {
  const store = conversionStore(core.log);
  const { patience, runId } = options;
  let waiting: { row: FileRow; digest: string; result: FileResult }[] = [];
  let writing: Promise<void> = Promise.resolve();
  let failure: unknown;

  async function write(batch: typeof waiting): Promise<void> {
    if (batch.length === 0) return;
    if (!opened.target.keepsDigest) {
      await store.saveResults(
        batch.map(({ row, digest, result }) => ({
          id: row.id,
          columns: { sha256: digest, result_sha256: result.pdf ? sha256(result.pdf) : null },
        })),
      );
    }
    // Not the run's own signal: a result that is ready is written even when the run is being paused.
    const unstopped = new AbortController().signal;
    const results = batch.map(({ row, digest, result }) => toWrite(row, digest, result));
    const kept = await patiently(patience, () => opened.target.write(results, unstopped));
    const at = core.now().toISOString();
    await store.saveResults(
      batch.map(({ row, digest, result }) => {
        const there = kept.get(row.file_key);
        return {
          id: row.id,
          columns: there ? adopted(row, digest, there, at) : finished(row, digest, result, at),
        };
      }),
    );
    for (const { row } of batch) options.onFile(row);
  }

  function adopted(row: FileRow, digest: string, there: PresentResult, at: string): Partial<FileRow> {
    return {
      status: there.status,
      sha256: digest,
      pages: there.pages ?? row.pages,
      forced: 0,
      found: 'rtf',
      run_id: runId,
      converted_at: row.converted_at ?? at,
    };
  }

  function finished(row: FileRow, digest: string, result: FileResult, at: string): Partial<FileRow> {
    return {
      status: result.status,
      sha256: digest,
      found: result.found,
      mismatch: (row.suffix === 'rtf') === (result.found === 'rtf') || result.found === 'empty' ? 0 : 1,
      reason_code: result.reasonCode,
      reason: result.reason,
      pages: result.pages,
      pictures: result.pictures,
      tables: result.tables,
      notes: JSON.stringify(result.notes),
      differences: JSON.stringify(result.differences),
      ms: result.ms,
      attempts: row.attempts + 1,
      forced: 0,
      run_id: runId,
      converted_at: at,
    };
  }

  /** One write at a time; the rest of the batch goes on being converted meanwhile. After a failure nothing more is tried. */
  function writeNow(): void {
    const batch = waiting;
    waiting = [];
    writing = writing
      .then(() => (failure === undefined ? write(batch) : undefined))
      .catch((error) => {
        failure ??= error;
      });
  }

  return {
    add(row: FileRow, digest: string, result: FileResult): void {
      if (failure !== undefined) throw failure;
      waiting.push({ row, digest, result });
      if (waiting.length >= WRITE_TOGETHER) writeNow();
    },
    async adopt(row: FileRow, digest: string, there: PresentResult): Promise<void> {
      const columns = adopted(row, digest, there, core.now().toISOString());
      await store.saveResults([{ id: row.id, columns }]);
      options.onFile(row);
    },
    /** @throws what kept results from being written */
    async flush(): Promise<void> {
      writeNow();
      await writing;
      if (failure !== undefined) throw failure;
    },
  };
}

function toWrite(row: FileRow, digest: string, result: FileResult): ResultToWrite {
  return {
    ...locationOf(row),
    digest: digestToWrite(row, digest),
    status: result.status,
    pdf: result.pdf,
    pages: result.pages,
    reason: result.reason,
    notes: result.notes,
    forced: row.forced === 1,
  };
}
