import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { listAudit, verifyAudit } from '../../electron/core/audit/audit.ts';
import {
  approveChange,
  findChange,
  predictChange,
  printChange,
  removeChange,
  reviewChange,
  saveChange,
  startExecution,
  startUndo,
  submitChange,
} from '../../electron/core/changeorder/changeorder.ts';
import { imagePath } from '../../electron/core/changeorder/image.ts';
import { changeorderStore } from '../../electron/core/changeorder/store.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { openUrl } from '../../electron/core/datacenter/datacenter.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { saveCentre } from '../support/centre.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import {
  errorOf,
  signedIn,
  type TestWorkspace,
  temporaryFolder,
  testWorkspace,
} from '../support/workspace.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const mariadbUrl = inject('mariadbUrl');
const ENGINES = mariadbUrl ? (['sqlite', 'postgres', 'mysql'] as const) : (['sqlite', 'postgres'] as const);
const BLOB = { sqlite: 'blob', postgres: 'bytea', mysql: 'longblob' } as const;
const TIME = { sqlite: 'text', postgres: 'timestamp(6)', mysql: 'datetime(6)' } as const;

describe.each(ENGINES)('%s', (engine) => {
  let workspace: TestWorkspace;
  let core: Core;
  let author: Actor;
  let manager: Actor;
  let supervisor: Actor;
  let connectionId: string;
  let url: string;

  const onDatabase = async <T>(
    work: (run: (sql: string) => Promise<number>, rows: (sql: string) => Promise<unknown[]>) => Promise<T>,
  ): Promise<T> => {
    const connection = openUrl(url, { spawn: forkProcess, writable: true });
    try {
      return await work(
        (sql) => connection.write((writer) => writer.execute(sql)),
        (sql) => connection.query(sql),
      );
    } finally {
      await connection.close();
    }
  };
  const everything = () =>
    onDatabase((_run, rows) => rows('SELECT id, name, amount, at_time, note FROM thing ORDER BY id'));

  beforeAll(async () => {
    workspace = await testWorkspace();
    core = workspace.core;
    author = await signedIn(core, 'engineer');
    manager = await signedIn(core, 'manager');
    supervisor = await signedIn(core, 'supervisor');
    if (engine === 'sqlite') {
      const file = join(folder.dir, 'changeorder.sqlite');
      new Database(file).exec('PRAGMA journal_mode = WAL').close();
      url = `sqlite://${file}`;
    } else if (engine === 'postgres')
      url = await createPostgresDatabase(inject('postgresUrl'), 'ops_changeorder');
    else url = await createMariadbDatabase(mariadbUrl, 'ops_changeorder');
    await onDatabase(async (run) => {
      await run(
        `CREATE TABLE thing (id int PRIMARY KEY, name varchar(40), amount decimal(20,2), at_time ${TIME[engine]}, note varchar(200), content ${BLOB[engine]})`,
      );
      await run('CREATE TABLE keyless (id int, name varchar(40))');
      await run("INSERT INTO keyless VALUES (1, 'a')");
    });
    connectionId = await saveCentre(core, manager, url);
  });
  afterAll(() => workspace.remove());

  beforeEach(() =>
    onDatabase(async (run) => {
      await run('DELETE FROM thing');
      for (let id = 1; id <= 30; id++)
        await run(
          `INSERT INTO thing (id, name, amount, at_time, note) VALUES (${id}, '案''件${id}', 123456789012345678.25, '2026-11-20 08:47:05.123456', ${id % 3 ? 'NULL' : "'备注'"})`,
        );
    }),
  );

  const draft = (sql: string) =>
    saveChange(core, author, {
      title: '更正',
      applicant: '立案庭',
      connectionId,
      sql,
      reason: '录入错误',
      incident: 'SJ-1',
    });
  const approved = async (sql: string) => {
    const order = await draft(sql);
    await submitChange(core, author, order.id);
    return approveChange(core, supervisor, { id: order.id, approved: true, note: '' });
  };
  const executed = async (sql: string) => {
    const order = await approved(sql);
    await core.jobs.wait((await startExecution(core, author, order.id)).id);
    return findChange(core, order.id);
  };

  it.each([
    ['update', "UPDATE thing SET name = '新名', amount = amount + 1 WHERE id <= 12", 12],
    ['delete', 'DELETE FROM thing WHERE id IN (SELECT id FROM thing t WHERE t.id > 20)', 10],
    ['insert', "INSERT INTO thing (id, name, note) VALUES (101, '甲', 'x'), (102, '乙;', NULL)", 2],
  ] as const)('%s runs as predicted, and is undone to the last digit', async (kind, sql, rows) => {
    const before = await everything();
    const order = await executed(sql);
    expect(order).toMatchObject({
      kind,
      state: 'executed',
      predictedRows: rows,
      actualRows: rows,
      failure: '',
      table: 'thing',
      primaryKey: ['id'],
    });
    expect(await everything()).not.toEqual(before);
    expect(order.imageDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(imagePath(core, order.imageFile), 'utf8')).not.toContain('案');
    expect((await errorOf(reviewChange(core, author, order.id))).code).toBe('CHANGEORDER_REVIEWER');
    await reviewChange(core, manager, order.id);
    await core.jobs.wait((await startUndo(core, author, { id: order.id, reason: '改错了' })).id);
    expect(await findChange(core, order.id)).toMatchObject({
      state: 'undone',
      undoneRows: rows,
      reviewer: 'manager',
      undoReason: '改错了',
    });
    expect(await everything()).toEqual(before);
    const exact =
      engine === 'postgres' ? 'at_time::text' : engine === 'mysql' ? 'CAST(at_time AS CHAR)' : 'at_time';
    expect(
      await onDatabase((_run, query) =>
        query(`SELECT count(*) AS c FROM thing WHERE ${exact} LIKE '%.123456'`),
      ),
    ).toEqual([{ c: 30 }]);
  });

  it('refuses undo when a row changed since, and changes nothing', async () => {
    const order = await executed("UPDATE thing SET name = '新名' WHERE id <= 3");
    await onDatabase((run) => run("UPDATE thing SET note = '后来' WHERE id = 2"));
    const now = await everything();
    await core.jobs.wait((await startUndo(core, manager, { id: order.id, reason: '改错了' })).id);
    const after = await findChange(core, order.id);
    expect(after).toMatchObject({ state: 'executed', undoneBy: null });
    expect(after.failure).toContain('有 1 行');
    expect(await everything()).toEqual(now);
  });

  it('aborts when the count differs, before and while it runs', async () => {
    const order = await approved("UPDATE thing SET note = 'x' WHERE id <= 5");
    await onDatabase((run) => run('DELETE FROM thing WHERE id = 5'));
    const now = await everything();
    await core.jobs.wait((await startExecution(core, author, order.id)).id);
    const failed = await findChange(core, order.id);
    expect(failed).toMatchObject({ state: 'failed', actualRows: null });
    expect(failed.failure).toContain('执行前按条件查到 4 行');
    expect(await everything()).toEqual(now);
    // It may be put right and handed in again.
    await submitChange(core, author, order.id);
    expect(await findChange(core, order.id)).toMatchObject({
      state: 'submitted',
      predictedRows: 4,
      approver: null,
    });
    expect((await errorOf(startExecution(core, author, order.id))).message).toContain('待审批');
  });

  it.runIf(engine === 'sqlite')('rolls back when a trigger keeps a row from changing', async () => {
    await onDatabase((run) =>
      run('CREATE TRIGGER keep BEFORE UPDATE ON thing WHEN OLD.id = 3 BEGIN SELECT RAISE(IGNORE); END'),
    );
    const before = await everything();
    const order = await executed("UPDATE thing SET note = 'x' WHERE id <= 5");
    await onDatabase((run) => run('DROP TRIGGER keep'));
    expect(order.failure).toContain('实际影响 4 行，已全部回滚');
    expect(await everything()).toEqual(before);
  });

  it('needs a second person, a reason for a refusal, and one execution only', async () => {
    const order = await saveChange(core, manager, {
      title: '更正',
      applicant: '甲',
      connectionId,
      sql: "UPDATE thing SET note = 'y' WHERE id = 1",
      reason: 'r',
      incident: '',
    });
    expect(
      (await errorOf(approveChange(core, supervisor, { id: order.id, approved: true, note: '' }))).code,
    ).toBe('CHANGEORDER_STATE');
    await submitChange(core, manager, order.id);
    expect(
      (await errorOf(approveChange(core, manager, { id: order.id, approved: true, note: '' }))).message,
    ).toContain('不能审批自己');
    expect(
      (await errorOf(approveChange(core, supervisor, { id: order.id, approved: false, note: '' }))).code,
    ).toBe('CHANGEORDER_NOTE');
    expect((await errorOf(saveChange(core, author, { ...order, incident: '' }))).code).toBe(
      'CHANGEORDER_AUTHOR',
    );
    expect((await errorOf(removeChange(core, manager, order.id))).code).toBe('CHANGEORDER_STATE');
    await approveChange(core, supervisor, { id: order.id, approved: true, note: '' });
    const second = await workspace.again();
    const both = await Promise.allSettled([
      startExecution(core, author, order.id),
      startExecution(second, manager, order.id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect((refused.reason as Error).message).toMatch(/正在被另一人|现在是/);
    const started = both.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<{
      id: string;
    }>;
    await core.jobs.wait(started.value.id);
    expect(await findChange(core, order.id)).toMatchObject({ state: 'executed', actualRows: 1 });
    await core
      .log('changeorder')
      .where({ id: order.id })
      .update({ state: 'approved', sql: 'DELETE FROM thing WHERE id > 0' });
    expect((await errorOf(startExecution(core, author, order.id))).code).toBe('CHANGEORDER_TAMPERED');
    expect((await verifyAudit(core)).brokenAt).toBeNull();
    const { rows } = await listAudit(core, { offset: 0, limit: 100 });
    expect(new Set(rows.map(({ action }) => action))).toContain('changeorder.executed');
  });

  it('says what to do when a change cannot be reviewed', async () => {
    const problem = async (sql: string) => errorOf(predictChange(core, { connectionId, sql }));
    expect(await problem("UPDATE keyless SET name = 'b' WHERE id = 1")).toMatchObject({
      code: 'CHANGEORDER_NO_KEY',
      message: expect.stringContaining('DBA'),
    });
    expect((await problem("UPDATE nowhere SET name = 'b' WHERE id = 1")).code).toBe('CHANGEORDER_NO_TABLE');
    expect((await problem("UPDATE thing SET nothing = 'b' WHERE id = 1")).message).toContain('没有列');
    expect((await problem('UPDATE thing SET id = 7 WHERE id = 1')).message).toContain('主键列');
    expect((await problem("UPDATE thing SET name = 'b' WHERE id = -1")).code).toBe('CHANGEORDER_NO_ROWS');
    expect((await problem("INSERT INTO thing (id, name) VALUES (1, 'a')")).code).toBe('CHANGEORDER_EXISTS');
    expect((await problem("INSERT INTO thing (name) VALUES ('a')")).message).toContain('主键');
    expect((await problem('INSERT INTO thing (id) VALUES (abs(-3))')).message).toContain('固定');
    expect((await problem("UPDATE thing SET name = 'b' WHERE nothing = 1")).code).toMatch(/^DATACENTER_/);
    expect(
      await predictChange(core, { connectionId, sql: "DELETE FROM thing WHERE note = '备注'" }),
    ).toMatchObject({ rows: 10, kind: 'delete' });
  });

  it('finds out what happened when the process died around the commit', async () => {
    const order = await executed("UPDATE thing SET note = 'z' WHERE id <= 2");
    const rerun = async (checkpoint: unknown) => {
      await changeorderStore(core.log).move(order.id, ['executed', 'failed'], { state: 'executing' });
      await core
        .log('job')
        .where({ id: order.jobId })
        .update({ state: 'interrupted', checkpoint: JSON.stringify(checkpoint) });
      await core.jobs.restart(author, order.jobId ?? '');
      await core.jobs.wait(order.jobId ?? '');
      return findChange(core, order.id);
    };
    expect(await rerun({ committing: true })).toMatchObject({ state: 'executed', actualRows: 2 });
    expect((await rerun(null)).failure).toContain('自动回滚');
    await onDatabase((run) => run('UPDATE thing SET note = NULL WHERE id <= 2'));
    expect(await rerun({ committing: true })).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('自动回滚'),
    });
    await onDatabase((run) => run("UPDATE thing SET note = 'other' WHERE id <= 2"));
    expect((await rerun({ committing: true })).failure).toContain('人工核对');
  });

  it('does not undo from a damaged image, and prints the form', async () => {
    const order = await executed("UPDATE thing SET note = 'w' WHERE id <= 2");
    const printed = await printChange(core, author, order);
    expect(Buffer.from(printed.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(printed).toMatchObject({ pages: 1, fileName: `数据变更单-${order.number}.pdf` });
    if (process.env.OPS_KEEP_PDF) writeFileSync(process.env.OPS_KEEP_PDF, printed.pdf);
    writeFileSync(imagePath(core, order.imageFile), 'damaged\n');
    await core.jobs.wait((await startUndo(core, author, { id: order.id, reason: 'x' })).id);
    expect((await findChange(core, order.id)).failure).toContain('摘要不一致');
  });
});
