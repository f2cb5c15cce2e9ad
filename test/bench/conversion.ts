/**
 * Speed of conversion: ours and LibreOffice's (where it is installed) on the same files, in one run. A round is ours
 * without proof, ours with proof, LibreOffice; medians of all rounds are printed, and each round.
 *
 * Counted are reading, converting, writing to disk and, with proof, reading back. Starting our workers and their first
 * documents are not: a night's work does not notice them. LibreOffice's start is counted, since each batch of at most 240
 * files pays it; making its profile is not.
 *
 * Arguments: `--files N` for each of ours in a round (400; files are taken in turn), `--rounds N` (3), `--workers N` (2),
 * `--no-office`, `--corpus DIR`.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConversionPool, JOBS_PER_WORKER, runConversion } from '../../electron/core/conversion/job.ts';
import type { ConversionOutcome } from '../../electron/core/conversion/outcome.ts';
import { findLibreOffice, MAX_RESCUE_FILES } from '../../electron/core/conversion/rescue.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

type Stages = ConversionOutcome['ms'] & { rest: number };

interface Speed {
  documentsPerSecond: number;
  /** Wall-clock time of a worker for each document; `rest` is reading, writing and waiting. */
  millisecondsByStage: Stages;
  status: Record<string, number>;
}

interface Lane {
  round(count: number): Promise<Speed>;
  close(): { peakRssMbPerWorker: number; workersStarted: number };
}

const STAGES = ['parse', 'emit', 'typst', 'proof'] as const;

function option(args: readonly string[], name: string, fallback: string): string {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
}

/** Our workers, warmed up. */
async function ours(files: readonly string[], workers: number, proof: boolean, out: string): Promise<Lane> {
  const pool = createConversionPool({ spawn: forkProcess, workers });

  async function round(count: number): Promise<Speed> {
    const ms = { parse: 0, emit: 0, typst: 0, proof: 0, rest: 0 };
    const status: Record<string, number> = {};
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < count) {
        const index = next++;
        const path = files[index % files.length] as string;
        const output = join(out, `${index}.pdf`);
        const { outcome } = await runConversion(pool, { source: { path }, to: 'pdf', proof, output });
        for (const stage of STAGES) ms[stage] += outcome.ms[stage];
        status[outcome.status] = (status[outcome.status] ?? 0) + 1;
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: workers * JOBS_PER_WORKER }, lane));
    const elapsed = performance.now() - started;
    ms.rest = elapsed * workers - STAGES.reduce((sum, stage) => sum + ms[stage], 0);
    for (const stage of [...STAGES, 'rest'] as const) ms[stage] = Math.round((ms[stage] / count) * 100) / 100;
    return { documentsPerSecond: rounded((count / elapsed) * 1000), millisecondsByStage: ms, status };
  }

  await round(workers * 60);
  return {
    round,
    close() {
      pool.close();
      const { peakRssMb, started } = pool.statistics();
      return { peakRssMbPerWorker: peakRssMb, workersStarted: started };
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return rounded(
    sorted.length % 2 === 1
      ? (sorted[middle] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2,
  );
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

/** LibreOffice, a process with a profile of its own for each worker; undefined where it is not installed. */
async function libreOffice(
  files: readonly string[],
  processes: number,
  folder: string,
): Promise<(() => Promise<number>) | undefined> {
  const program = findLibreOffice();
  if (!program) return undefined;
  const profiles = Array.from({ length: processes }, (_, index) => join(folder, `profile-${index}`));
  for (const profile of profiles) await office(program, files.slice(0, 1), join(folder, 'warm'), profile);
  return async () => {
    const started = performance.now();
    await Promise.all(
      profiles.map((profile, index) => {
        const own = files.filter((_, at) => at % processes === index).slice(0, MAX_RESCUE_FILES);
        return office(program, own, join(folder, `out-${index}`), profile);
      }),
    );
    return rounded((files.length / (performance.now() - started)) * 1000);
  };
}

/** Runs the rounds and returns their numbers. */
export async function run(args: readonly string[]): Promise<object> {
  const corpus = resolve(option(args, 'corpus', '../shared/corpus/rtf/court'));
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  const count = Number(option(args, 'files', '400'));
  const rounds = Number(option(args, 'rounds', '3'));
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
    const plain = await ours(files, workers, false, out);
    const proven = await ours(files, workers, true, out);
    const theirs = args.includes('--no-office') ? undefined : await libreOffice(files, workers, work);
    const [pdfOnly, withProof]: [Speed[], Speed[]] = [[], []];
    const officeSpeeds: number[] = [];
    for (let round = 0; round < rounds; round++) {
      pdfOnly.push(await plain.round(count));
      withProof.push(await proven.round(count));
      if (theirs) officeSpeeds.push(await theirs());
    }
    const speedOf = (list: readonly Speed[]) => median(list.map((each) => each.documentsPerSecond));
    const summary = (list: readonly Speed[], lane: Lane) => ({
      documentsPerSecond: speedOf(list),
      rounds: list.map((each) => each.documentsPerSecond),
      millisecondsByStage: Object.fromEntries(
        [...STAGES, 'rest' as const].map((stage) => [
          stage,
          median(list.map((each) => each.millisecondsByStage[stage])),
        ]),
      ),
      status: list.at(-1)?.status,
      ...lane.close(),
    });
    const officeSpeed = median(officeSpeeds);
    return {
      cores: cpus().length,
      load: loadavg().map(rounded),
      workers,
      documentsPerRound: count,
      pdfOnly: summary(pdfOnly, plain),
      withProof: summary(withProof, proven),
      libreOffice: theirs
        ? {
            processes: workers,
            documents: files.length,
            documentsPerSecond: officeSpeed,
            rounds: officeSpeeds,
          }
        : 'not measured',
      ...(theirs
        ? {
            timesLibreOffice: {
              pdfOnly: rounded(speedOf(pdfOnly) / officeSpeed),
              withProof: rounded(speedOf(withProof) / officeSpeed),
            },
          }
        : {}),
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
