import { randomUUID } from 'node:crypto';
import type { Actor, Core } from '../core.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { type BackfillCounts, backfillAll, ensureBackfill } from './backfill.ts';
import { type CompareProgress, type CompareTotals, compareConnections } from './run.ts';
import { ensureRun, type RunDefinition } from './runs.ts';
import { compareStore } from './store.ts';

/**
 * Compares, then writes what is missing into the target, with run, receipts and audit in the log; for the command line,
 * where connections may come as URLs and only their names are kept.
 * @throws those of compareConnections, COMPARE_READ_ONLY
 */
export async function backfillDirect(
  core: Core,
  actor: Actor,
  source: DatacenterConnection,
  target: DatacenterConnection,
  definition: RunDefinition,
  options: {
    dryRun: boolean;
    updates: boolean;
    onProgress?: (progress: CompareProgress) => void;
    signal?: AbortSignal;
  },
): Promise<{ totals: CompareTotals; counts: BackfillCounts }> {
  const store = compareStore(core.log);
  const runId = randomUUID();
  await ensureRun(core, actor, null, { runId, definitionId: null, definition });
  const totals = await compareConnections(
    source,
    target,
    definition,
    {
      found: (differences) => store.addDifferences(runId, 0, differences),
      progress: options.onProgress,
    },
    { signal: options.signal },
  );
  await store.setRun(runId, {
    state: 'finished',
    finished_at: core.now().toISOString(),
    totals: JSON.stringify(totals),
  });
  const { dryRun, updates, signal } = options;
  const params = { backfillId: randomUUID(), runId, name: definition.name, dryRun, updates, definition };
  await ensureBackfill(core, actor, null, params);
  const counts = await backfillAll(core, actor, source, target, params, {
    after: 0,
    done: async () => undefined,
    signal,
  });
  return { totals, counts };
}
