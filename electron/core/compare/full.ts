import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { makePlan, type PlanInput } from './plan.ts';
import type { Segment } from './segments.ts';
import { makeSide } from './side.ts';

export type ScanWhat = PlanInput;

/** Count and checksum of one side's whole table, by the expression the comparison uses: the least any way can cost. */
export async function checksumScan(
  source: DatacenterConnection,
  target: DatacenterConnection,
  input: PlanInput,
  side: 'source' | 'target',
  signal?: AbortSignal,
): Promise<Segment> {
  const plan = await makePlan(source, target, input, signal);
  const connection = side === 'source' ? source : target;
  const [whole] = await makeSide(side, connection, plan, [], signal).segments(
    { from: undefined, to: undefined },
    [],
  );
  return whole as Segment;
}
