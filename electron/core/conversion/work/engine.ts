import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { ConversionDifference, FileStatus } from '../../../../shared/contract/conversion.ts';
import { FOUND_NAMES, conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import { readSettings } from '../../settings/settings.ts';
import type { ConversionNote } from '../document.ts';
import type { ConversionPool } from '../job.ts';
import type { ConversionOutcome } from '../outcome.ts';
import type { Rescuer } from '../rescuer.ts';
import { type FoundType, sniff } from './sniff.ts';

/** More than this is not read into memory. */
export const LARGEST_BYTES = 256 * 1024 * 1024;

/** What came of one file, whoever decided it. */
export interface FileResult {
  status: Exclude<FileStatus, 'waiting'>;
  found: FoundType;
  reasonCode: string;
  reason: string;
  pdf: Uint8Array | null;
  pages: number | null;
  pictures: number | null;
  tables: number | null;
  notes: ConversionNote[];
  differences: ConversionDifference[];
  ms: number;
}

/** What never goes to the converter, with the reason; undefined for what does. */
export function quarantineOf(bytes: Uint8Array, suffix: string): FileResult | undefined {
  const found = sniff(bytes);
  if (found === 'rtf') return undefined;
  const reason =
    found === 'empty'
      ? words.quarantine.empty
      : found === 'encrypted'
        ? words.quarantine.encrypted
        : words.quarantine.wrongType(suffix, FOUND_NAMES[found] ?? found);
  const code = found === 'empty' || found === 'encrypted' ? found : 'wrong-type';
  return withoutPdf('quarantined', found, code, reason);
}

/** A file too large to be read at all. */
export function tooLarge(): FileResult {
  return withoutPdf(
    'quarantined',
    'unknown',
    'too-large',
    words.quarantine.tooLarge(LARGEST_BYTES / 1024 / 1024),
  );
}

function withoutPdf(
  status: FileResult['status'],
  found: FoundType,
  reasonCode: string,
  reason: string,
): FileResult {
  return {
    status,
    found,
    reasonCode,
    reason,
    pdf: null,
    pages: null,
    pictures: null,
    tables: null,
    notes: [],
    differences: [],
    ms: 0,
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What converts for everybody in this process; its workers end with the last user. */
export interface Converter {
  /** So many documents under way at a time keep every worker supplied. */
  jobs: number;
  /** Rejects only when cancelled. */
  toPdf(bytes: Uint8Array, signal: AbortSignal): Promise<FileResult>;
  /** The document as plain text, paragraphs as lines; null when it cannot be read. */
  toText(bytes: Uint8Array, signal: AbortSignal): Promise<string | null>;
  close(): void;
}

interface Shared {
  pool: ConversionPool;
  rescuer: Rescuer;
  workers: number;
  users: number;
}

const shared = new WeakMap<Core, Shared>();

/** One pool per core, however many runs share it. The number of workers is as set when the first of them began. */
export async function openConverter(core: Core): Promise<Converter> {
  const { conversionWorkers, conversionRescue } = await readSettings(core);
  const workers = conversionWorkers || availableParallelism();
  // Loaded with the first conversion only: the typesetter behind it is native code.
  const { createConversionPool, JOBS_PER_WORKER, runConversion: runInPool } = await import('../job.ts');
  const { createRescuer, mayBeRescued } = await import('../rescuer.ts');
  let entry = shared.get(core);
  if (!entry) {
    const created = createConversionPool({ spawn: core.spawn, workers });
    entry = { pool: created, rescuer: createRescuer(created), workers, users: 0 };
    shared.set(core, entry);
  }
  entry.users += 1;
  const { pool, rescuer } = entry;
  let open = true;

  async function convert(
    bytes: Uint8Array,
    to: 'pdf' | 'txt',
    signal: AbortSignal,
  ): Promise<ConversionOutcome> {
    const { outcome } = await runInPool(pool, { source: { bytes }, to, proof: to === 'pdf' }, signal);
    signal.throwIfAborted();
    return outcome;
  }

  return {
    jobs: entry.workers * JOBS_PER_WORKER,
    async toPdf(bytes, signal) {
      const started = performance.now();
      let outcome = await convert(bytes, 'pdf', signal);
      if (conversionRescue && mayBeRescued(outcome)) {
        outcome = await rescuer.rescue({ source: { bytes }, outcome }, signal);
        signal.throwIfAborted();
      }
      return resultOf(outcome, Math.round(performance.now() - started));
    },
    async toText(bytes, signal) {
      const { output } = await convert(bytes, 'txt', signal);
      return output ? new TextDecoder().decode(output) : null;
    },
    close() {
      const held = shared.get(core);
      if (!open || !held) return;
      open = false;
      held.users -= 1;
      if (held.users > 0) return;
      shared.delete(core);
      held.rescuer.close();
      held.pool.close();
    },
  };
}

function resultOf(outcome: ConversionOutcome, ms: number): FileResult {
  const withoutResult = outcome.status === 'refused' || outcome.status === 'failed';
  const [why] = outcome.notes;
  return {
    status: outcome.status,
    found: 'rtf',
    reasonCode: withoutResult ? (why?.code ?? '') : '',
    reason: withoutResult
      ? (why?.message ?? '')
      : outcome.status === 'doubtful'
        ? words.doubtful(outcome.differences?.length ?? 0)
        : '',
    pdf: outcome.output ?? null,
    pages: outcome.output ? outcome.pages : null,
    pictures: outcome.pictures,
    tables: outcome.tables,
    notes: [
      ...outcome.notes.filter((note) => note.code !== 'detail'),
      ...outcome.substitutions.map(({ asked, used }) => ({
        code: 'font',
        message: words.substitution(asked, used),
        count: 1,
      })),
    ],
    differences: outcome.differences ?? [],
    ms,
  };
}
