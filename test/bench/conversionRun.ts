/**
 * Speed of a run, from the place the files lie in to the place the PDFs go to, with proof, log and digests: a database
 * (SQLite, results in a table) and a folder (results in a folder), each beside what the workers alone make of the same
 * files in the same run.
 *
 * Arguments: `--files N` (1000, the corpus taken in turn, each with a digest of its own), `--corpus DIR`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { conversionStatus, runConversion as runSource } from '../../electron/core/conversion/conversion.ts';
import { createConversionPool, JOBS_PER_WORKER, runConversion } from '../../electron/core/conversion/job.ts';
import { listSources, saveSource } from '../../electron/core/conversion/sources.ts';
import type { Actor, Core } from '../../electron/core/core.ts';

import { forkProcess } from '../../electron/hosts/processes.ts';
import { conversionCentre } from '../support/conversionCentre.ts';
import { signedIn, testWorkspace } from '../support/workspace.ts';

const WORKERS = 2;

/** Converts the same files three ways and prints documents a second. */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { files: { type: 'string' }, corpus: { type: 'string' } },
  });
  const corpus = resolve(values.corpus ?? '../shared/corpus/rtf/court');
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  const documents = documentsOf(corpus, Number(values.files ?? 1000));
  const { core, dir, remove } = await testWorkspace();
  try {
    const actor = await signedIn(core, 'manager');
    const workersAlone = await alone(documents);
    const database = await fromDatabase(core, actor, dir, documents);
    const folder = await fromFolder(core, actor, dir, documents);
    return {
      files: documents.length,
      workers: WORKERS,
      documentsPerSecond: { workersAlone, database, folder },
    };
  } finally {
    await remove();
  }
}

/** The corpus over and over; trailing spaces make each a file of its own. */
function documentsOf(corpus: string, count: number): Buffer[] {
  const texts = readdirSync(corpus)
    .filter((name) => name.toLowerCase().endsWith('.rtf'))
    .sort()
    .map((name) => readFileSync(join(corpus, name)));
  return Array.from({ length: count }, (_, index) =>
    Buffer.concat([
      texts[index % texts.length] as Buffer,
      Buffer.from('\n'.repeat(Math.floor(index / texts.length))),
    ]),
  );
}

async function alone(documents: readonly Buffer[]): Promise<number> {
  const pool = createConversionPool({ spawn: forkProcess, workers: WORKERS });
  const convert = async (count: number) => {
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < count) {
        const bytes = documents[next++] as Buffer;
        await runConversion(pool, { source: { bytes }, to: 'pdf', proof: true });
      }
    };
    await Promise.all(Array.from({ length: WORKERS * JOBS_PER_WORKER }, lane));
  };
  await convert(Math.min(100, documents.length));
  const speed = await timed(documents.length, () => convert(documents.length));
  pool.close();
  return speed;
}

async function fromDatabase(
  core: Core,
  actor: Actor,
  dir: string,
  documents: readonly Buffer[],
): Promise<number> {
  const file = join(dir, 'centre.sqlite');
  const centre = await conversionCentre(core, `sqlite://${file}`);
  await centre.add(documents.map((content, index) => ({ key: String(index + 1), content })));
  await centre.close();
  const [source] = await listSources(core);
  return converted(core, actor, source?.id ?? '', documents.length);
}

async function fromFolder(
  core: Core,
  actor: Actor,
  dir: string,
  documents: readonly Buffer[],
): Promise<number> {
  const input = join(dir, 'rtf');
  const output = join(dir, 'pdf');
  mkdirSync(input);
  mkdirSync(output);
  for (const [index, content] of documents.entries()) writeFileSync(join(input, `${index}.rtf`), content);
  const source = await saveSource(core, actor, {
    name: '前置机',
    kind: 'folder',
    connectionId: null,
    folder: input,
    mapping: null,
    target: { kind: 'folder', folder: output },
    courtCode: 3001,
    window: null,
    ratePerMinute: 0,
    enabled: true,
  });
  return converted(core, actor, source.id, documents.length);
}

async function converted(core: Core, actor: Actor, id: string, count: number): Promise<number> {
  const speed = await timed(count, () => runSource(core, actor, { sourceIds: [id] }, {}));
  const { counts } = await conversionStatus(core, id);
  if (counts.converted + counts.noted !== count) throw new Error(`converted ${JSON.stringify(counts)}`);
  return speed;
}

/** Documents a second, start of the workers included where the work starts them. */
async function timed(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((count / (performance.now() - started)) * 10_000) / 10;
}
