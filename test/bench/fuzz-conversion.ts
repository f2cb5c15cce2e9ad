/**
 * Long fuzzing of the RTF parser: mutated corpus files through parser, source reader and every emitter that
 * needs no process. Arguments: `--inputs N` (200000), `--seed N`, `--seconds N` (stop after), `--typst` (every
 * hundredth input through the whole conversion too, in a worker: the typesetter can bring its process down).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emitHtml } from '../../electron/core/conversion/emit/html.ts';
import { emitText } from '../../electron/core/conversion/emit/text.ts';
import { emitTypst } from '../../electron/core/conversion/emit/typst.ts';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { createRandom, mutate } from '../../electron/core/conversion/mutate.ts';
import { readSourceText } from '../../electron/core/conversion/proof/source-text.ts';
import { parseRtf } from '../../electron/core/conversion/rtf/parser.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

const SLOW_MS = 2000;
const MAX_SEED_BYTES = 60_000;

function option(args: readonly string[], name: string, fallback: number): number {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? Number(args[at + 1]) : fallback;
}

/** Fuzzes and returns what was found; `failures` is empty when all is well. */
export async function run(args: readonly string[]): Promise<object> {
  const corpus = resolve('../shared/corpus/rtf');
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  const inputs = option(args, 'inputs', 200_000);
  const seed = option(args, 'seed', 1);
  const limit = option(args, 'seconds', 36_000) * 1000;
  const typst = args.includes('--typst');
  const seeds = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.rtf'))
    .map((name) => readFileSync(join(corpus, name)))
    .filter((bytes) => bytes.length <= MAX_SEED_BYTES);
  const random = createRandom(seed);
  const pool = typst ? createConversionPool({ spawn: forkProcess, workers: 1 }) : undefined;
  const whole: Record<string, number> = {};
  const failures: { input: number; problem: string }[] = [];
  let slowest = 0;
  let peakRssMb = 0;
  let done = 0;
  const started = performance.now();
  for (; done < inputs && performance.now() - started < limit && failures.length < 20; done++) {
    const bytes = mutate(seeds[random.below(seeds.length)] as Uint8Array, random);
    const begun = performance.now();
    let ms = 0;
    try {
      const { document } = parseRtf(bytes);
      readSourceText(bytes);
      if (done % 4 === 0) {
        emitTypst(document);
        emitText(document);
        emitHtml(document);
      }
      ms = performance.now() - begun;
      if (pool && done % 100 === 0) {
        const { outcome } = await runConversion(pool, { source: { bytes }, to: 'pdf', proof: true });
        whole[outcome.status] = (whole[outcome.status] ?? 0) + 1;
        if (outcome.status === 'failed')
          failures.push({ input: done, problem: JSON.stringify(outcome.notes) });
      }
    } catch (error) {
      failures.push({
        input: done,
        problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    slowest = Math.max(slowest, ms);
    if (ms > SLOW_MS) failures.push({ input: done, problem: `took ${Math.round(ms)} ms` });
    if (done % 500 === 0) peakRssMb = Math.max(peakRssMb, Math.round(process.memoryUsage.rss() / 1048576));
  }
  pool?.close();
  return {
    inputs: done,
    ...(pool ? { wholeConversions: whole } : {}),
    seed,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    slowestMs: Math.round(slowest),
    peakRssMb,
    failures,
  };
}
