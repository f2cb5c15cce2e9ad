/**
 * Speed of conversion: ours and LibreOffice's (where it is installed) on the same files, in one run.
 * Arguments: `--files N` (files are taken in turn until N are converted, default 1000), `--workers N` (2),
 * `--no-office`, `--corpus DIR`.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConversionOutcome } from '../../electron/core/conversion/convert.ts';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { findLibreOffice, MAX_RESCUE_FILES } from '../../electron/core/conversion/rescue.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

interface Speed {
  documents: number;
  seconds: number;
  documentsPerSecond: number;
  peakRssMbPerWorker: number;
  workersStarted: number;
  millisecondsByStage: ConversionOutcome['ms'];
  status: Record<string, number>;
}

function option(args: readonly string[], name: string, fallback: string): string {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
}

async function ours(
  files: readonly string[],
  count: number,
  workers: number,
  proof: boolean,
  out: string,
): Promise<Speed> {
  const pool = createConversionPool({ spawn: forkProcess, workers });
  const ms = { parse: 0, emit: 0, typst: 0, proof: 0 };
  const status: Record<string, number> = {};
  const work = async (from: number, to: number, keep: boolean): Promise<void> => {
    let next = from;
    const lane = async (): Promise<void> => {
      while (next < to) {
        const index = next++;
        const path = files[index % files.length] as string;
        const result = await runConversion(pool, {
          source: { path },
          to: 'pdf',
          proof,
          output: join(out, `${index}.pdf`),
        });
        if (!keep) continue;
        for (const stage of ['parse', 'emit', 'typst', 'proof'] as const)
          ms[stage] += result.outcome.ms[stage];
        status[result.outcome.status] = (status[result.outcome.status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: workers }, lane));
  };
  // Start-up and first compilation are measured apart: a night's work does not notice them.
  await work(0, workers * 30, false);
  const started = performance.now();
  await work(0, count, true);
  const seconds = (performance.now() - started) / 1000;
  pool.close();
  for (const stage of ['parse', 'emit', 'typst', 'proof'] as const)
    ms[stage] = Math.round((ms[stage] / count) * 100) / 100;
  const { peakRssMb, started: workersStarted } = pool.statistics();
  return {
    documents: count,
    seconds: Math.round(seconds * 100) / 100,
    documentsPerSecond: Math.round((count / seconds) * 10) / 10,
    peakRssMbPerWorker: peakRssMb,
    workersStarted,
    millisecondsByStage: ms,
    status,
  };
}

function office(program: string, files: readonly string[], out: string, profile: string): Promise<void> {
  return new Promise((done) => {
    const child = spawn(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        out,
        ...files,
      ],
      { stdio: 'ignore', timeout: 300_000 },
    );
    child.on('exit', () => done());
    child.on('error', () => done());
  });
}

async function libreOffice(
  files: readonly string[],
  processes: number,
  folder: string,
): Promise<object | undefined> {
  const program = findLibreOffice();
  if (!program) return undefined;
  const batch = files.slice(0, MAX_RESCUE_FILES);
  const profiles = Array.from({ length: processes }, (_, index) => join(folder, `profile-${index}`));
  // A first call makes each profile; it is not counted.
  for (const profile of profiles) await office(program, batch.slice(0, 1), join(folder, 'warm'), profile);
  const started = performance.now();
  await Promise.all(
    profiles.map((profile, index) =>
      office(
        program,
        batch.filter((_, at) => at % processes === index),
        join(folder, `out-${index}`),
        profile,
      ),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  return {
    documents: batch.length,
    processes,
    seconds: Math.round(seconds * 100) / 100,
    documentsPerSecond: Math.round((batch.length / seconds) * 10) / 10,
  };
}

/** Runs the comparison and returns its numbers. */
export async function run(args: readonly string[]): Promise<object> {
  const corpus = resolve(option(args, 'corpus', '../shared/corpus/rtf/court'));
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  const count = Number(option(args, 'files', '1000'));
  const workers = Number(option(args, 'workers', '2'));
  const work = mkdtempSync(join(tmpdir(), 'bench-conversion-'));
  try {
    const files = readdirSync(corpus)
      .filter((name) => name.toLowerCase().endsWith('.rtf'))
      .sort()
      .map((name, index) => {
        const copy = join(work, `${index}-${name}`);
        copyFileSync(join(corpus, name), copy);
        return copy;
      });
    const out = join(work, 'out');
    mkdirSync(out);
    const pdfOnly = await ours(files, count, workers, false, out);
    const withProof = await ours(files, count, workers, true, out);
    const theirs = args.includes('--no-office') ? undefined : await libreOffice(files, workers, work);
    return { cores: cpus().length, workers, pdfOnly, withProof, libreOffice: theirs ?? 'not measured' };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
