import { join } from 'node:path';
import Database from 'better-sqlite3';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Core } from '../../electron/core/core.ts';
import { openUrl, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { endSession, readBlocking } from '../../electron/core/datacenter/health/blocking.ts';
import {
  healthBoard,
  healthRules,
  healthTrend,
  runHealthRound,
  saveHealthRules,
} from '../../electron/core/datacenter/health/rounds.ts';
import { healthStore } from '../../electron/core/datacenter/health/store.ts';
import { sampleDue } from '../../electron/core/datacenter/health/watch.ts';
import { measureHealth } from '../../electron/core/datacenter/health.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema, type SavedConnection } from '../../shared/contract/datacenter.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import { silentListener } from '../support/oddListeners.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const mariadbUrl = inject('mariadbUrl');
let workspace: TestWorkspace;
let core: Core;
let clock = new Date('2026-11-22T02:00:00.000Z');
const urls: Record<string, string> = {};

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => clock });
  core = workspace.core;
  urls.postgres = await createPostgresDatabase(inject('postgresUrl'), 'ops_health');
  if (mariadbUrl) urls.mysql = await createMariadbDatabase(mariadbUrl, 'ops_health');
  const file = join(workspace.dir, 'centre.sqlite');
  new Database(file).close();
  urls.sqlite = `sqlite://${file}`;
  for (const [engine, url] of Object.entries(urls)) {
    const connection = openUrl(url, { spawn: forkProcess, writable: true });
    const time = engine === 'mysql' ? 'datetime' : 'timestamp';
    await connection.write(async (writer) => {
      await writer.execute('CREATE TABLE court (code int PRIMARY KEY, name varchar(100))');
      await writer.execute(
        `CREATE TABLE court_case (case_id varchar(18) PRIMARY KEY, court_code int, created_at ${time})`,
      );
      await writer.execute("INSERT INTO court VALUES (2401, '成都中院'), (2402, '锦江法院')");
      for (const [id, court, at] of [
        ['1', 2401, '2026-11-21 08:00:00'],
        ['2', 2401, '2026-11-21 23:59:59'],
        ['3', 2402, '2026-11-21 00:00:00'],
        ['4', 2402, '2026-11-22 00:00:00'],
      ] as const)
        await writer.execute('INSERT INTO court_case VALUES (?, ?, ?)', [id, court, at]);
    });
    await connection.close();
  }
}, 60_000);
afterAll(() => workspace?.remove());

async function saved(name: string, url: string): Promise<SavedConnection> {
  const engineer = await signedIn(core, 'engineer', name);
  return saveConnection(core, engineer, connectionInputSchema.parse({ ...parseDatabaseUrl(url), name }));
}

const ENGINES = mariadbUrl ? ['sqlite', 'postgres', 'mysql'] : ['sqlite', 'postgres'];
const SERVER_ITEMS = ['instance', 'sessions', 'storage', 'blocked', 'longestTransaction', 'slowest', 'clock'];

describe.each(ENGINES)('a round on %s', (engine) => {
  it('reads every item the engine has, within two seconds', async () => {
    const connection = openUrl(urls[engine] as string, { spawn: forkProcess });
    const health = await measureHealth(core, connection);
    await connection.close();
    expect(health.items.filter((item) => item.skipped).map((item) => [item.id, item.skipped])).toEqual([]);
    // Nobody wrote a backup history into this server: it says so instead of speaking of rights.
    const backup = health.items.find((item) => item.id === 'lastBackup');
    expect(backup).toMatchObject({ value: null, text: expect.stringContaining('备份系统') });
    const ids = health.items.map((item) => item.id);
    if (engine !== 'sqlite') expect(ids).toEqual(expect.arrayContaining(SERVER_ITEMS));
    const yesterday = health.items.find((item) => item.id === 'yesterdayRows');
    expect(yesterday?.value).toBe(3);
    expect(yesterday?.details.map(({ name, value }) => [name, value])).toEqual([
      ['成都中院', 2],
      ['锦江法院', 1],
    ]);
    console.info(`${engine}: health round ${health.ms} ms`);
    expect(health.ms).toBeLessThan(engine === 'sqlite' ? 4_000 : 2_500);
  });
});

