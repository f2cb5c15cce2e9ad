import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { anyCase, assessmentDifference } from '../fixtures/assessmentRecount.ts';

/** Random files of facts through the scheme and through a naive recount. `--runs N` (20,000), `--seed S`. */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { runs: { type: 'string' }, seed: { type: 'string' } },
  });
  const started = Date.now();
  const examples: string[] = [];
  let differences = 0;
  const outcome = fc.check(
    fc.property(anyCase, (given) => {
      const difference = assessmentDifference(given);
      if (difference === '') return;
      differences++;
      if (examples.length < 3) examples.push(difference);
    }),
    { numRuns: Number(values.runs ?? 20_000), ...(values.seed ? { seed: Number(values.seed) } : {}) },
  );
  return {
    cases: outcome.numRuns,
    seed: outcome.seed,
    differences,
    examples,
    failed: outcome.failed || differences > 0,
    seconds: (Date.now() - started) / 1000,
  };
}
