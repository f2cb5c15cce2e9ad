import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { openUrl } from '../../electron/core/datacenter/datacenter.ts';
import { liveRun } from '../../electron/core/statistics/live.ts';
import { resultFile } from '../../electron/core/statistics/runJob.ts';
import {
  approveQuery,
  cancelRun,
  explainRun,
  exportPart,
  finishedRun,
  listExports,
  listRuns,
  pivotResult,
  querySchema,
  resultCell,
  resultPage,
  saveQuery,
  scheduleQuery,
  startExport,
  startRun,
} from '../../electron/core/statistics/statistics.ts';
import { cleanResults, runDueQueries } from '../../electron/core/statistics/upkeep.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import type { RunInput, StatisticsRun } from '../../shared/contract/statistics.ts';
import { saveCentre } from '../support/centre.ts';
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

const TEXT = { sqlite: 'text', postgres: 'text' } as const;
const MANY = {
  sqlite:
    'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 20000) SELECT x AS n FROM c',
  postgres: 'SELECT generate_series(1, 20000) AS n',
} as const;
const ENDLESS = {
  sqlite: 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c',
  postgres: 'SELECT count(*) AS n FROM generate_series(1, 1000000000) a, generate_series(1, 1000) b',
} as const;

/** 2026-11-20 is a Friday and a workday. */
let now = new Date('2026-11-20T01:00:00.000Z');

