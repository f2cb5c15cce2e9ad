import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import type { Actor, Core } from '../core.ts';
import type { PlanInput } from './plan.ts';
import { compareStore, type RunRow } from './store.ts';

/** What a run was asked to do; written with the run. */
export interface RunDefinition extends PlanInput {
  name: string;
  /** Saved connections; empty on the command line, where only their names are kept. */
  sourceId: string;
  targetId: string;
  sourceName: string;
  targetName: string;
}

/** The run's row, written once. */
export async function ensureRun(
  core: Core,
  actor: Actor,
  jobId: string | null,
  run: { runId: string; definitionId: string | null; definition: RunDefinition },
): Promise<RunRow> {
  const store = compareStore(core.log);
  await store.addRun({
    id: run.runId,
    definition_id: run.definitionId,
    definition: JSON.stringify(run.definition),
    job_id: jobId,
    state: 'running',
    started_at: core.now().toISOString(),
    finished_at: null,
    run_by: actor.name,
    totals: null,
  });
  core.changes.bump('compare');
  return mustFindRun(core, run.runId);
}

/** @throws COMPARE_RUN_NOT_FOUND */
export async function mustFindRun(core: Core, id: string): Promise<RunRow> {
  const row = await compareStore(core.log).run(id);
  if (!row) throw fail('COMPARE_RUN_NOT_FOUND', compareMessages.errors.runNotFound);
  return row;
}
