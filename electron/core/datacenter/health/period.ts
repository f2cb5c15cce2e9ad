import { beijingDay, beijingInstant, type Day } from '../../../../shared/domain/time.ts';
import type { Core } from '../../core.ts';
import { listConnections } from '../datacenter.ts';
import { healthStore, STEPS } from './store.ts';

/** The average of a health series on each day of `from`…`to` that has one, oldest first; the default connection's. */
export async function healthDays(
  core: Core,
  input: { series: string; from: Day; to: Day },
): Promise<{ day: Day; average: number; least: number; most: number }[]> {
  const saved = (await listConnections(core)).find(({ isDefault }) => isDefault);
  if (!saved) return [];
  const begin = Math.floor(beijingInstant(input.from, '00:00').getTime() / 1000);
  const points = await healthStore(core.log).points(saved.id, input.series, STEPS.day, begin);
  return points
    .map((point) => ({
      day: beijingDay(new Date(point.at * 1000)),
      average: point.total / point.n,
      least: point.least,
      most: point.most,
    }))
    .filter(({ day }) => day <= input.to);
}