describe.each(ENGINES.filter((engine) => engine !== 'sqlite'))('a blocking chain on %s', (engine) => {
  it('is seen as a tree, its statements without literals, and its head can be ended with a reason', async () => {
    const connection = await saved(`链 ${engine}`, urls[engine] as string);
    const engineer = await signedIn(core, 'engineer', `结束 ${engine}`);
    const [head, first, second] = await Promise.all([client(engine), client(engine), client(engine)]);
    await head.run('BEGIN');
    await head.run("UPDATE court SET name = '机密甲' WHERE code = 2401");
    await second.run('BEGIN');
    await second.run("UPDATE court SET name = '机密丙' WHERE code = 2402");
    const waits = [
      first.run("UPDATE court SET name = '机密乙' WHERE code = 2401"),
      second.run("UPDATE court SET name = '机密丁' WHERE code = 2401"),
    ];
    for (const wait of waits) wait.catch(() => undefined);
    const chain = await until(async () => {
      const seen = await readBlocking(core, connection.id);
      return seen.sessions.length >= 3 ? seen : undefined;
    });
    expect(chain.canEnd).toBe(true);
    expect(JSON.stringify(chain)).not.toContain('机密');
    const top = chain.sessions[0];
    expect(top?.waitsFor).toEqual([]);
    expect(
      chain.sessions.filter((session) => session.waitsFor.includes(top?.id ?? '')).length,
    ).toBeGreaterThan(0);
    const round = await runHealthRound(core, connection.id);
    expect(round.items.find((item) => item.id === 'blocked')?.value).toBe(2);

    const target = { id: connection.id, session: top?.id ?? '', mark: top?.mark ?? '' };
    expect((await errorOf(endSession(core, engineer, { ...target, reason: '短' }))).code).toBe(
      'HEALTH_REASON',
    );
    const stale = await errorOf(
      endSession(core, engineer, { ...target, mark: 'x', reason: '阻塞了上报任务' }),
    );
    expect(stale.code).toBe('HEALTH_SESSION_GONE');
    expect(await endSession(core, engineer, { ...target, reason: '阻塞了上报任务' })).toEqual({
      ended: true,
    });
    // Whichever of the two comes first holds the row until it ends its own transaction.
    await waits[1];
    await second.run('ROLLBACK');
    await waits[0];
    const entry = (await listAudit(core, { offset: 0, limit: 20 })).rows.find(
      (row) => row.action === 'datacenter.endSession',
    );
    expect(JSON.stringify(entry)).toContain('阻塞了上报任务');
    expect(JSON.stringify(entry)).not.toContain('机密');
    await Promise.all([head, first, second].map((each) => each.end()));
  });
});

