import { asErrorData, fail, isAbort } from '../../../../shared/errors/errors.ts';
import { datacenterBackupMessages as words } from '../../../../shared/messages/datacenterBackup.ts';
import { compareOpen } from '../../compare/urls.ts';
import type { JobContext, JobKind } from '../../jobs/jobs.ts';
import type { DatacenterConnection } from '../connection.ts';
import { openConnection } from '../datacenter.ts';
import type { Value } from '../values.ts';
import { type CopyTable, copyKeys, copyRows, copyTables } from './copy.ts';
import { backupStore, type PlanRow, type TableRow } from './store.ts';

export const RUN_KIND = 'datacenter.backup';
export const RESTORE_KIND = 'datacenter.restore';
/** Rows a proof may put right in one run; more means the copy itself is broken and is told. */
const MOST_REPAIRS = 20_000;

/** Copies and restores of one plan never run side by side. */
export const planKey = (planId: string) => `backup:${planId}`;

export interface BackupParams {
  planId: string;
  name: string;
}
export interface RestoreParams extends BackupParams {
  tables: readonly string[];
}
export interface BackupResult {
  tables: number;
  rows: number;
  repaired: number;
  lacking: number;
  failed: { table: string; message: string }[];
}

/** The incremental copy. Taken up again it goes on from the marks that were committed. */
export const backupRunJob: JobKind<BackupParams, BackupResult> = {
  kind: RUN_KIND,
  title: ({ name }) => words.runTitle(name),
  resumable: true,
  exclusive: ({ planId }) => planKey(planId),
  run: runCopy,
};

/** Copies whole tables from the library back into the source: by key, nothing is deleted there. */
export const backupRestoreJob: JobKind<RestoreParams, { tables: number; rows: number }> = {
  kind: RESTORE_KIND,
  title: ({ name }) => words.restoreTitle(name),
  resumable: true,
  exclusive: ({ planId }) => planKey(planId),
  run: runRestore,
};

async function runCopy(context: JobContext<BackupParams>): Promise<BackupResult> {
  const { core, params, signal } = context;
  const store = backupStore(core.log);
  const plan = await mustFind(context);
  const rows = await store.tables(plan.id);
  const result: BackupResult = { tables: 0, rows: 0, repaired: 0, lacking: 0, failed: [] };
  const now = () => core.now().toISOString();
  const source = await openConnection(core, plan.source_id);
  const target = await openConnection(core, plan.target_id, { writable: true });
  try {
    await store.update(plan.id, { last_at: now() });
    const found = await copyTables(source, target, rows.map(specOf));
    for (const [place, table] of found.entries()) {
      signal.throwIfAborted();
      const row = rows[place] as TableRow;
      context.progress({ done: place, total: rows.length, text: table.name });
      try {
        if ('error' in table) throw table.error;
        result.rows += await copyOne(context, plan, row, table, source, target);
        context.progress({ done: place, total: rows.length, text: words.proving(table.name) });
        const proof = await prove(context, row, table, source, target);
        result.repaired += proof.repaired;
        result.lacking += proof.lacking;
        result.tables++;
      } catch (error) {
        if (isAbort(error)) throw error;
        // One table that cannot be copied does not keep the others from being fresh.
        result.failed.push({ table: table.name, message: asErrorData(error).message });
      }
    }
    if (result.tables === 0) throw fail('BACKUP_NOTHING', result.failed[0]?.message ?? words.noTables);
    const failed = result.failed.map(({ table }) => table).join('、');
    await store.update(plan.id, {
      ...(result.failed.length === 0 ? { last_success_at: now() } : {}),
      last_error: failed ? words.somePlanFailed(failed) : '',
    });
    return result;
  } catch (error) {
    if (!isAbort(error)) await store.update(params.planId, { last_error: asErrorData(error).message });
    throw error;
  } finally {
    await Promise.all([source.close(), target.close()]);
    core.changes.bump('backup');
  }
}

