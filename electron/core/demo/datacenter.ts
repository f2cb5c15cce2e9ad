import { fail } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';
import { casefileOf, FILES_PER_CASE, frontEndOf } from './casefileRows.ts';
import { buildCase } from './caseRows.ts';
import { demoClock } from './clock.ts';
import { createTruthWriter, type TruthTotals } from './groundTruth.ts';
import { type FrontEndBacklog, operationsRows } from './operations.ts';
import { casefileCandidates } from './plan.ts';
import { createPostgresWriter } from './postgresWriter.ts';
import { referenceRows } from './referenceRows.ts';
import type { Scene } from './scene.ts';
import { createSqliteWriter } from './sqliteWriter.ts';
import { createTally, type Tally, tallyCase } from './tally.ts';
import { createTemplate } from './template.ts';
import type { Writer } from './writer.ts';

/** Without a wish, three e-files for four cases, at most so many. */
const EFILES_CAP = 20_000;
const FLUSH_ROWS = 6_000;
const FLUSH_BYTES = 8_000_000;
/** Cases between two looks at the signal. */
const BREATH = 250;

export type DemoTarget = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string };

export interface DemoOptions {
  cases: number;
  seed: number;
  /** Number of e-files; by default three for four cases, at most 20,000. */
  efiles?: number;
  /** `YYYY-MM-DD` (then 08:30) or `YYYY-MM-DD HH:MM`, Beijing time; by default the present minute. */
  today?: string;
  /** Where the ground truth is written. */
  truthFile: string;
  now?: () => Date;
  onProgress?: (progress: { done: number; total: number; text: string }) => void;
  signal?: AbortSignal;
}

export interface DemoDatacenter {
  cases: number;
  efiles: number;
  now: string;
  totals: TruthTotals;
  frontEnds: FrontEndBacklog[];
}

/**
 * Makes a data centre of made-up cases, the same for the same (seed, today, cases, efiles) on every machine. Streams: memory
 * does not grow with the number of cases. Until it is whole the target stays as it was.
 * @throws DEMO_*_INVALID, DEMO_DATABASE_*, DISK_FULL, AbortError
 */
export async function createDemoDatacenter(
  target: DemoTarget,
  options: DemoOptions,
): Promise<DemoDatacenter> {
  const { scene, efiles } = sceneOf(options);
  const truth = createTruthWriter(options.truthFile, {
    cases: scene.cases,
    seed: scene.seed,
    now: scene.clock.text,
    efiles,
  });
  let writer: Writer | undefined;
  try {
    writer =
      target.engine === 'sqlite'
        ? await createSqliteWriter(target.file)
        : await createPostgresWriter(target.url);
    const report = (done: number, text: string) => options.onProgress?.({ done, total: scene.cases, text });
    report(0, demoMessages.progress.reference);
    for (const [table, rows] of referenceRows(scene.seed)) writer.add(table, rows);
    const tally = createTally();
    await writeCases(scene, efiles, writer, truth, tally, options.signal, (done) =>
      report(done, demoMessages.progress.cases),
    );
    report(scene.cases, demoMessages.progress.operations);
    const { frontEnds } = operationsRows(scene, tally, writer.add, truth.defect);
    await writer.flush();
    options.signal?.throwIfAborted();
    report(scene.cases, demoMessages.progress.indexes);
    await writer.finish();
    const totals = await truth.finish();
    return { cases: scene.cases, efiles, now: scene.clock.text, totals, frontEnds };
  } catch (error) {
    truth.abort();
    await writer?.abort();
    throw error;
  }
}

async function writeCases(
  scene: Scene,
  efiles: number,
  writer: Writer,
  truth: ReturnType<typeof createTruthWriter>,
  tally: Tally,
  signal: AbortSignal | undefined,
  report: (done: number) => void,
): Promise<void> {
  let bytes = 0;
  for (let index = 0; index < scene.cases; index++) {
    if (index % BREATH === 0) {
      report(index);
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    const { plan, bundle, truths } = buildCase(scene, index);
    writer.add('court_case', [bundle.case]);
    writer.add('case_party', bundle.parties);
    writer.add('case_hearing', bundle.hearings);
    writer.add('case_deduction', bundle.deductions);
    writer.add('case_extension', bundle.extensions);
    writer.add('case_document', bundle.documents);
    if (bundle.bankruptcy) writer.add('bankruptcy_case', [bundle.bankruptcy]);
    writer.add('bankruptcy_uplink', bundle.bankruptcyUplinks);
    for (const entry of truths) truth.defect(entry);
    tallyCase(tally, scene, plan, bundle);
    const casefile = casefileOf(scene, plan, bundle, efiles);
    if (casefile) {
      writer.add('efile_catalogue', casefile.catalogues);
      writer.add('efile', casefile.files);
      writer.add('efile_uplink', casefile.uplinks);
      for (const entry of casefile.truths) truth.defect(entry);
      for (const entry of casefile.efiles) truth.efile(entry);
      const delivered = tally.delivered.get(frontEndOf(plan));
      for (const file of casefile.files) {
        bytes += file.content.length;
        if (delivered) delivered.bytes += file.content.length;
      }
      if (delivered) delivered.files += casefile.files.length;
    }
    if (writer.pending() >= FLUSH_ROWS || bytes >= FLUSH_BYTES) {
      await writer.flush();
      bytes = 0;
    }
  }
  await writer.flush();
  report(scene.cases);
}

function sceneOf(options: DemoOptions): { scene: Scene; efiles: number } {
  const { cases, seed } = options;
  if (!Number.isSafeInteger(cases) || cases < 1 || cases > 5_000_000)
    throw fail('DEMO_CASES_INVALID', demoMessages.casesInvalid);
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 4_294_967_295)
    throw fail('DEMO_SEED_INVALID', demoMessages.seedInvalid);
  const wished = options.efiles ?? Math.min(EFILES_CAP, Math.round(cases * 0.75));
  if (!Number.isSafeInteger(wished) || wished < 0 || wished > Math.min(1_000_000, cases * FILES_PER_CASE)) {
    throw fail('DEMO_EFILES_INVALID', demoMessages.efilesInvalid);
  }
  const template = createTemplate(seed);
  const casefiles = Math.min(Math.ceil(wished / FILES_PER_CASE), casefileCandidates(template, cases));
  const scene: Scene = {
    cases,
    seed,
    clock: demoClock(options.today, options.now ?? (() => new Date())),
    template,
    casefiles,
  };
  return { scene, efiles: Math.min(wished, casefiles * FILES_PER_CASE) };
}
