import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import {
  backfillDirect,
  getRun,
  listBackfills,
  listDefinitions,
  listDifferences,
  listGroups,
  removeDefinition,
  saveDefinition,
  startBackfill,
  startCompare,
} from '../../electron/core/compare/compare.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { openUrl, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { courtByCode } from '../../electron/core/reference/reference.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { openTestDatabase } from '../fixtures/compareTables.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let core: Core;
let actor: Actor;
let ids: Record<string, string>;

const TABLE =
  `CREATE TABLE court_case (case_id varchar(18) not null primary key, court_code integer, filed_date date,
  claim_amount decimal(16,2), updated_at timestamp, judge varchar(20), scan bytea)`.replace('bytea', 'blob');

function rowsOf(count: number): (string | number | Buffer | null)[][] {
  return Array.from({ length: count }, (_, i) => [
    `5100${String(i).padStart(6, '0')}`,
    3000 + (i % 3),
    '2026-11-20',
    i / 4,
    `2026-11-20 08:00:00.${String(i).padStart(6, '0')}`,
    i % 5 === 0 ? null : `法官${i}`,
    Buffer.from([i & 255, 0, 255]),
  ]);
}

function fillFile(name: string, rows: readonly (readonly unknown[])[]): string {
  const file = join(test.dir, `${name}.sqlite`);
  const database = new Database(file);
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO court_case VALUES (?, ?, ?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (const row of rows) insert.run(...row);
  })();
  database.close();
  return file;
}

beforeEach(async () => {
  test = await testWorkspace();
  core = test.core;
  actor = await signedIn(core, 'engineer', '李四');
  const rows = rowsOf(900);
  fillFile('source', rows);
  fillFile(
    'centre',
    rows.filter((_row, i) => i % 100 !== 7).map((row, i) => (i === 501 ? row.with(5, '改') : row)),
  );
  ids = {};
  for (const name of ['source', 'centre']) {
    const input = connectionInputSchema.parse({
      name,
      engine: 'sqlite',
      file: join(test.dir, `${name}.sqlite`),
    });
    ids[name] = (await saveConnection(core, actor, input)).id;
  }
});
afterEach(() => test.remove());

function definition(name = '立案核对') {
  return saveDefinition(core, actor, {
    name,
    sourceId: ids.source as string,
    targetId: ids.centre as string,
    table: 'court_case',
    targetTable: '',
    key: ['case_id'],
    columns: [],
    by: ['court_code'],
  });
}

async function compared(id: string) {
  const { run, job } = await startCompare(core, actor, id);
  expect(await core.jobs.wait(job.id)).toMatchObject({ state: 'succeeded' });
  return getRun(core, run.id);
}

const missingIds = Array.from({ length: 9 }, (_, i) => `5100${String(i * 100 + 7).padStart(6, '0')}`);

describe('a saved comparison', () => {
  it('runs as a job; what it found can be paged, counted by court, and outlives a change of it', async () => {
    const saved = await definition();
    const run = await compared(saved.id);
    expect(run).toMatchObject({ state: 'finished', runBy: '李四', by: ['court_code'], key: ['case_id'] });
    expect(run.totals).toMatchObject({
      missing: 9,
      extra: 0,
      different: 1,
      sourceRows: 900,
      targetRows: 891,
    });
    expect(run.totals?.credibility).toBe(98.989899);
    const missing = await listDifferences(core, { runId: run.id, kind: 'missing', offset: 2, limit: 3 });
    expect(missing.total).toBe(9);
    expect(missing.rows.map((row) => row.key[0])).toEqual(missingIds.slice(2, 5));
    const different = await listDifferences(core, { runId: run.id, kind: 'different', offset: 0, limit: 10 });
    expect(different.rows[0]?.columns).toEqual([{ name: 'judge', source: '法官506', target: '改' }]);
    const groups = await listGroups(core, { runId: run.id, offset: 0, limit: 10 });
    expect(groups.rows.map(({ names }) => names)).toEqual(
      [3000, 3001, 3002].map((code) => [courtByCode(code)?.name]),
    );
    expect(missing.rows[0]?.names).toEqual([courtByCode(Number(missing.rows[0]?.by[0]))?.name]);
    expect(groups.rows.map(({ by, missing: count }) => [by[0], count])).toEqual([
      ['3000', 3],
      ['3001', 3],
      ['3002', 3],
    ]);
    expect((await errorOf(definition())).code).toBe('COMPARE_NAME_TAKEN');
    expect((await listDefinitions(core))[0]?.lastRun?.id).toBe(run.id);
    await removeDefinition(core, actor, saved.id);
    expect(await listDefinitions(core)).toEqual([]);
    expect((await getRun(core, run.id)).totals?.missing).toBe(9);
    await definition();
  });

  it('goes on where it was when its process died, and finds nothing twice', async () => {
    const saved = await definition();
    const finished = await compared(saved.id);
    const job = await core.jobs.get(finished.jobId as string);
    const checkpoint = job?.checkpoint as { stretch: number; scan: Record<string, unknown> };
    expect(checkpoint.stretch).toBeGreaterThan(0);
    // As a kill in the middle leaves it: a checkpoint of an early stretch, and differences found behind it.
    await core
      .log('job')
      .where({ id: finished.jobId })
      .update({
        state: 'interrupted',
        checkpoint: JSON.stringify({
          stretch: 1,
          scan: { after: ['5100000450'], rowsDone: 890, rowsFetched: 10, missing: 5, extra: 0, different: 0 },
        }),
      });
    await core.log('compare_difference').where('key', '>=', '["5100000450"]').update({ stretch: 1 });
    await core.jobs.restart(actor, finished.jobId as string);
    expect((await core.jobs.wait(finished.jobId as string)).state).toBe('succeeded');
    const again = await listDifferences(core, { runId: finished.id, offset: 0, limit: 100 });
    expect(again.rows.filter(({ kind }) => kind === 'missing').map((row) => row.key[0])).toEqual(missingIds);
    expect((await getRun(core, finished.id)).totals).toMatchObject({ missing: 9, different: 1 });
  });
});

