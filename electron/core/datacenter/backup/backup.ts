import { randomUUID } from 'node:crypto';
import type {
  BackupPlan,
  BackupPlanInput,
  BackupTableInput,
} from '../../../../shared/contract/datacenterBackup.ts';
import { asErrorData, fail } from '../../../../shared/errors/errors.ts';
import { datacenterBackupMessages as words } from '../../../../shared/messages/datacenterBackup.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Actor, Core } from '../../core.ts';
import { listConnections } from '../datacenter.ts';
import { planKey, RESTORE_KIND, RUN_KIND } from './jobs.ts';
import { backupStore, type PlanRow, type TableRow } from './store.ts';

/** What is copied when a plan names no tables: those of the province-wide structure, with marks only where every change moves it. */
const PROVINCE: readonly BackupTableInput[] = [
  { name: 'court', key: ['code'], mark: '' },
  { name: 'code_item', key: ['class_code', 'code', 'version'], mark: '' },
  { name: 'court_staff', key: ['staff_id'], mark: '' },
  { name: 'lawyer', key: ['lawyer_id'], mark: '' },
  { name: 'court_case', key: ['case_id'], mark: 'updated_at' },
  { name: 'case_party', key: ['party_id'], mark: '' },
  { name: 'case_hearing', key: ['hearing_id'], mark: '' },
  { name: 'case_deduction', key: ['deduction_id'], mark: '' },
  { name: 'case_extension', key: ['extension_id'], mark: '' },
  { name: 'case_document', key: ['document_id'], mark: '' },
  { name: 'bankruptcy_case', key: ['case_id'], mark: '' },
  { name: 'efile_catalogue', key: ['catalogue_id'], mark: '' },
  // A file that was replaced keeps its time: the proof after each copy finds it and copies it again.
  { name: 'efile', key: ['file_id'], mark: 'created_at' },
  { name: 'upload_log', key: ['upload_id'], mark: 'sent_at' },
  { name: 'upload_failure', key: ['failure_id'], mark: '' },
];

export async function listBackupPlans(core: Core): Promise<BackupPlan[]> {
  const names = new Map((await listConnections(core)).map(({ id, name }) => [id, name]));
  const store = backupStore(core.log);
  const plans = await store.plans();
  return Promise.all(
    plans.map(async (plan) => ({
      ...present(plan, await store.tables(plan.id), names),
      jobId: (await core.jobs.holder(planKey(plan.id))) ?? null,
    })),
  );
}

/** Creates a plan, or changes the one named by `id`. @throws BACKUP_NOT_FOUND, BACKUP_NAME_TAKEN, BACKUP_CONNECTIONS */
export async function saveBackupPlan(core: Core, actor: Actor, input: BackupPlanInput): Promise<BackupPlan> {
  const store = backupStore(core.log);
  const before = input.id === undefined ? undefined : await mustFind(core, input.id);
  const sameName = await store.named(input.name);
  if (sameName && sameName.id !== before?.id)
    throw fail('BACKUP_NAME_TAKEN', words.nameTaken(input.name), { field: 'name' });
  if (input.sourceId === input.targetId) throw fail('BACKUP_CONNECTIONS', words.same, { field: 'targetId' });
  const known = new Set((await listConnections(core)).map(({ id }) => id));
  if (!known.has(input.sourceId) || !known.has(input.targetId))
    throw fail('BACKUP_CONNECTIONS', words.connectionGone, { field: 'sourceId' });
  const id = before?.id ?? randomUUID();
  const moved =
    before !== undefined && (before.source_id !== input.sourceId || before.target_id !== input.targetId);
  const tables = input.tables.length > 0 ? input.tables : PROVINCE;
  await store.save(
    {
      id,
      name: input.name,
      source_id: input.sourceId,
      target_id: input.targetId,
      every_minutes: input.everyMinutes,
      overlap_minutes: input.overlapMinutes,
      enabled: input.enabled ? 1 : 0,
      changed_by: actor.name,
      changed_at: core.now().toISOString(),
    },
    tables.map(({ name, key, mark }) => ({ name, key: JSON.stringify(key), mark })),
    moved,
  );
  await appendAudit(core, actor, before ? 'backup.change' : 'backup.add', id, {
    name: input.name,
    source: input.sourceId,
    target: input.targetId,
    tables: tables.map(({ name }) => name),
  });
  core.changes.bump('backup');
  return findPresent(core, id);
}

/** @throws BACKUP_NOT_FOUND */
export async function removeBackupPlan(core: Core, actor: Actor, id: string): Promise<{ removed: boolean }> {
  const { name } = await mustFind(core, id);
  const removed = await backupStore(core.log).remove(id);
  await appendAudit(core, actor, 'backup.remove', id, { name });
  core.changes.bump('backup');
  return { removed };
}

/** Starts an incremental copy with its proof; the schedule's next turn is an interval later. @throws BACKUP_NOT_FOUND, JOB_ALREADY_RUNNING */
export async function runBackup(core: Core, actor: Actor, id: string): Promise<{ jobId: string }> {
  const { name, every_minutes } = await mustFind(core, id);
  const job = await core.jobs.start(actor, RUN_KIND, { planId: id, name });
  await backupStore(core.log).update(id, { next_at: core.now().getTime() + every_minutes * 60_000 });
  await appendAudit(core, actor, 'backup.run', id, { name });
  return { jobId: job.id };
}

