import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import {
  backupLibraryReading,
  listBackupPlans,
  removeBackupPlan,
  restoreBackup,
  runBackup,
  saveBackupPlan,
  startDueBackups,
} from '../../electron/core/datacenter/backup/backup.ts';
import { backupStore } from '../../electron/core/datacenter/backup/store.ts';
import { openConnection, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { migrateStructure } from '../../electron/core/datacenter/structure.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { backupPlanInputSchema } from '../../shared/contract/datacenterBackup.ts';
import { startOps } from '../support/consoleProcess.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let centre: string;
let library: string;
let planId: string;

const TABLES = [
  { name: 'court_case', key: ['case_id'], mark: 'updated_at' },
  { name: 'code_item', key: ['class_code', 'code', 'version'], mark: '' },
  { name: 'efile', key: ['file_id'], mark: 'created_at' },
];

beforeAll(async () => {
  workspace = await testWorkspace();
  core = workspace.core;
  engineer = await signedIn(core, 'engineer');
  new Database(join(workspace.dir, 'library.sqlite')).close();
  const save = async (name: string, url: string) =>
    (await saveConnection(core, engineer, connectionInputSchema.parse({ ...parseDatabaseUrl(url), name })))
      .id;
  centre = await save('集中库', await createPostgresDatabase(inject('postgresUrl'), 'ops_central'));
  library = await save('备份库', `sqlite://${join(workspace.dir, 'library.sqlite')}`);
  for (const id of [centre, library]) {
    const connection = await openConnection(core, id, { writable: true });
    await migrateStructure(connection, { now: new Date() });
    await connection.close();
  }
  await change(
    `INSERT INTO court_case (case_id, case_number, court_code, status, claim_amount, received_date, updated_at)
     SELECT lpad(g::text, 15, '0'), '（2026）川01民初' || g || '号', 2401, 1, g * 1.25, date '2026-01-01' + g % 300,
       timestamp '2026-11-01 00:00:00' + g * interval '1 minute' FROM generate_series(1, 3000) g`,
    "INSERT INTO court_case (case_id, status) VALUES ('无更新时间', 1)",
    "INSERT INTO code_item VALUES ('00003', '性别', '1', '男性', '09/15'), ('00003', '性别', '2', '女性', '09/15')",
    "INSERT INTO efile (file_id, case_id, court_code, created_at, content) SELECT g::text, '1', 2401, timestamp '2026-11-20 08:00:00' - CASE WHEN g = 7 THEN interval '1 day' ELSE interval '0' END, decode(repeat('00ff27', 2000), 'hex') FROM generate_series(1, 40) g",
  );
  const plan = await saveBackupPlan(
    core,
    engineer,
    backupPlanInputSchema.parse({ name: '集中库备份', sourceId: centre, targetId: library, tables: TABLES }),
  );
  planId = plan.id;
}, 60_000);
afterAll(() => workspace?.remove());

async function change(...statements: string[]): Promise<void> {
  const connection = await openConnection(core, centre, { writable: true });
  await connection.write(async (writer) => {
    for (const sql of statements) await writer.execute(sql);
  });
  await connection.close();
}

async function runOnce() {
  const { jobId } = await runBackup(core, engineer, planId);
  const job = await core.jobs.wait(jobId);
  expect(job.error).toBeNull();
  const [plan] = await listBackupPlans(core);
  return { result: job.result as { rows: number; repaired: number; lacking: number }, plan };
}

it('copies everything once, then only what changed, proves it, and mends what the mark does not show', async () => {
  const first = await runOnce();
  expect(first.result).toMatchObject({ rows: 3043, repaired: 0, lacking: 0 });
  expect(first.plan).toMatchObject({ completeness: 100, lastError: '' });
  expect(first.plan?.tables[0]).toMatchObject({
    sourceRows: 3001,
    targetRows: 3001,
    missing: 0,
    different: 0,
  });

  await change(
    "UPDATE court_case SET status = 2, updated_at = '2026-11-22 09:00:00' WHERE case_id = lpad('17', 15, '0')",
    // Neither moves the mark: only the proof can find them.
    "UPDATE court_case SET claim_amount = 1 WHERE case_id = lpad('5', 15, '0')",
    "UPDATE efile SET content = '\\x01' WHERE file_id = '7'",
    "DELETE FROM court_case WHERE case_id = lpad('9', 15, '0')",
  );
  const second = await runOnce();
  expect(second.result.rows).toBeLessThan(70);
  expect(second.result).toMatchObject({ repaired: 2, lacking: 0 });
  expect(second.plan?.tables[0]).toMatchObject({ missing: 0, different: 0, extra: 1, repaired: 1 });
  const third = await runOnce();
  expect(third.result).toMatchObject({ repaired: 0, lacking: 0 });
  expect(await backupLibraryReading(core)).toMatchObject({ plans: 1, lacking: 0, ageHours: 0 });
});

it('restores what the source lost, into the real source, with a reason', async () => {
  await change('DELETE FROM court_case', 'DELETE FROM efile');
  const refused = await errorOf(
    restoreBackup(core, engineer, { id: planId, tables: ['nothing'], reason: '来源损坏，回填' }),
  );
  expect(refused.code).toBe('BACKUP_TABLE_UNKNOWN');
  const { jobId } = await restoreBackup(core, engineer, {
    id: planId,
    tables: ['court_case', 'efile'],
    reason: '来源损坏，回填',
  });
  expect((await core.jobs.wait(jobId)).result).toEqual({ tables: 2, rows: 3041 });
  const source = await openConnection(core, centre);
  expect(
    await source.query(
      'SELECT count(*) AS n, sum(claim_amount) AS s, max(received_date) AS d FROM court_case',
    ),
  ).toEqual([{ n: 3001, s: 5_626_875 - 6.25 + 1, d: '2026-10-27' }]);
  expect(
    await source.query("SELECT length(content) AS n FROM efile WHERE file_id IN ('7', '8') ORDER BY file_id"),
  ).toEqual([{ n: 1 }, { n: 6000 }]);
  await source.close();
  const after = await runOnce();
  expect(after.plan?.tables[0]).toMatchObject({ missing: 0, different: 0, extra: 0 });
  const audit = await listAudit(core, { offset: 0, limit: 50 });
  expect(JSON.stringify(audit.rows.find((row) => row.action === 'backup.restore'))).toContain('来源损坏');
});

it('a table that cannot be copied is told and does not keep the others', async () => {
  const target = await openConnection(core, library, { writable: true });
  await target.write((writer) => writer.execute('DROP TABLE efile'));
  await target.close();
  const { jobId } = await runBackup(core, engineer, planId);
  const job = await core.jobs.wait(jobId);
  expect(job.result).toMatchObject({ tables: 2, failed: [{ table: 'efile' }] });
  const [plan] = await listBackupPlans(core);
  expect(plan?.lastError).toContain('efile');
  const restore = await restoreBackup(core, engineer, { id: planId, tables: ['efile'], reason: '回填' });
  expect((await core.jobs.wait(restore.jobId)).state).toBe('failed');
  expect((await listBackupPlans(core))[0]?.lastError).toMatch(/^还原没有完成：.*efile/);
});

it('a run by hand is this turn of the schedule, is seen while it runs, and keeps no other plan from its turn', async () => {
  const second = await saveBackupPlan(
    core,
    engineer,
    backupPlanInputSchema.parse({ name: '另一计划', sourceId: centre, targetId: library, tables: TABLES }),
  );
  const { jobId } = await runBackup(core, engineer, planId);
  expect((await listBackupPlans(core)).find(({ id }) => id === planId)?.jobId).toBe(jobId);
  // Its turn comes all the same, as when the interval is shorter than the run.
  await backupStore(core.log).update(planId, { next_at: 0 });
  expect(await startDueBackups(core, engineer)).toEqual([second.id]);
  for (const { id } of (await core.jobs.list({ offset: 0, limit: 5, states: ['running'] })).rows)
    await core.jobs.wait(id);
  expect((await listBackupPlans(core)).map((plan) => plan.jobId)).toEqual([null, null]);
  expect(await startDueBackups(core, engineer)).toEqual([]);
  await removeBackupPlan(core, engineer, second.id);
});

it('a plan is started by the schedule once, refuses the same place twice, and keeps its marks when renamed', async () => {
  const other = await workspace.again();
  await backupStore(core.log).update(planId, { next_at: 0 });
  const started = await Promise.all([startDueBackups(core, engineer), startDueBackups(other, engineer)]);
  expect(started.flat()).toEqual([planId]);
  for (const each of [core, other])
    for (const job of (await each.jobs.list({ offset: 0, limit: 5, states: ['running'] })).rows)
      await each.jobs.wait(job.id);
  const twice = backupPlanInputSchema.parse({ name: '二', sourceId: centre, targetId: centre });
  expect((await errorOf(saveBackupPlan(core, engineer, twice))).code).toBe('BACKUP_CONNECTIONS');
  const renamed = await saveBackupPlan(
    core,
    engineer,
    backupPlanInputSchema.parse({
      id: planId,
      name: '改名',
      sourceId: centre,
      targetId: library,
      tables: TABLES,
    }),
  );
  expect(renamed.tables[0]?.highWater).toBe('2026-11-22 09:00:00');
});

it('killed in the middle of a copy, goes on from what was committed and ends whole', async () => {
  const rows = 40_000;
  await change(
    `INSERT INTO court_case (case_id, status, updated_at)
     SELECT '9' || lpad(g::text, 14, '0'), 1, timestamp '2026-11-23 00:00:00' + g * interval '1 second' FROM generate_series(1, ${rows}) g`,
  );
  await saveBackupPlan(
    core,
    engineer,
    backupPlanInputSchema.parse({
      id: planId,
      name: '改名',
      sourceId: centre,
      targetId: library,
      tables: TABLES.slice(0, 1),
    }),
  );
  const child = startOps('datacenter', 'backup', '--run', '改名', '--workspace', workspace.dir);
  const markNow = async () =>
    (await listBackupPlans(core)).find(({ id }) => id === planId)?.tables[0]?.highWater ?? '';
  await expect.poll(markNow, { timeout: 30_000, interval: 20 }).toMatch(/^2026-11-23/);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const mark = await markNow();
  const copied = async () => {
    const target = await openConnection(core, library);
    const [row] = await target.query<{ n: number; last: string }>(
      "SELECT COUNT(*) AS n, MAX(updated_at) AS last FROM court_case WHERE case_id LIKE '9%'",
    );
    await target.close();
    return row;
  };
  const half = await copied();
  expect(half?.n).toBeLessThan(rows);
  // What is marked as copied is there: the page may be committed before its mark, never after.
  expect(String(half?.last) >= mark).toBe(true);

  const [job] = (await core.jobs.list({ offset: 0, limit: 1, states: ['running'] })).rows;
  await core.log('job').where({ id: job?.id }).update({ lease_until: 1 });
  const next = await workspace.again();
  await next.jobs.resume();
  const ended = await next.jobs.wait(job?.id ?? '');
  expect(ended).toMatchObject({ state: 'succeeded', result: { lacking: 0, repaired: 0 } });
  expect((ended.result as { rows: number }).rows).toBeLessThan(rows + 700 - Number(half?.n) + 500);
  expect(await copied()).toMatchObject({ n: rows });
  expect((await listBackupPlans(next))[0]).toMatchObject({ completeness: 100 });
});
