import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { openUrl, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import {
  finishedRun,
  pivotResult,
  resultPage,
  startExport,
  startRun,
} from '../../electron/core/statistics/statistics.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { createPostgresDatabase, startPostgres } from '../support/postgres.ts';
import { signedIn, temporaryFolder, testWorkspace } from '../support/workspace.ts';

const PAGE = 2_000;
const SQL =
  'SELECT id, case_id, case_number, court_code, filed_date, cause, claim_amount, note FROM big ORDER BY id';

/**
 * The query grid: first page after the server's first row (goal ≤300 ms), scrolling to the end page by page with the
 * memory of the core (goal: growth ≤100 MB), then a pivot and both exports. PostgreSQL and SQLite, `--rows N` (1,000,000).
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({ args: argv, options: { rows: { type: 'string' } } });
  const rows = Number(values.rows ?? 1_000_000);
  const folder = temporaryFolder();
  const server = await startPostgres();
  try {
    const file = join(folder.dir, 'big.sqlite');
    fillSqlite(file, rows);
    const postgresUrl = await createPostgresDatabase(server.url, 'ops_bench_statistics');
    await fillPostgres(postgresUrl, rows);
    return {
      rows,
      targetFirstPageMs: 300,
      targetGrowthMb: 100,
      sqlite: await measure(`sqlite://${file}`, rows),
      postgres: await measure(postgresUrl, rows),
    };
  } finally {
    await server.stop();
    folder.remove();
  }
}

async function measure(url: string, rows: number) {
  const workspace = await testWorkspace();
  const { core } = workspace;
  try {
    const manager = await signedIn(core, 'manager');
    const target = parseDatabaseUrl(url);
    const { engine, file, host, port, database, user, password } = target;
    const saved = await saveConnection(
      core,
      manager,
      connectionInputSchema.parse({ name: 'bench', engine, file, host, port, database, user, password }),
    );
    // The statement itself costs the server this much before its first row, whoever asks.
    const serverFirstRowMs = await firstRow(url);
    // Code is loaded and warm, as in a console that has shown a page before.
    await finishedRun(
      core,
      (await startRun(core, manager, { connectionId: saved.id, sql: 'SELECT 1 AS one' })).id,
    );
    await sleep(1_000);
    const before = residentMb();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMb());
    }, 100);
    const from = performance.now();
    const started = await startRun(core, manager, { connectionId: saved.id, sql: SQL });
    const page = { runId: started.id, limit: PAGE, wait: true };
    const first = await resultPage(core, manager, { ...page, offset: 0, limit: 100 });
    const firstPageMs = performance.now() - from;
    let seen = 0;
    let slowestPageMs = 0;
    while (seen < rows) {
      const asked = performance.now();
      const { rows: got, run: state } = await resultPage(core, manager, { ...page, offset: seen });
      slowestPageMs = Math.max(slowestPageMs, performance.now() - asked);
      seen += got.length;
      if (got.length === 0 && state.state !== 'running') break;
    }
    const scrolledMs = performance.now() - from;
    const scrolledPeak = peak;
    const ended = await finishedRun(core, started.id);
    const jumps: number[] = [];
    for (let i = 1; i <= 50; i++) {
      const asked = performance.now();
      await resultPage(core, manager, { ...page, offset: Math.floor((rows * i) / 51), limit: 200 });
      jumps.push(performance.now() - asked);
    }
    const pivotFrom = performance.now();
    const pivot = await pivotResult(core, manager, {
      runId: started.id,
      rows: [{ column: 'court_code', bucket: 'none' }],
      column: { column: 'filed_date', bucket: 'month' },
      aggregate: 'sum',
      value: 'claim_amount',
    });
    const pivotMs = performance.now() - pivotFrom;
    const exports: Record<string, number> = {};
    for (const format of ['csv', 'xlsx'] as const) {
      const exportFrom = performance.now();
      const job = await startExport(core, manager, { runId: started.id, format });
      const done = await core.jobs.wait(job.id);
      if (done.state !== 'succeeded') throw new Error(done.error?.message ?? done.state);
      exports[`${format}Ms`] = Math.round(performance.now() - exportFrom);
    }
    clearInterval(watch);
    return {
      serverFirstRowMs: Math.round(serverFirstRowMs),
      firstPageMs: Math.round(firstPageMs),
      // In that run: signing in (for SQLite: starting its process) and the statement, until its first row was here.
      firstRowInRunMs: ended.firstRowMs,
      afterServersFirstRowMs: Math.round(firstPageMs - (ended.firstRowMs ?? 0)),
      firstPageRows: first.rows.length,
      rowsSeen: seen,
      state: ended.state,
      scrolledMs: Math.round(scrolledMs),
      slowestPageMs: Math.round(slowestPageMs),
      jumpMedianMs: Math.round((jumps.sort((a, b) => a - b)[25] ?? 0) * 10) / 10,
      resultMb: Math.round(ended.bytes / 2 ** 20),
      residentBeforeMb: before,
      residentPeakMb: peak,
      growthMb: scrolledPeak - before,
      growthWithExportsMb: peak - before,
      pivotMs: Math.round(pivotMs),
      pivotRows: pivot.read,
      ...exports,
    };
  } finally {
    await workspace.remove();
  }
}

/** Milliseconds from sending the statement to its first row, by the connection itself, signed in before. */
async function firstRow(url: string): Promise<number> {
  const connection = openUrl(url, { spawn: forkProcess });
  try {
    await connection.query('SELECT 1 AS one');
    const from = performance.now();
    for await (const { rows } of connection.tablePages(SQL)) if (rows.length > 0) break;
    return performance.now() - from;
  } finally {
    await connection.close();
  }
}

function residentMb(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

const COLUMNS =
  'id int PRIMARY KEY, case_id varchar(18), case_number varchar(60), court_code int, filed_date date, cause varchar(60), claim_amount decimal(16,2), note varchar(200)';
/** One row as SQL over its number `n`, the same text in both engines. */
const ROW = `n, '30000000' || n, '（2026）川0107民初' || n || '号', 3000 + n % 213, '2026-' || CASE WHEN n % 2 = 0 THEN '10' ELSE '11' END || '-15', '买卖合同纠纷', n % 100000 + 0.25, '由审判业务系统上报，序号' || n`;

function fillSqlite(file: string, rows: number): void {
  const database = new Database(file);
  database.exec(`PRAGMA journal_mode = WAL; CREATE TABLE big (${COLUMNS})`);
  database.exec(
    `INSERT INTO big WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${rows}) SELECT ${ROW} FROM c`,
  );
  database.close();
}

async function fillPostgres(url: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE TABLE big (${COLUMNS})`);
  await client.query(
    `INSERT INTO big SELECT ${ROW.replace(/('2026-'.*?'-15')/, '($1)::date')} FROM generate_series(1, ${rows}) n`,
  );
  await client.query('ANALYZE big');
  await client.end();
}
