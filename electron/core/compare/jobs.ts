import { compareMessages } from '../../../shared/messages/compare.ts';
import { openConnection } from '../datacenter/datacenter.ts';
import type { JobContext, JobKind } from '../jobs/jobs.ts';
import { type BackfillCounts, type BackfillParams, runBackfill } from './backfill.ts';
import type { Difference } from './difference.ts';
import { emptyGroup, type Group, groupKey } from './groups.ts';
import { type CompareTotals, compareConnections, compareGroups, type RunCheckpoint } from './run.ts';
import { ensureRun, type RunDefinition } from './runs.ts';
import { compareStore } from './store.ts';

const words = compareMessages;

export interface CompareParams {
  runId: string;
  definitionId: string;
  definition: RunDefinition;
}

/** Differences held in memory before they are written. */
const WRITE_AT = 5_000;

interface JobCheckpoint {
  stretch: number;
  scan: RunCheckpoint;
}

/** A saved comparison. Taken up again it goes on behind the last finished stretch. */
export const compareJob: JobKind<CompareParams, CompareTotals> = {
  kind: 'compare.run',
  title: ({ definition }) => words.job.title(definition.name),
  resumable: true,
  exclusive: ({ definitionId }) => `compare.run:${definitionId}`,
  run: runCompareJob,
};

export const backfillJob: JobKind<BackfillParams, BackfillCounts> = {
  kind: 'compare.backfill',
  title: ({ name, dryRun }) => words.job.backfillTitle(name, dryRun),
  resumable: true,
  exclusive: ({ runId }) => `compare.backfill:${runId}`,
  run: runBackfill,
};

async function runCompareJob(context: JobContext<CompareParams>): Promise<CompareTotals> {
  const { core, params, signal } = context;
  const { runId, definition } = params;
  const store = compareStore(core.log);
  const checkpoint = context.checkpoint as JobCheckpoint | undefined | null;
  let stretch = checkpoint?.stretch ?? 0;
  await ensureRun(core, context.actor, context.jobId, params);
  await store.forgetFrom(runId, stretch);
  context.progress({ done: 0, text: words.progress.preparing });

  const source = await openConnection(core, definition.sourceId);
  const target = await openConnection(core, definition.targetId);
  let waiting: Difference[] = [];
  const write = async () => {
    if (waiting.length === 0) return;
    await store.addDifferences(runId, stretch, waiting);
    waiting = [];
    core.changes.bump('compare:differences');
  };
  try {
    const totals = await compareConnections(
      source,
      target,
      definition,
      {
        found: async (differences) => {
          for (const difference of differences) waiting.push(difference);
          if (waiting.length >= WRITE_AT) await write();
        },
        done: async (scan) => {
          await write();
          stretch += 1;
          await context.saveCheckpoint({ stretch, scan } satisfies JobCheckpoint);
        },
        progress: ({ done, total, found }) =>
          context.progress({ done, total, text: words.progress.scanning(found) }),
      },
      { checkpoint: checkpoint?.scan, signal },
    );
    await write();
    if (definition.by && definition.by.length > 0) {
      context.progress({
        done: totals.rowsScanned,
        total: totals.rowsScanned,
        text: words.progress.grouping,
      });
      const groups = await compareGroups(source, target, definition, signal);
      await store.saveGroups(runId, await withFound(groups, runId, store));
    }
    await store.setRun(runId, {
      state: 'finished',
      finished_at: core.now().toISOString(),
      totals: JSON.stringify(totals),
    });
    core.changes.bump('compare');
    return totals;
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** The groups' row counts with the differences that the log holds. */
async function withFound(
  groups: readonly Group[],
  runId: string,
  store: ReturnType<typeof compareStore>,
): Promise<Group[]> {
  const byKey = new Map(groups.map((group) => [groupKey(group.by), group]));
  for (const { group_values, kind, rows } of await store.groupCounts(runId)) {
    const group = byKey.get(group_values) ?? emptyGroup(JSON.parse(group_values) as (string | null)[]);
    group[kind as Difference['kind']] += Number(rows);
    byKey.set(group_values, group);
  }
  return [...byKey.values()];
}