describe('history', () => {
  it('reports after repeats, forgives at once, forecasts, and stays small', async () => {
    const connection = await saved('史', urls.postgres as string);
    await saveHealthRules(core, await signedIn(core, 'manager', '规'), [
      { item: 'sessions', warning: 0.1, fault: null, repeats: 3 },
    ]);
    const levels: string[] = [];
    for (let round = 0; round < 3; round++) {
      const board = await runHealthRound(core, connection.id);
      levels.push(board.items.find((item) => item.id === 'sessions')?.level ?? '');
      clock = new Date(clock.getTime() + 300_000);
    }
    expect(levels).toEqual(['normal', 'normal', 'warning']);
    const rules = await saveHealthRules(core, await signedIn(core, 'manager', '矩'), [
      { item: 'sessions', warning: 85, fault: 95, repeats: 2 },
    ]);
    expect(rules.find((rule) => rule.item === 'sessions')?.changed).toBe(false);
    expect((await runHealthRound(core, connection.id)).level).not.toBe('fault');

    const store = healthStore(core.log);
    const second = Math.floor(clock.getTime() / 1000);
    for (let day = 10; day > 0; day--)
      await store.save(
        { connection_id: connection.id, failures: 0 },
        undefined,
        [{ series: 'size', value: 1_000_000 * (20 - day) }],
        second - day * 86_400,
      );
    const trend = await healthTrend(core, { id: connection.id, series: 'size', span: '24h' });
    expect(trend.points.length).toBeGreaterThanOrEqual(3);
    expect(trend.forecast).toMatchObject({ days: 11 });
    const bounded = await saveHealthRules(core, await signedIn(core, 'manager', '界'), [
      { item: 'size', warning: null, fault: 40_000_000, repeats: 2 },
    ]);
    expect(bounded.find((rule) => rule.item === 'size')?.fault).toBe(40_000_000);
    const full = await healthTrend(core, { id: connection.id, series: 'size', span: '24h' });
    expect(full.limit).toBe(40_000_000);
    expect(full.forecast?.fullOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    const month = await healthTrend(core, { id: connection.id, series: 'size', span: '30d' });
    expect(month.points.length).toBe(11);
    await store.prune(second, 40);
    const [left] = await core.log('datacenter_health_point').count({ total: '*' });
    expect(left?.total).toBeLessThanOrEqual(40);
  });

  it('keeps the last success when the database goes away, and does not knock with a refused password', async () => {
    const url = new URL(urls.postgres as string);
    url.password = 'wrong';
    const connection = await saved('错', url.href);
    const first = await runHealthRound(core, connection.id);
    expect(first).toMatchObject({ failures: 1, level: 'warning', lastSuccessAt: null });
    expect(first.failure?.message).toContain('暂停自动采样');
    const store = healthStore(core.log);
    await store.watch(connection.id, true);
    expect(await sampleDue(core)).not.toContain(connection.id);
    expect((await runHealthRound(core, connection.id)).level).toBe('fault');
  });

  it('is sampled once however many processes look', async () => {
    const other = await workspace.again(() => clock);
    clock = new Date(clock.getTime() + 3_600_000);
    const [mine, theirs] = await Promise.all([sampleDue(core), sampleDue(other)]);
    const all = [...mine, ...theirs];
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
    expect((await healthRules(core)).length).toBeGreaterThan(15);
  });

  it('a hung server costs its timeout and nothing else', async () => {
    const hung = await silentListener();
    const connection = openUrl(`postgres://a:b@127.0.0.1:${hung.port}/x`, {
      spawn: forkProcess,
      connectTimeoutMs: 1_000,
    });
    const from = performance.now();
    expect((await errorOf(measureHealth(core, connection))).code).toBe('DATACENTER_TIMEOUT');
    console.info(`hung server: ${Math.round(performance.now() - from)} ms at a timeout of 1000 ms`);
    expect(performance.now() - from).toBeLessThan(3_000);
    await connection.close();
    await hung.close();
  });

  it('an account that may only read one table gets what it may, and what was left out', async () => {
    const owner = openUrl(urls.postgres as string, { spawn: forkProcess, writable: true });
    await owner.write(async (writer) => {
      await writer.execute('DROP ROLE IF EXISTS ops_health_reader');
      await writer.execute("CREATE ROLE ops_health_reader LOGIN PASSWORD 'reader'");
      await writer.execute('GRANT SELECT ON court_case, court TO ops_health_reader');
    });
    const url = new URL(urls.postgres as string);
    url.username = 'ops_health_reader';
    url.password = 'reader';
    const reader = openUrl(url.href, { spawn: forkProcess });
    const { items } = await measureHealth(core, reader);
    expect(items.find((item) => item.id === 'yesterdayRows')?.value).toBe(3);
    expect(items.filter((item) => item.value !== null).length).toBeGreaterThan(6);
    await reader.close();
    await owner.write(async (writer) => {
      await writer.execute('DROP OWNED BY ops_health_reader');
      await writer.execute('DROP ROLE ops_health_reader');
    });
    await owner.close();
  });
});

it('the board of a connection never measured says so', async () => {
  const connection = await saved('新', urls.sqlite as string);
  expect(await healthBoard(core, connection.id)).toMatchObject({
    lastAt: null,
    level: 'unchecked',
    items: [],
  });
});

interface Client {
  run: (sql: string) => Promise<unknown>;
  end: () => Promise<unknown>;
}

async function client(engine: string): Promise<Client> {
  const url = new URL(urls[engine] as string);
  if (engine === 'postgres') {
    const session = new pg.Client({ connectionString: url.href });
    session.on('error', () => undefined);
    await session.connect();
    return {
      run: (sql) => session.query(sql),
      end: () => session.end().catch(() => undefined),
    };
  }
  const session = await mysql.createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  });
  session.on('error', () => undefined);
  return {
    run: (sql) => session.query(sql),
    end: () => session.end().catch(() => undefined),
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 40; tries++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it did not come about');
}
