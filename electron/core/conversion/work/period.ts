import type { ConversionCounts } from '../../../../shared/contract/conversion.ts';
import { addDays, beijingInstant, type Day } from '../../../../shared/domain/time.ts';
import type { Core } from '../../core.ts';
import { referenceOn } from '../../standards/inForce.ts';
import { conversionStore } from '../store.ts';
import { courtName, noCounts } from './counts.ts';

/** What became of the files dealt with on the days `from`…`to`, per court, most files first. */
export async function conversionPeriod(
  core: Core,
  { from, to }: { from: Day; to: Day },
): Promise<{ total: ConversionCounts; courts: ({ courtName: string } & ConversionCounts)[] }> {
  const rows = await conversionStore(core.log).countsBetween(
    beijingInstant(from, '00:00').toISOString(),
    beijingInstant(addDays(to, 1), '00:00').toISOString(),
  );
  const reference = await referenceOn(core);
  const total = noCounts();
  const courts = new Map<number | null, { courtName: string } & ConversionCounts>();
  for (const row of rows) {
    const court = courts.get(row.court_code) ?? {
      courtName: courtName(row.court_code, reference),
      ...noCounts(),
    };
    courts.set(row.court_code, court);
    court[row.status] += row.total;
    total[row.status] += row.total;
  }
  const all = ({ courtName: _name, ...counts }: { courtName: string } & ConversionCounts) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { total, courts: [...courts.values()].sort((a, b) => all(b) - all(a)) };
}
