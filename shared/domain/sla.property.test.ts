import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slaDifference } from '../../test/fixtures/slaDifference.ts';
import { anyIncident, HOURS } from '../../test/fixtures/slaSimulation.ts';
import { SLA_CLOCKS } from './sla.ts';

test('the clock agrees with a minute-by-minute simulation', () => {
  fc.assert(
    fc.property(
      anyIncident,
      fc.constantFrom(...SLA_CLOCKS),
      fc.nat(HOURS.length - 1),
      fc.integer({ min: 0, max: 500 }),
      (incident, clock, hours, look) => {
        expect(slaDifference(incident, clock, hours, incident.opened + look * 60_000)).toBe('');
      },
    ),
    { numRuns: 2_000, seed: 20_260_214 },
  );
});
