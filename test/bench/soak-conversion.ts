/**
 * Memory of the conversion workers over many documents, with proof: the highest resident memory any of them reported, and
 * how many had to be replaced. Arguments: `--documents N` (5000 for each worker), `--workers N` (2), `--corpus DIR`,
 * `--minutes N` (stop after).
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createConversionPool, JOBS_PER_WORKER, runConversion } from '../../electron/core/conversion/job.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

function option(args: readonly string[], name: string, fallback: string): string {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
}

/** Converts and returns the memory seen. */
export async function run(args: readonly string[]): Promise<object> {
  const corpus = resolve(option(args, 'corpus', '../shared/corpus/rtf/court'));
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  const workers = Number(option(args, 'workers', '2'));
  const documents = Number(option(args, 'documents', '5000')) * workers;
  const until = performance.now() + Number(option(args, 'minutes', '600')) * 60_000;
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.rtf'))
    .sort()
    .map((name) => join(corpus, name));
  const out = mkdtempSync(join(tmpdir(), 'soak-conversion-'));
  const pool = createConversionPool({ spawn: forkProcess, workers });
  const status: Record<string, number> = {};
  const peakEvery: number[] = [];
  let next = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    while (next < documents && performance.now() < until) {
      const index = next++;
      if (index % Math.ceil(documents / 10) === 0) peakEvery.push(pool.statistics().peakRssMb);
      const path = files[index % files.length] as string;
      // A few hundred names: results are written as in a run, and the disk does not fill.
      const output = join(out, `${index % 500}.pdf`);
      const { outcome } = await runConversion(pool, { source: { path }, to: 'pdf', proof: true, output });
      status[outcome.status] = (status[outcome.status] ?? 0) + 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: workers * JOBS_PER_WORKER }, lane));
  } finally {
    pool.close();
    rmSync(out, { recursive: true, force: true });
  }
  const { peakRssMb, started: workersStarted } = pool.statistics();
  return {
    documents: Math.min(next, documents),
    workers,
    seconds: Math.round((performance.now() - started) / 1000),
    peakRssMbPerWorker: peakRssMb,
    peakRssMbAtEachTenth: peakEvery,
    workersStarted,
    status,
  };
}
