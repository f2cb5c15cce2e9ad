import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { SLA_CLOCKS } from '../../shared/domain/sla.ts';
import { slaDifference } from '../fixtures/slaDifference.ts';
import { anyIncident, HOURS } from '../fixtures/slaSimulation.ts';

/**
 * Random incidents over 2025–2026 through the rules of the contract's clock and through a minute-by-minute simulation,
 * under both clocks and four kinds of working hours. `--runs N` (100,000), `--seed S`.
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { runs: { type: 'string' }, seed: { type: 'string' } },
  });
  const started = Date.now();
  let differences = 0;
  const examples: string[] = [];
  const outcome = fc.check(
    fc.property(
      anyIncident,
      fc.constantFrom(...SLA_CLOCKS),
      fc.nat(HOURS.length - 1),
      fc.integer({ min: 0, max: 500 }),
      (incident, clock, hours, look) => {
        const difference = slaDifference(incident, clock, hours, incident.opened + look * 60_000);
        if (difference === '') return;
        differences++;
        if (examples.length < 5)
          examples.push(`${JSON.stringify(incident)} ${clock} ${hours}: ${difference}`);
      },
    ),
    { numRuns: Number(values.runs ?? 100_000), ...(values.seed ? { seed: Number(values.seed) } : {}) },
  );
  return {
    incidents: outcome.numRuns,
    seed: outcome.seed,
    differences,
    examples,
    failed: outcome.failed || differences > 0,
    seconds: (Date.now() - started) / 1000,
  };
}