async function copyOne(
  context: JobContext<BackupParams>,
  plan: PlanRow,
  row: TableRow,
  table: CopyTable,
  source: DatacenterConnection,
  target: DatacenterConnection,
): Promise<number> {
  const store = backupStore(context.core.log);
  const copied = await copyRows(source, target, table, earlier(row.high_water, plan.overlap_minutes), {
    signal: context.signal,
    committed: async (rows, highWater) => {
      if (highWater !== null && (row.high_water === null || highWater > row.high_water))
        await store.updateTable(plan.id, row.name, { high_water: highWater });
      context.progress({ done: row.place, text: words.copying(row.name, rows) });
    },
  });
  await store.updateTable(plan.id, row.name, {
    copied_at: context.core.now().toISOString(),
    copied_rows: copied,
  });
  return copied;
}

/** Compares both sides exactly, copies what lacks, and keeps what is then known. */
async function prove(
  context: JobContext<BackupParams>,
  row: TableRow,
  table: CopyTable,
  source: DatacenterConnection,
  target: DatacenterConnection,
): Promise<{ repaired: number; lacking: number }> {
  const { signal, core } = context;
  const plan = { table: table.name, key: table.key };
  const answer = await compareOpen(source, target, plan, { signal });
  const lacking = [...answer.missing, ...answer.different.map(({ key }) => key)];
  const keys = lacking.slice(0, MOST_REPAIRS).map((key): Value[] => (Array.isArray(key) ? key : [key]));
  let repaired = 0;
  let proof = answer;
  if (keys.length > 0) {
    repaired = await copyKeys(source, target, table, keys, signal);
    proof = await compareOpen(source, target, plan, { signal });
  }
  const counts = await Promise.all([source, target].map((side) => countOf(side, table.name, signal)));
  await backupStore(core.log).updateTable(row.plan_id, row.name, {
    proven_at: core.now().toISOString(),
    source_rows: counts[0] ?? 0,
    target_rows: counts[1] ?? 0,
    missing: proof.missing.length,
    different: proof.different.length,
    extra: proof.extra.length,
    repaired,
  });
  return { repaired, lacking: proof.missing.length + proof.different.length };
}

async function runRestore(context: JobContext<RestoreParams>): Promise<{ tables: number; rows: number }> {
  const { core, params, signal } = context;
  const plan = await mustFind(context);
  const rows = (await backupStore(core.log).tables(plan.id)).filter(({ name }) =>
    params.tables.includes(name),
  );
  const library = await openConnection(core, plan.target_id);
  const source = await openConnection(core, plan.source_id, { writable: true });
  try {
    let total = 0;
    const found = await copyTables(
      library,
      source,
      rows.map((row) => ({ ...specOf(row), mark: '' })),
    );
    for (const [place, table] of found.entries()) {
      signal.throwIfAborted();
      if ('error' in table) throw table.error;
      total += await copyRows(library, source, table, null, {
        signal,
        committed: async (copied) =>
          context.progress({ done: place, total: found.length, text: words.copying(table.name, copied) }),
      });
    }
    return { tables: found.length, rows: total };
  } catch (error) {
    if (!isAbort(error))
      await backupStore(core.log).update(plan.id, {
        last_error: words.restoreFailed(asErrorData(error).message),
      });
    throw error;
  } finally {
    await Promise.all([library.close(), source.close()]);
    core.changes.bump('backup');
  }
}

async function mustFind({ core, params }: JobContext<BackupParams>): Promise<PlanRow> {
  const plan = await backupStore(core.log).plan(params.planId);
  if (!plan) throw fail('BACKUP_NOT_FOUND', words.notFound);
  return plan;
}

function specOf(row: TableRow): Omit<CopyTable, 'columns'> {
  return { name: row.name, key: JSON.parse(row.key) as string[], mark: row.mark };
}

async function countOf(side: DatacenterConnection, table: string, signal: AbortSignal): Promise<number> {
  const [row] = await side.query<{ total: number }>(side.builder()(table).count({ total: '*' }), [], {
    signal,
  });
  return Number(row?.total ?? 0);
}

/** The mark `minutes` before, for marks that are instants; any other mark as it is. */
function earlier(mark: string | null, minutes: number): string | null {
  if (mark === null || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(mark)) return mark;
  const at = Date.parse(`${mark.replace(' ', 'T')}Z`) - minutes * 60_000;
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