/** Starts copying tables from the library back into the source. @throws BACKUP_NOT_FOUND, BACKUP_TABLE_UNKNOWN */
export async function restoreBackup(
  core: Core,
  actor: Actor,
  input: { id: string; tables: readonly string[]; reason: string },
): Promise<{ jobId: string }> {
  const { name } = await mustFind(core, input.id);
  const known = new Set((await backupStore(core.log).tables(input.id)).map((table) => table.name));
  const unknown = input.tables.find((table) => !known.has(table));
  if (unknown !== undefined) throw fail('BACKUP_TABLE_UNKNOWN', words.unknownTable(unknown));
  const job = await core.jobs.start(actor, RESTORE_KIND, { planId: input.id, name, tables: input.tables });
  await appendAudit(core, actor, 'backup.restore', input.id, {
    name,
    tables: input.tables,
    reason: input.reason,
  });
  return { jobId: job.id };
}

/** For the check sheet: the oldest last success in hours and the rows that lack, over all enabled plans. */
export async function backupLibraryReading(
  core: Core,
): Promise<{ plans: number; ageHours: number | null; lacking: number | null; text: string }> {
  const plans = (await listBackupPlans(core)).filter((plan) => plan.enabled);
  if (plans.length === 0) return { plans: 0, ageHours: null, lacking: null, text: words.check.none };
  const ages = plans.map(({ lastSuccessAt }) =>
    lastSuccessAt === null ? null : (core.now().getTime() - Date.parse(lastSuccessAt)) / 3_600_000,
  );
  const ageHours = ages.includes(null) ? null : Math.round(Math.max(...ages.map(Number)) * 10) / 10;
  const tables = plans.flatMap((plan) => plan.tables);
  const proven = tables.filter((table) => table.missing !== null);
  const lacking =
    proven.length === 0
      ? null
      : proven.reduce((sum, table) => sum + (table.missing ?? 0) + (table.different ?? 0), 0);
  const age = ageHours === null ? words.check.never : words.check.fresh(ageHours);
  return {
    plans: plans.length,
    ageHours,
    lacking,
    text: lacking === null ? age : `${age}，${words.check.lacking(lacking)}`,
  };
}

/** Starts the plans that are due; several processes share the turns. @returns ids of the plans started */
export async function startDueBackups(core: Core, actor: Actor): Promise<string[]> {
  const store = backupStore(core.log);
  const started: string[] = [];
  for (const plan of await store.plans()) {
    const now = core.now().getTime();
    if (!(await store.claim(plan.id, now, now + plan.every_minutes * 60_000))) continue;
    try {
      await core.jobs.start(actor, RUN_KIND, { planId: plan.id, name: plan.name });
      started.push(plan.id);
    } catch (error) {
      // Somebody copies or restores this plan by hand just now: its turn is over, the other plans have theirs.
      if (asErrorData(error).code !== 'JOB_ALREADY_RUNNING') throw error;
    }
  }
  return started;
}

async function mustFind(core: Core, id: string): Promise<PlanRow> {
  const plan = await backupStore(core.log).plan(id);
  if (!plan) throw fail('BACKUP_NOT_FOUND', words.notFound);
  return plan;
}

async function findPresent(core: Core, id: string): Promise<BackupPlan> {
  const found = (await listBackupPlans(core)).find((plan) => plan.id === id);
  if (!found) throw fail('BACKUP_NOT_FOUND', words.notFound);
  return found;
}

function present(
  plan: PlanRow,
  tables: readonly TableRow[],
  names: ReadonlyMap<string, string>,
): Omit<BackupPlan, 'jobId'> {
  return {
    id: plan.id,
    name: plan.name,
    sourceId: plan.source_id,
    sourceName: names.get(plan.source_id) ?? '',
    targetId: plan.target_id,
    targetName: names.get(plan.target_id) ?? '',
    everyMinutes: plan.every_minutes,
    overlapMinutes: plan.overlap_minutes,
    enabled: plan.enabled === 1,
    lastAt: plan.last_at,
    lastSuccessAt: plan.last_success_at,
    lastError: plan.last_error,
    completeness: completeness(tables),
    tables: tables.map((table) => ({
      name: table.name,
      key: JSON.parse(table.key) as string[],
      mark: table.mark,
      highWater: table.high_water,
      copiedAt: table.copied_at,
      copiedRows: table.copied_rows,
      provenAt: table.proven_at,
      sourceRows: table.source_rows,
      targetRows: table.target_rows,
      missing: table.missing,
      different: table.different,
      extra: table.extra,
      repaired: table.repaired,
    })),
  };
}

/** Cut, not rounded: 99.99 % is not complete. */
function completeness(tables: readonly TableRow[]): number | null {
  const proven = tables.filter((table) => table.source_rows !== null);
  if (proven.length === 0) return null;
  const rows = proven.reduce((sum, table) => sum + (table.source_rows ?? 0), 0);
  const lacking = proven.reduce((sum, table) => sum + (table.missing ?? 0) + (table.different ?? 0), 0);
  return rows === 0 ? 100 : Math.floor(((rows - lacking) / rows) * 10_000) / 100;
}
