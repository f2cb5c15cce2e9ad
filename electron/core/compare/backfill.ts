import { randomUUID } from 'node:crypto';
import type { CompareBackfill } from '../../../shared/contract/compare.ts';
import { fail, OpsError } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { type DatacenterConnection, openConnection } from '../datacenter/datacenter.ts';
import type { JobRecord } from '../jobs/job.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { makePlan, type Plan } from './plan.ts';
import { type Receipt, readRows, writeRows } from './rewrite.ts';
import { mustFindRun, type RunDefinition } from './runs.ts';
import { type BackfillRow, compareStore } from './store.ts';

const words = compareMessages;

/** Rows of one transaction in the centre. */
const BATCH_ROWS = 200;

export interface BackfillParams {
  backfillId: string;
  runId: string;
  name: string;
  dryRun: boolean;
  /** Differing rows are overwritten with the source's too. */
  updates: boolean;
  definition: RunDefinition;
}

export interface BackfillCounts {
  inserted: number;
  updated: number;
  present: number;
  gone: number;
}

/**
 * Starts writing a finished run's missing rows into the centre. The real one needs a dry run of the same first.
 * @throws COMPARE_RUN_NOT_FOUND, COMPARE_RUN_UNFINISHED, COMPARE_DRY_RUN_FIRST, COMPARE_NOTHING_MISSING, JOB_ALREADY_RUNNING
 */
export async function startBackfill(
  core: Core,
  actor: Actor,
  input: { runId: string; dryRun: boolean; updates: boolean },
): Promise<{ backfill: CompareBackfill; job: JobRecord }> {
  const store = compareStore(core.log);
  const run = await mustFindRun(core, input.runId);
  if (run.state !== 'finished') throw fail('COMPARE_RUN_UNFINISHED', words.errors.runUnfinished);
  const kinds = kindsOf(input.updates);
  if ((await store.differencesAfter(run.id, kinds, 0, 1)).length === 0) {
    throw fail('COMPARE_NOTHING_MISSING', words.errors.nothingMissing);
  }
  const before = await store.backfills(run.id);
  const rehearsed = before.some(
    (each) => each.dry_run === 1 && each.state === 'finished' && each.updates === Number(input.updates),
  );
  if (!input.dryRun && !rehearsed) throw fail('COMPARE_DRY_RUN_FIRST', words.errors.dryRunFirst);
  const definition = JSON.parse(run.definition) as RunDefinition;
  const params: BackfillParams = {
    backfillId: randomUUID(),
    runId: run.id,
    name: definition.name,
    dryRun: input.dryRun,
    updates: input.updates,
    definition,
  };
  const job = await core.jobs.start(actor, 'compare.backfill', params);
  return { backfill: present(await ensureBackfill(core, actor, job.id, params)), job };
}

export async function listBackfills(core: Core, runId: string): Promise<CompareBackfill[]> {
  return (await compareStore(core.log).backfills(runId)).map(present);
}

