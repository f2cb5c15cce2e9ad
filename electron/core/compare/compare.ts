import { randomUUID } from 'node:crypto';
import type {
  CompareDefinition,
  CompareDefinitionInput,
  CompareDifference,
  CompareGroup,
  CompareRun,
} from '../../../shared/contract/compare.ts';
import { credibility } from '../../../shared/domain/credibility.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { listConnections } from '../datacenter/datacenter.ts';
import type { JobRecord } from '../jobs/job.ts';
import { referenceOn } from '../standards/inForce.ts';
import { columnNames } from './columnNames.ts';
import { courtNames } from './courtNames.ts';
import type { PlanInput } from './plan.ts';
import type { CompareTotals } from './run.ts';
import { ensureRun, mustFindRun, type RunDefinition } from './runs.ts';
import { compareStore, type DefinitionRow, type RunRow } from './store.ts';

export { listBackfills, startBackfill } from './backfill.ts';
export { backfillDirect } from './direct.ts';
export { backfillJob, compareJob } from './jobs.ts';
export { compareUrls } from './urls.ts';

const words = compareMessages.errors;

export async function listDefinitions(core: Core): Promise<CompareDefinition[]> {
  const store = compareStore(core.log);
  const names = await connectionNames(core);
  const rows = await store.definitions();
  return Promise.all(rows.map(async (row) => presentDefinition(row, names, await store.lastRun(row.id))));
}

/** Creates a comparison, or changes the one named by `id`. @throws COMPARE_NAME_TAKEN, COMPARE_NOT_FOUND, DATACENTER_NOT_FOUND */
export async function saveDefinition(
  core: Core,
  actor: Actor,
  input: CompareDefinitionInput,
): Promise<CompareDefinition> {
  const store = compareStore(core.log);
  if (input.id !== undefined) await mustFindDefinition(core, input.id);
  const sameName = await store.definitionNamed(input.name);
  if (sameName && sameName.id !== input.id) throw fail('COMPARE_NAME_TAKEN', words.nameTaken(input.name));
  const names = await connectionNames(core);
  for (const id of [input.sourceId, input.targetId]) {
    if (!names.has(id)) throw fail('COMPARE_CONNECTION_GONE', words.connectionGone);
  }
  const row: DefinitionRow = {
    id: input.id ?? randomUUID(),
    name: input.name,
    source_id: input.sourceId,
    target_id: input.targetId,
    table: input.table,
    target_table: input.targetTable,
    columns: JSON.stringify({ key: input.key, columns: input.columns, by: input.by }),
    updated_at: core.now().toISOString(),
    updated_by: actor.name,
    removed_at: null,
  };
  await store.saveDefinition(row);
  await appendAudit(core, actor, input.id ? 'compare.change' : 'compare.add', row.id, {
    name: row.name,
    table: row.table,
    source: names.get(row.source_id),
    target: names.get(row.target_id),
  });
  core.changes.bump('compare');
  return presentDefinition(row, names, await store.lastRun(row.id));
}

/** Its runs stay in the log. @throws COMPARE_NOT_FOUND */
export async function removeDefinition(core: Core, actor: Actor, id: string): Promise<{ removed: boolean }> {
  const row = await mustFindDefinition(core, id);
  const removed = await compareStore(core.log).removeDefinition(id, core.now().toISOString());
  await appendAudit(core, actor, 'compare.remove', id, { name: row.name });
  core.changes.bump('compare');
  return { removed };
}

/** Starts a saved comparison as a job. @throws COMPARE_NOT_FOUND, JOB_ALREADY_RUNNING */
export async function startCompare(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ run: CompareRun; job: JobRecord }> {
  const row = await mustFindDefinition(core, id);
  const names = await connectionNames(core);
  const definition: RunDefinition = {
    name: row.name,
    sourceId: row.source_id,
    targetId: row.target_id,
    sourceName: names.get(row.source_id) ?? '',
    targetName: names.get(row.target_id) ?? '',
    ...planInputOf(row),
  };
  const runId = randomUUID();
  const job = await core.jobs.start(actor, 'compare.run', { runId, definitionId: id, definition });
  await appendAudit(core, actor, 'compare.run', runId, { name: row.name, table: row.table });
  return { run: runOf(await ensureRun(core, actor, job.id, { runId, definitionId: id, definition })), job };
}

export async function listRuns(core: Core, definitionId: string, page: { offset: number; limit: number }) {
  const { rows, total } = await compareStore(core.log).runs(definitionId, page.offset, page.limit);
  return { total, rows: rows.map((row) => runOf(row)) };
}

