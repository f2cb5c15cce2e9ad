/** What the pool sends to a conversion worker and gets back; and the pool itself. */
import { createPool, type Pool, type PoolFailure } from '../processes/pool.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import { type ConversionFormat, type ConversionOutcome, unfinished } from './outcome.ts';

/** One document to convert: by path (the worker reads and writes) or by bytes (both cross the channel). */
export interface ConversionJob {
  source: { path: string } | { bytes: Uint8Array };
  to: ConversionFormat;
  proof: boolean;
  /** A PDF that LibreOffice has made of the source: it is proven and taken, where `onlyProven` only if its text is whole. */
  rescued?: { pdf: string; onlyProven: boolean };
  /** Where the worker writes the result, atomically; absent: the result comes back in `outcome.output`. */
  output?: string;
}

export interface ConversionJobResult {
  outcome: ConversionOutcome;
  written?: string;
  /** Reading the source or writing the result failed: the system's error code. */
  fileError?: { code: string; path: string };
}

export type ConversionPool = Pool<ConversionJob, ConversionJobResult>;

export interface ConversionPoolOptions {
  spawn: SpawnProcess;
  workers: number;
  /** Time for one document, 60 s by default. */
  timeoutMs?: number;
  /** Memory of one worker before it is killed, 1200 MB by default. */
  memoryLimitMb?: number;
  entry?: URL | string;
}

/** Jobs a caller keeps under way for each worker: one computed, one sent ahead, one being written. */
export const JOBS_PER_WORKER = 3;

/** A worker is replaced between documents above this resident memory: what grew is given back. */
const RECYCLE_RSS_MB = 290;
const RECYCLE_JOBS = 5000;

/** Creates the worker pool of conversion. */
export function createConversionPool(options: ConversionPoolOptions): ConversionPool {
  return createPool<ConversionJob, ConversionJobResult>({
    spawn: options.spawn,
    entry: options.entry ?? new URL('../../workers/conversion.ts', import.meta.url),
    size: Math.max(1, options.workers),
    timeoutMs: options.timeoutMs ?? 60_000,
    memoryLimitMb: options.memoryLimitMb ?? 1200,
    recycleAfter: { jobs: RECYCLE_JOBS, rssMb: RECYCLE_RSS_MB },
    ahead: 1,
    name: 'conversion',
  });
}

const FAILURE_CODES: Record<PoolFailure, string> = {
  timeout: 'conversion.timeout',
  memory: 'conversion.memory',
  exit: 'conversion.worker',
  error: 'conversion.internal',
  cancelled: 'conversion.cancelled',
};

/** Runs one job; a worker's death becomes an outcome with status `failed`. Never rejects. */
export async function runConversion(
  pool: ConversionPool,
  job: ConversionJob,
  signal?: AbortSignal,
): Promise<ConversionJobResult> {
  const result = await pool.run(job, signal ? { signal } : {});
  if (result.ok) return result.result;
  return { outcome: unfinished('failed', FAILURE_CODES[result.failure]) };
}