/** The job: batches of missing (and differing) rows, each one transaction, each row with its receipt. */
export async function runBackfill(context: JobContext<BackfillParams>): Promise<BackfillCounts> {
  const { core, actor, params, signal } = context;
  const { definition } = params;
  await ensureBackfill(core, actor, context.jobId, params);
  const source = await openConnection(core, definition.sourceId);
  const target = await openConnection(core, definition.targetId, { writable: !params.dryRun });
  try {
    return await backfillAll(core, actor, source, target, params, {
      after: (context.checkpoint as { after: number } | undefined | null)?.after ?? 0,
      done: async (after, done, total) => {
        await context.saveCheckpoint({ after });
        context.progress({ done, total, text: words.progress.backfilling(done, total) });
      },
      signal,
    });
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** All rows behind `after`, batch by batch, with receipts and at the end the audit entry. */
export async function backfillAll(
  core: Core,
  actor: Actor,
  source: DatacenterConnection,
  target: DatacenterConnection,
  params: BackfillParams,
  going: {
    after: number;
    done: (after: number, done: number, total: number) => Promise<void>;
    signal?: AbortSignal;
  },
): Promise<BackfillCounts> {
  const { definition } = params;
  const { signal } = going;
  const store = compareStore(core.log);
  const run = await mustFindRun(core, params.runId);
  const found: BackfillTotals =
    run.totals === null ? { missing: 0, different: 0 } : (JSON.parse(run.totals) as BackfillTotals);
  const total = found.missing + (params.updates ? found.different : 0);
  const plan = await makePlan(source, target, definition, signal);
  let { after } = going;
  for (let done = 0; ; ) {
    signal?.throwIfAborted();
    const rows = await store.differencesAfter(params.runId, kindsOf(params.updates), after, BATCH_ROWS);
    if (rows.length === 0) break;
    const receipts = await backfillRows(
      source,
      target,
      plan,
      rows.map((row) => ({ key: JSON.parse(row.key) as string[], update: row.kind === 'different' })),
      { dryRun: params.dryRun, targetName: definition.targetName, signal },
    );
    await store.addReceipts(
      params.backfillId,
      receipts.map(({ key, outcome }) => ({ key: JSON.stringify(key), outcome })),
      core.now().toISOString(),
    );
    after = rows.at(-1)?.id ?? after;
    done += rows.length;
    await going.done(after, done, total);
  }
  await store.setBackfill(params.backfillId, { state: 'finished', finished_at: core.now().toISOString() });
  const row = (await store.backfill(params.backfillId)) as BackfillRow;
  const counts = { inserted: row.inserted, updated: row.updated, present: row.present, gone: row.gone };
  const action = params.dryRun ? 'compare.backfillDryRun' : 'compare.backfill';
  await appendAudit(core, actor, action, params.runId, {
    name: params.name,
    target: definition.targetName,
    table: definition.targetTable ?? definition.table,
    ...counts,
  });
  core.changes.bump('compare');
  return counts;
}

/**
 * Brings some rows of the source into the target in one transaction: what is there already stays (or, with `update`, is
 * overwritten), so doing it twice changes nothing. A dry run reads and writes nothing.
 * @throws COMPARE_READ_ONLY, those of the connections
 */
export async function backfillRows(
  source: DatacenterConnection,
  target: DatacenterConnection,
  plan: Plan,
  wanted: readonly { key: string[]; update: boolean }[],
  options: { dryRun: boolean; targetName: string; signal?: AbortSignal },
): Promise<Receipt[]> {
  const rows = await readRows(source, plan, wanted, options.signal);
  try {
    return await writeRows(target, plan, wanted, rows, options);
  } catch (error) {
    const code = error instanceof OpsError ? error.data.code : '';
    if (!['DATACENTER_READ_ONLY', 'DATACENTER_NO_RIGHT', 'DATACENTER_FILE_RIGHTS'].includes(code))
      throw error;
    throw fail('COMPARE_READ_ONLY', words.errors.readOnly(options.targetName), undefined, error);
  }
}

interface BackfillTotals {
  missing: number;
  different: number;
}

function kindsOf(updates: boolean): string[] {
  return updates ? ['missing', 'different'] : ['missing'];
}

/** The back-fill's row, written once. */
export async function ensureBackfill(
  core: Core,
  actor: Actor,
  jobId: string | null,
  params: BackfillParams,
): Promise<BackfillRow> {
  const store = compareStore(core.log);
  const row: BackfillRow = {
    id: params.backfillId,
    run_id: params.runId,
    job_id: jobId,
    dry_run: Number(params.dryRun),
    updates: Number(params.updates),
    state: 'running',
    started_at: core.now().toISOString(),
    finished_at: null,
    run_by: actor.name,
    inserted: 0,
    updated: 0,
    present: 0,
    gone: 0,
  };
  await store.addBackfill(row);
  core.changes.bump('compare');
  return (await store.backfill(params.backfillId)) ?? row;
}

function present(row: BackfillRow): CompareBackfill {
  return {
    id: row.id,
    runId: row.run_id,
    jobId: row.job_id,
    dryRun: row.dry_run === 1,
    updates: row.updates === 1,
    state: row.state as CompareBackfill['state'],
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    runBy: row.run_by,
    inserted: row.inserted,
    updated: row.updated,
    present: row.present,
    gone: row.gone,
  };
}