/** @throws COMPARE_RUN_NOT_FOUND */
export async function getRun(core: Core, id: string): Promise<CompareRun> {
  return runOf(await mustFindRun(core, id));
}

/** What a run found, page by page; also while it goes on. */
export async function listDifferences(
  core: Core,
  input: { runId: string; kind?: CompareDifference['kind']; offset: number; limit: number },
): Promise<{ total: number; rows: CompareDifference[] }> {
  const { rows, total } = await compareStore(core.log).differences(
    input.runId,
    input.kind,
    input.offset,
    input.limit,
  );
  const namesOf = await groupNaming(core, input.runId);
  return {
    total,
    rows: rows.map((row) => {
      const by = JSON.parse(row.group_values) as (string | null)[];
      return {
        id: row.id,
        kind: row.kind as CompareDifference['kind'],
        key: JSON.parse(row.key) as string[],
        by,
        names: namesOf(by),
        columns: row.columns === null ? [] : (JSON.parse(row.columns) as CompareDifference['columns']),
      };
    }),
  };
}

export async function listGroups(
  core: Core,
  input: { runId: string; offset: number; limit: number },
): Promise<{ total: number; rows: CompareGroup[] }> {
  const { rows, total } = await compareStore(core.log).groups(input.runId, input.offset, input.limit);
  const namesOf = await groupNaming(core, input.runId);
  return {
    total,
    rows: rows.map(({ group_values, source, target, missing, extra, different }) => {
      const by = JSON.parse(group_values) as (string | null)[];
      return {
        by,
        names: namesOf(by),
        source,
        target,
        missing,
        extra,
        different,
        credibility: credibility(target, { missing, extra }),
      };
    }),
  };
}

/** Courts are named as they were on the day of the run. */
async function groupNaming(core: Core, runId: string) {
  const run = await compareStore(core.log).run(runId);
  if (!run) return (by: readonly (string | null)[]) => by.map(() => null);
  const reference = await referenceOn(core, beijingDay(run.started_at));
  const columns = ((JSON.parse(run.definition) as RunDefinition).by ?? []).map(leftName);
  return (by: readonly (string | null)[]) => courtNames(reference, columns, by);
}

async function mustFindDefinition(core: Core, id: string): Promise<DefinitionRow> {
  const row = await compareStore(core.log).definition(id);
  if (!row) throw fail('COMPARE_NOT_FOUND', words.notFound);
  return row;
}

async function connectionNames(core: Core): Promise<Map<string, string>> {
  return new Map((await listConnections(core)).map((connection) => [connection.id, connection.name]));
}

interface SavedColumns {
  key: string[];
  columns: string[];
  by: string[];
}

function planInputOf(row: DefinitionRow): PlanInput {
  const { key, columns, by } = JSON.parse(row.columns) as SavedColumns;
  return {
    table: row.table,
    ...(row.target_table ? { targetTable: row.target_table } : {}),
    key,
    ...(columns.length > 0 ? { columns } : {}),
    ...(by.length > 0 ? { by } : {}),
  };
}

function presentDefinition(
  row: DefinitionRow,
  names: ReadonlyMap<string, string>,
  lastRun: RunRow | undefined,
): CompareDefinition {
  return {
    id: row.id,
    name: row.name,
    sourceId: row.source_id,
    targetId: row.target_id,
    sourceName: names.get(row.source_id) ?? '',
    targetName: names.get(row.target_id) ?? '',
    table: row.table,
    targetTable: row.target_table,
    ...(JSON.parse(row.columns) as SavedColumns),
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    lastRun: lastRun ? runOf(lastRun) : null,
  };
}

function runOf(row: RunRow): CompareRun {
  const definition = JSON.parse(row.definition) as RunDefinition;
  return {
    id: row.id,
    definitionId: row.definition_id,
    jobId: row.job_id,
    state: row.state as CompareRun['state'],
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    runBy: row.run_by,
    totals: row.totals === null ? null : (JSON.parse(row.totals) as CompareTotals),
    key: definition.key.map(leftName),
    by: (definition.by ?? []).map(leftName),
    columnNames: columnNames(definition.targetTable, definition.table),
    sourceName: definition.sourceName,
    targetName: definition.targetName,
    table: definition.table,
  };
}

/** The source's name of `source=target`. */
function leftName(column: string): string {
  return (column.split('=')[0] ?? column).trim().toLowerCase();
}