describe('back-fill', () => {
  it('needs a dry run, writes what is missing once, and leaves receipts and an audit entry', async () => {
    const saved = await definition();
    const run = await compared(saved.id);
    const input = { runId: run.id, updates: false };
    expect((await errorOf(startBackfill(core, actor, { ...input, dryRun: false }))).code).toBe(
      'COMPARE_DRY_RUN_FIRST',
    );
    const dry = await startBackfill(core, actor, { ...input, dryRun: true });
    expect((await core.jobs.wait(dry.job.id)).result).toMatchObject({ inserted: 9, present: 0 });
    expect((await compared(saved.id)).totals?.missing).toBe(9);
    const real = await startBackfill(core, actor, { ...input, dryRun: false });
    expect((await core.jobs.wait(real.job.id)).result).toMatchObject({ inserted: 9 });
    const after = await compared(saved.id);
    expect(after.totals).toMatchObject({ missing: 0, different: 1, credibility: 100 });
    const twice = await startBackfill(core, actor, { ...input, dryRun: false });
    expect((await core.jobs.wait(twice.job.id)).result).toMatchObject({ inserted: 0, present: 9 });
    expect((await listBackfills(core, run.id)).map(({ dryRun }) => dryRun)).toEqual([false, false, true]);
    expect(await core.log('compare_receipt').where({ outcome: 'inserted' }).count({ n: '*' })).toEqual([
      { n: 18 },
    ]);
    const audit = await listAudit(core, { offset: 0, limit: 50 });
    expect(audit.rows.filter(({ action }) => action === 'compare.backfill')).toHaveLength(2);
    const update = { runId: after.id, updates: true };
    const dryUpdate = await startBackfill(core, actor, { ...update, dryRun: true });
    await core.jobs.wait(dryUpdate.job.id);
    const doUpdate = await startBackfill(core, actor, { ...update, dryRun: false });
    expect((await core.jobs.wait(doUpdate.job.id)).result).toMatchObject({ updated: 1 });
    expect((await compared(saved.id)).totals).toMatchObject({ missing: 0, extra: 0, different: 0 });
  });

  it('brings every type over to another engine exactly, and is refused where the account may only read', async () => {
    const url = await createPostgresDatabase(inject('postgresUrl'), 'comparejobs');
    const centre = await openTestDatabase(url);
    await centre.run(`${TABLE.replace('blob', 'bytea')};
      CREATE ROLE compare_reader LOGIN PASSWORD 'x'; GRANT SELECT ON court_case TO compare_reader`);
    const place = new URL(url);
    place.username = 'compare_reader';
    place.password = 'x';
    const source = openUrl(`sqlite://${join(test.dir, 'source.sqlite')}`, { spawn: forkProcess });
    const reader = openUrl(place.href, { spawn: forkProcess, writable: true });
    const target = openUrl(url, { spawn: forkProcess, writable: true });
    const what = {
      table: 'court_case',
      key: ['case_id'],
      name: 'x',
      sourceId: '',
      targetId: '',
      sourceName: 's',
      targetName: '省中心',
    };
    try {
      const real = { dryRun: false, updates: false };
      const refused = await errorOf(backfillDirect(core, actor, source, reader, what, real));
      expect(refused.code).toBe('COMPARE_READ_ONLY');
      expect(refused.message).toContain('省中心');
      const first = await backfillDirect(core, actor, source, target, what, real);
      expect(first.counts).toMatchObject({ inserted: 900 });
      const second = await backfillDirect(core, actor, source, target, what, real);
      expect(second.totals).toMatchObject({ missing: 0, extra: 0, different: 0, targetRows: 900 });
    } finally {
      for (const connection of [source, reader, target]) await connection.close();
      await centre.run('DROP OWNED BY compare_reader; DROP ROLE compare_reader');
      await centre.close();
    }
  });
});