describe.each(['sqlite', 'postgres'] as const)('%s', (engine) => {
  let workspace: TestWorkspace;
  let core: Core;
  let engineer: Actor;
  let manager: Actor;
  let supervisor: Actor;
  let connectionId: string;
  let url: string;

  beforeAll(async () => {
    workspace = await testWorkspace({ now: () => now });
    core = workspace.core;
    engineer = await signedIn(core, 'engineer');
    manager = await signedIn(core, 'manager');
    supervisor = await signedIn(core, 'supervisor');
    if (engine === 'sqlite') {
      const file = join(folder.dir, 'statistics.sqlite');
      new Database(file).exec('PRAGMA journal_mode = WAL').close();
      url = `sqlite://${file}`;
    } else url = await createPostgresDatabase(inject('postgresUrl'), 'ops_statistics');
    const connection = openUrl(url, { spawn: forkProcess, writable: true });
    const run = (sql: string, values: (string | number)[] = []) =>
      connection.write((writer) => writer.execute(sql, values));
    await run(
      'CREATE TABLE court_case (case_id varchar(18) PRIMARY KEY, court_code int, filed_date date, amount decimal(16,2))',
    );
    await run(
      `CREATE TABLE case_party (party_id int PRIMARY KEY, name varchar(40), id_number varchar(20), phone varchar(20), address varchar(100), note ${TEXT[engine]})`,
    );
    for (let i = 0; i < 40; i++) {
      await run('INSERT INTO court_case VALUES (?, ?, ?, ?)', [
        `30000000000${i}`,
        i % 2 ? 3000 : 3001,
        `2026-${i % 3 ? '10' : '11'}-0${(i % 9) + 1}`,
        i + 0.1,
      ]);
    }
    await run('INSERT INTO case_party VALUES (?, ?, ?, ?, ?, ?)', [
      1,
      '张三',
      '510107199003071234',
      '13812345678',
      '成都市武侯区科华北路65号',
      'x'.repeat(10 << 20),
    ]);
    await connection.close();
    connectionId = await saveCentre(core, manager, url);
  });
  afterAll(() => workspace.remove());

  const ran = async (actor: Actor, input: RunInput): Promise<StatisticsRun> => {
    const started = await startRun(core, actor, { connectionId, ...input });
    return finishedRun(core, started.id);
  };
  const page = (runId: string, offset = 0, limit = 100, actor = engineer) =>
    resultPage(core, actor, { runId, offset, limit, wait: true });

  it('sorts the whole result, not the page, and tells where a row stands in it', async () => {
    const run = await ran(engineer, {
      sql: 'SELECT case_id, court_code, filed_date, amount FROM court_case ORDER BY case_id',
    });
    const sorted = (column: number, direction: 'asc' | 'desc', offset = 0) =>
      resultPage(core, engineer, {
        runId: run.id,
        offset,
        limit: 3,
        wait: false,
        order: { column, direction },
      });
    const [first, again] = await Promise.all([sorted(3, 'desc'), sorted(3, 'desc', 37)]);
    expect(first.rows.map(([, , , amount]) => amount)).toEqual([39.1, 38.1, 37.1]);
    expect(again.rows.map(([, , , amount]) => amount)).toEqual([2.1, 1.1, 0.1]);
    const cell = await resultCell(core, engineer, { runId: run.id, row: first.places?.[0] ?? 0, column: 3 });
    expect(cell.text).toBe('39.1');
    expect((await sorted(1, 'asc')).rows.map(([, court]) => court)).toEqual([3000, 3000, 3000]);
    expect((await sorted(2, 'asc', 39)).rows).toHaveLength(1);
    expect((await errorOf(sorted(9, 'asc'))).code).toBe('STATISTICS_RESULT');
  });

  it('runs with bound parameters and keeps a history with SQL, values and rows in the audit', async () => {
    const sql =
      "SELECT court_code, count(*) AS cases FROM court_case WHERE filed_date >= :from AND court_code = :court AND ':no' <> '' GROUP BY court_code -- :nor";
    const saved = await saveQuery(core, engineer, {
      name: '收案统计',
      purpose: '月报',
      requester: '审管办',
      connectionId,
      sql,
      parameters: [{ name: 'from', label: '起', type: 'date', default: '@month-start' }],
    });
    expect(saved.approval).toBe('unneeded');
    expect(saved.parameters.map(({ name, type }) => [name, type])).toEqual([
      ['from', 'date'],
      ['court', 'court'],
    ]);
    const run = await ran(engineer, { queryId: saved.id, values: { court: '3001' }, reason: '月报' });
    expect(run).toMatchObject({
      state: 'done',
      rows: 1,
      values: { from: '2026-11-01', court: '3001' },
      cut: '',
    });
    expect((await page(run.id)).rows).toEqual([[3001, 7]]);
    const injected = await errorOf(
      startRun(core, engineer, { queryId: saved.id, values: { court: '1 OR 1=1' } }),
    );
    expect(injected).toMatchObject({ code: 'STATISTICS_PARAMETER' });
    expect(
      (
        await errorOf(
          startRun(core, engineer, { queryId: saved.id, values: { court: '3000', from: '2026-02-30' } }),
        )
      ).message,
    ).toContain('应为日期');
    const { rows } = await listAudit(core, { offset: 0, limit: 20 });
    const [result, start] = [
      rows.find(({ action }) => action === 'statistics.result'),
      rows.find(({ action }) => action === 'statistics.run'),
    ];
    expect(JSON.parse(start?.detail ?? '')).toMatchObject({ sql, reason: '月报', values: { court: '3001' } });
    expect(JSON.parse(result?.detail ?? '')).toMatchObject({ rows: 1, state: 'done' });
    expect((await listRuns(core, { queryId: saved.id, offset: 0, limit: 10 })).total).toBe(1);
  });

  it('refuses writes, several statements and unclosed text before anything starts', async () => {
    for (const [sql, code] of [
      ['DELETE FROM court_case', 'DATACENTER_READ_ONLY'],
      ['SELECT 1; SELECT 2', 'DATACENTER_READ_ONLY'],
      ["SELECT 'a", 'DATACENTER_STATEMENT'],
      ['UPDATE court_case SET amount = :x', 'DATACENTER_READ_ONLY'],
      ['  ', 'STATISTICS_NOTHING'],
    ] as const)
      expect((await errorOf(startRun(core, manager, { connectionId, sql }))).code, sql).toBe(code);
    const failed = await ran(manager, { sql: 'SELECT nothing FROM court_case' });
    expect(failed).toMatchObject({ state: 'failed', rows: 0 });
    expect(failed.error).toContain('nothing');
  });

  it('masks by name, by rename and by content; in clear only for a manager with a reason', async () => {
    const sql = 'SELECT id_number, phone AS contact_way, address, name, note FROM case_party';
    expect((await errorOf(startRun(core, engineer, { connectionId, sql }))).message).toContain('case_party');
    const saved = await saveQuery(core, engineer, {
      name: '当事人',
      purpose: '',
      requester: '',
      connectionId,
      sql,
      parameters: [],
    });
    expect(saved).toMatchObject({ approval: 'waiting', sensitiveTables: ['case_party'] });
    expect((await errorOf(startRun(core, engineer, { queryId: saved.id }))).message).toContain('还没有批准');
    expect(
      (await errorOf(scheduleQuery(core, engineer, { id: saved.id, time: '08:00', format: null }))).code,
    ).toBe('STATISTICS_SCHEDULE');
    expect(
      (await errorOf(approveQuery(core, manager, { id: saved.id, approved: false, note: '' }))).message,
    ).toContain('原因');
    await approveQuery(core, supervisor, { id: saved.id, approved: true, note: '' });
    const run = await ran(engineer, { queryId: saved.id });
    const { rows } = await page(run.id);
    expect(rows[0]?.slice(0, 4)).toEqual(['510107********1234', '138****5678', '成都市****', '张三']);
    expect(readFileSync(`${resultFile(core, run.id)}.rows`, 'utf8').slice(0, 300)).not.toContain(
      '13812345678',
    );
    // Approval holds for what was approved only.
    expect(
      (await errorOf(startRun(core, engineer, { queryId: saved.id, sql: `${sql} WHERE 1 = 1` }))).code,
    ).toBe('STATISTICS_APPROVAL');
    const changed = await saveQuery(core, engineer, {
      id: saved.id,
      name: '当事人',
      purpose: '',
      requester: '',
      connectionId,
      sql: `${sql} WHERE 1 = 1`,
      parameters: [],
    });
    expect(changed.approval).toBe('waiting');
    // A cell of ten million characters is shown cut, read in part, and the rest of the console is unaffected.
    const cell = rows[0]?.[4] as string;
    expect(cell.length).toBeLessThan(500);
    expect(cell).toContain('10,485,760');
    expect((await resultCell(core, engineer, { runId: run.id, row: 0, column: 4 })).length).toBe(10_485_760);
    expect(
      (await errorOf(startRun(core, engineer, { queryId: saved.id, unmasked: true, reason: '核对' }))).code,
    ).toBe('STATISTICS_UNMASKED');
    expect((await errorOf(startRun(core, manager, { queryId: saved.id, unmasked: true }))).message).toContain(
      '事由',
    );
    const plain = await ran(manager, { queryId: saved.id, unmasked: true, reason: '核对送达地址' });
    expect((await page(plain.id, 0, 10, manager)).rows[0]?.[1]).toBe('13812345678');
    expect((await errorOf(page(plain.id))).code).toBe('STATISTICS_UNMASKED');
  });

  it('hands pages over while the rest is coming, cuts at the limit, and explains', async () => {
    const started = await startRun(core, engineer, { connectionId, sql: MANY[engine], rowLimit: 15_000 });
    expect((await page(started.id, 0, 5)).rows).toEqual([[1], [2], [3], [4], [5]]);
    const ended = await finishedRun(core, started.id);
    expect(ended).toMatchObject({ state: 'done', rows: 15_000, cut: 'rows' });
    expect((await page(started.id, 14_998, 100)).rows).toEqual([[14_999], [15_000]]);
    expect((await page(started.id, 7_777, 1)).rows).toEqual([[7_778]]);
    expect((await page(started.id, 20_000, 1)).rows).toEqual([]);
    const { lines } = await explainRun(core, engineer, {
      connectionId,
      sql: 'SELECT * FROM court_case WHERE court_code = :court',
      values: { court: '3000' },
    });
    expect(lines.join('\n')).toMatch(/court_case/i);
    const empty = await ran(engineer, { sql: 'SELECT court_code FROM court_case WHERE 1 = 0' });
    expect(empty).toMatchObject({ state: 'done', rows: 0, columns: [{ name: 'court_code', masked: null }] });
  });

  it('cancels on the server, and says so', async () => {
    const started = await startRun(core, engineer, { connectionId, sql: ENDLESS[engine] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await cancelRun(core, engineer, started.id);
    expect(await finishedRun(core, started.id)).toMatchObject({ state: 'cancelled' });
    expect(liveRun(started.id)).toBeUndefined();
    if (engine === 'postgres') {
      const other = openUrl(url, { spawn: forkProcess });
      const [left] = await other.query<{ c: number }>(
        "SELECT count(*) AS c FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%1000000000%' AND pid <> pg_backend_pid()",
      );
      await other.close();
      expect(left?.c).toBe(0);
    }
  });

  it.runIf(engine === 'postgres')(
    'a session killed in mid-fetch ends the run with what was fetched',
    async () => {
      const started = await startRun(core, engineer, {
        connectionId,
        sql: 'SELECT n, pg_sleep(0.002) AS s FROM generate_series(1, 5000000) n',
      });
      await page(started.id, 0, 1);
      const other = openUrl(url, { spawn: forkProcess, writable: true });
      await other.write((writer) =>
        writer.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%5000000%' AND pid <> pg_backend_pid()",
        ),
      );
      await other.close();
      const ended = await finishedRun(core, started.id);
      expect(ended.state).toBe('failed');
      expect(ended.error).toMatch(/断开|中断|连接/);
      expect((await page(started.id, 0, 1)).rows).toHaveLength(1);
    },
  );

  it('pivots and exports what it holds', async () => {
    const run = await ran(engineer, {
      sql: "SELECT court_code, filed_date, amount, '=1+1' AS f FROM court_case ORDER BY case_id",
    });
    const pivot = await pivotResult(core, engineer, {
      runId: run.id,
      rows: [{ column: 'court_code', bucket: 'none' }],
      column: { column: 'filed_date', bucket: 'month' },
      aggregate: 'sum',
      value: 'amount',
    });
    expect(pivot).toMatchObject({
      rowKeys: [['3000'], ['3001']],
      columnKeys: ['2026-10', '2026-11'],
      read: 40,
      notNumbers: 0,
    });
    expect(pivot.totals).toEqual([402, 382]);
    expect(
      (
        await errorOf(
          pivotResult(core, engineer, {
            runId: run.id,
            rows: [{ column: 'gone', bucket: 'none' }],
            column: null,
            aggregate: 'count',
            value: null,
          }),
        )
      ).code,
    ).toBe('STATISTICS_PIVOT');
    for (const format of ['csv', 'xlsx'] as const) {
      const job = await startExport(core, engineer, { runId: run.id, format });
      expect(await core.jobs.wait(job.id)).toMatchObject({ state: 'succeeded' });
    }
    const [xlsx, csv] = await listExports(core, run.id);
    expect([xlsx?.format, csv?.format].sort()).toEqual(['csv', 'xlsx']);
    const bytesOf = async (id: string) => {
      const parts: Buffer[] = [];
      for (let offset: number | null = 0; offset !== null; ) {
        const part = await exportPart(core, { id, offset });
        parts.push(Buffer.from(part.base64, 'base64'));
        offset = part.next;
      }
      return Buffer.concat(parts);
    };
    const exported = await listExports(core, run.id);
    const text = (await bytesOf(exported.find(({ format }) => format === 'csv')?.id ?? '')).toString('utf8');
    expect(text.startsWith('\uFEFFcourt_code,filed_date,amount,f\r\n')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(41);
    expect(text).toContain("'=1+1");
    const workbook = await readXlsx(
      await bytesOf(exported.find(({ format }) => format === 'xlsx')?.id ?? ''),
    );
    expect(workbook.sheets[0]?.rows).toHaveLength(41);
    expect(workbook.sheets[0]?.rows[1]?.[3]).toBe('=1+1');
  });

  it('completes from the live structure', async () => {
    const table = (await querySchema(core, connectionId)).find(({ name }) => name === 'case_party');
    expect(table?.columns.find(({ name }) => name === 'phone')).toMatchObject({ sensitive: true });
  });

  it('runs at its time on workdays, once, and cleans up', async () => {
    const saved = await saveQuery(core, engineer, {
      name: '每日收案',
      purpose: '',
      requester: '',
      connectionId,
      sql: 'SELECT count(*) AS c FROM court_case WHERE filed_date < :day',
      parameters: [{ name: 'day', label: '', type: 'date', default: '' }],
    });
    expect(
      (await errorOf(scheduleQuery(core, engineer, { id: saved.id, time: '08:30', format: 'csv' }))).message,
    ).toContain('默认值');
    await saveQuery(core, engineer, {
      ...saved,
      parameters: [{ name: 'day', label: '', type: 'date', default: '@today' }],
    });
    await scheduleQuery(core, engineer, { id: saved.id, time: '08:30', format: 'csv' });
    now = new Date('2026-11-20T00:29:00.000Z');
    expect(await runDueQueries(core, engineer)).toEqual([]);
    now = new Date('2026-11-20T00:31:00.000Z');
    expect(await runDueQueries(core, engineer)).toEqual(['每日收案']);
    expect(await runDueQueries(core, engineer)).toEqual([]);
    now = new Date('2026-11-21T02:00:00.000Z');
    expect(await runDueQueries(core, engineer)).toEqual([]);
    now = new Date('2026-11-23T02:00:00.000Z');
    expect(await runDueQueries(core, engineer)).toEqual(['每日收案']);
    const [last] = (await listRuns(core, { queryId: saved.id, offset: 0, limit: 1 })).rows;
    expect(await listExports(core, last?.id ?? '')).toHaveLength(1);
    const orphan = join(core.workspace.path('index', 'results'), '00000000-0000-4000-8000-000000000000.rows');
    mkdirSync(core.workspace.path('index', 'results'), { recursive: true });
    writeFileSync(orphan, '');
    now = new Date('2026-12-20T02:00:00.000Z');
    expect(await cleanResults(core)).toBeGreaterThan(2);
    expect(existsSync(orphan)).toBe(false);
    expect((await errorOf(page(last?.id ?? ''))).message).toContain('保留期');
    now = new Date('2026-11-20T01:00:00.000Z');
  });
});
