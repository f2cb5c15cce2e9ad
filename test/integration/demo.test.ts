import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { listConnections, openConnection } from '../../electron/core/datacenter/datacenter.ts';
import { demoAccounts } from '../../electron/core/demo/accounts.ts';
import { createDemoDatacenter } from '../../electron/core/demo/datacenter.ts';
import { allDefects } from '../../electron/core/demo/defects/defects.ts';
import { createDemo, type DemoInput } from '../../electron/core/demo/demo.ts';
import { openCore } from '../../electron/core/open.ts';
import { signIn } from '../../electron/core/operators/operators.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { TABLES } from '../../migrations/datacenter/0010_province.ts';
import { judgeDemo } from '../support/demoJudge.ts';
import { temporaryFolder } from '../support/workspace.ts';

interface TruthFile {
  demo: { cases: number; now: string; efiles: number };
  defects: { rule: string; caseId?: string; fileId?: string; defect?: string }[];
  efiles: { fileId: string; kind: string; expect: string; text?: string; textSha256?: string }[];
  totals: { defects: number; rules: Record<string, number> };
}

const TODAY = '2026-11-20 09:00';
/** Rules whose entries name a file. */
const OF_FILES = new Set(['GF019', 'JZ005', 'WZ028', 'GF020', 'YZ017', 'JZ007', 'JZ004', 'JZ003']);
// Creations run in other processes and on a server: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.dir, ...parts);
const demo = (input: Partial<DemoInput> & { dir: string }) =>
  createDemo({ today: TODAY, spawn: forkProcess, ...input });
const readTruth = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as TruthFile;

afterAll(() => folder.remove());

/** Every row of every table, as one digest. */
function digestOf(file: string): string {
  const database = new Database(file, { readonly: true });
  const hash = createHash('sha256');
  for (const table of TABLES) {
    for (const row of database.prepare(`SELECT * FROM ${table}`).raw().iterate() as Iterable<unknown[]>) {
      for (const cell of row) hash.update(Buffer.isBuffer(cell) ? cell : `${String(cell)}\n`);
    }
  }
  database.close();
  return hash.digest('hex');
}

describe('the demo data centre', () => {
  const make = (name: string, more: { cases?: number; seed?: number; today?: string } = {}) =>
    createDemoDatacenter(
      { engine: 'sqlite', file: at(`${name}.sqlite`) },
      { cases: 2000, seed: 1, today: TODAY, truthFile: at(`${name}.json`), ...more },
    );

  beforeAll(async () => {
    await make('one');
  });

  it('is the same for the same seed, day and number, and another for another', async () => {
    await make('two');
    await make('three', { seed: 2, cases: 200 });
    await make('four', { seed: 3, cases: 200 });
    expect(digestOf(at('two.sqlite'))).toBe(digestOf(at('one.sqlite')));
    expect(readFileSync(at('two.json'))).toEqual(readFileSync(at('one.json')));
    expect(digestOf(at('three.sqlite'))).not.toBe(digestOf(at('four.sqlite')));
  });

  it('has exactly the defects its ground truth lists', () => {
    expectExact('one');
  });

  it('holds for other seeds and days, also at the turn of the year', async () => {
    for (const [seed, today] of [
      [7, '2026-01-02 08:00'],
      [4_294_967_295, '2028-02-29'],
    ] as const) {
      await make('other', { seed, today, cases: 1200 });
      expectExact('other');
    }
  });

  it('shows every kind of defect in 2,000 cases, and counts them', () => {
    const truth = readTruth(at('one.json'));
    const seen = new Set(truth.defects.map((entry) => entry.defect));
    expect(allDefects().filter((defect) => !seen.has(defect.id))).toEqual([]);
    expect(truth.totals.defects).toBe(truth.defects.length);
    expect(Object.keys(truth.totals.rules).length).toBeGreaterThanOrEqual(120);
  });

  it('has about three e-files for four cases, with the text a conversion must find', () => {
    const truth = readTruth(at('one.json'));
    expect(truth.efiles).toHaveLength(1500);
    for (const style of ['word', 'wps', 'uc2', 'uc1', 'raw']) {
      expect(truth.efiles.filter((file) => file.kind === `rtf-${style}`).length).toBeGreaterThan(100);
    }
    for (const file of truth.efiles) {
      expect(file.text === undefined).toBe(file.textSha256 === undefined);
      if (file.text) {
        const digest = createHash('sha256').update(file.text.replace(/\s/gu, '')).digest('hex');
        expect(digest).toBe(file.textSha256);
      }
    }
    const database = new Database(at('one.sqlite'), { readonly: true });
    const rows = database.prepare('SELECT file_id, sha256, content FROM efile').all() as {
      file_id: string;
      sha256: string;
      content: Buffer;
    }[];
    expect(new Set(rows.map((row) => row.file_id))).toEqual(new Set(truth.efiles.map((file) => file.fileId)));
    for (const row of rows) expect(createHash('sha256').update(row.content).digest('hex')).toBe(row.sha256);
    database.close();
  });

  it('has activity yesterday and today and nothing of the future', () => {
    const database = new Database(at('one.sqlite'), { readonly: true });
    const count = (sql: string) => (database.prepare(sql).pluck().get() as number | null) ?? 0;
    for (const day of ['2026-11-19', '2026-11-20']) {
      expect(count(`SELECT count(*) FROM court_case WHERE received_date = '${day}'`)).toBeGreaterThan(0);
      expect(count(`SELECT count(*) FROM bankruptcy_case WHERE received_at LIKE '${day}%'`)).toBeGreaterThan(
        0,
      );
      expect(count(`SELECT count(*) FROM efile WHERE created_at LIKE '${day}%'`)).toBeGreaterThan(0);
    }
    for (const [table, column] of [
      ['upload_log', 'sent_at'],
      ['share_call', 'called_at'],
      ['efile', 'created_at'],
      ['court_case', 'created_at'],
      ['court_case', 'updated_at'],
      ['bankruptcy_uplink', 'sent_at'],
      ['platform_task', 'started_at'],
      ['retrieval_request', 'requested_at'],
      ['front_end', 'last_seen_at'],
    ] as const) {
      expect(
        count(`SELECT count(*) FROM ${table} WHERE ${column} > '${TODAY}:00'`),
        `${table}.${column}`,
      ).toBe(0);
    }
    expect(count(`SELECT count(*) FROM front_end`)).toBe(23);
    expect(count(`SELECT count(DISTINCT court_code) FROM share_call WHERE interface_id LIKE 'JK%'`)).toBe(59);
    expect(count(`SELECT count(*) FROM share_interface WHERE service = 'interfaces'`)).toBe(12);
    expect(count(`SELECT count(DISTINCT channel) FROM upload_log`)).toBe(5);
    database.close();
  });

  it('makes very small ones too, and refuses impossible wishes', async () => {
    await make('tiny', { cases: 1 });
    await make('small', { cases: 37 });
    expectExact('small');
    const wrong = (more: object) =>
      createDemoDatacenter(
        { engine: 'sqlite', file: at('x.sqlite') },
        { cases: 10, seed: 1, truthFile: at('x.json'), ...more },
      );
    await expect(wrong({ cases: 0 })).rejects.toMatchObject({ data: { code: 'DEMO_CASES_INVALID' } });
    await expect(wrong({ cases: 1.5 })).rejects.toMatchObject({ data: { code: 'DEMO_CASES_INVALID' } });
    await expect(wrong({ seed: -1 })).rejects.toMatchObject({ data: { code: 'DEMO_SEED_INVALID' } });
    await expect(wrong({ efiles: 41 })).rejects.toMatchObject({ data: { code: 'DEMO_EFILES_INVALID' } });
    await expect(wrong({ today: '2026-02-30' })).rejects.toMatchObject({
      data: { code: 'DEMO_TODAY_INVALID' },
    });
    expect(readdirSync(folder.dir).filter((name) => name.startsWith('x.'))).toEqual([]);
  });

  it('leaves nothing behind when cancelled', async () => {
    const abort = new AbortController();
    const done = createDemoDatacenter(
      { engine: 'sqlite', file: at('cancelled.sqlite') },
      {
        cases: 2000,
        seed: 1,
        truthFile: at('cancelled.json'),
        signal: abort.signal,
        onProgress: ({ done }) => done > 500 && abort.abort(),
      },
    );
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(folder.dir).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });

  function expectExact(name: string): void {
    const truth = readTruth(at(`${name}.json`));
    const found = judgeDemo(at(`${name}.sqlite`), truth.demo.now);
    const wanted = truth.defects.flatMap(({ rule, caseId, fileId }) => {
      if (!caseId || rule === 'JZ009') return [];
      return [OF_FILES.has(rule) ? `${rule} ${caseId} ${fileId}` : `${rule} ${caseId}`];
    });
    expect([...found].sort()).toEqual([...new Set(wanted)].sort());
  }
});

describe('the demo workspace', () => {
  it('opens with its operators and its connection', async () => {
    const dir = at('workspace');
    const made = await demo({ dir, cases: 200 });
    expect(made).toMatchObject({ dir, cases: 200, efiles: 150, now: `${TODAY}:00` });
    const core = await openCore({ workspaceDir: dir, spawn: forkProcess, resumeJobs: false });
    expect(core.workspace.config.demo).toBe(true);
    for (const account of demoAccounts()) {
      const session = await signIn(core, account);
      expect(session.operator.role).toBe(account.role);
    }
    const [connection] = await listConnections(core);
    expect(connection).toMatchObject({ engine: 'sqlite', file: 'datacenter.sqlite', isDefault: true });
    const open = await openConnection(core, connection?.id ?? '');
    const rows = await open.query<{ n: unknown }>('SELECT count(*) AS n FROM court_case');
    expect(Number(rows[0]?.n)).toBe(200);
    await open.close();
    const fronts = readdirSync(join(dir, 'front-ends'));
    expect(fronts).toHaveLength(23);
    await expect(demo({ dir, cases: 20 })).rejects.toMatchObject({ data: { code: 'DEMO_DIR_IN_USE' } });
    await core.close();
    expect(await demo({ dir, cases: 20 })).toMatchObject({ cases: 20 });
    expect(readdirSync(folder.dir).filter((name) => name.startsWith('.workspace'))).toEqual([]);
  });

  it('leaves other folders alone', async () => {
    mkdirSync(at('papers'));
    writeFileSync(at('papers', 'letter.txt'), 'x');
    writeFileSync(at('file'), 'x');
    mkdirSync(at('real'));
    writeFileSync(at('real', 'workspace.json'), '{"demo":false}');
    await expect(demo({ dir: at('papers') })).rejects.toMatchObject({ data: { code: 'DEMO_DIR_NOT_EMPTY' } });
    await expect(demo({ dir: at('file') })).rejects.toMatchObject({ data: { code: 'DEMO_DIR_IS_FILE' } });
    await expect(demo({ dir: at('file', 'below') })).rejects.toMatchObject({
      data: { code: 'DEMO_DIR_IS_FILE' },
    });
    await expect(demo({ dir: at('real') })).rejects.toMatchObject({
      data: { code: 'DEMO_DIR_IS_WORKSPACE' },
    });
    await expect(demo({ dir: at('pg'), engine: 'postgres' })).rejects.toMatchObject({
      data: { code: 'DEMO_URL_MISSING' },
    });
    await expect(demo({ dir: at('pg'), engine: 'postgres', url: 'mysql://a@b/c' })).rejects.toMatchObject({
      data: { code: 'DEMO_URL_INVALID' },
    });
    expect(readdirSync(at('papers'))).toEqual(['letter.txt']);
    expect(existsSync(at('pg'))).toBe(false);
  });

  it('leaves nothing half when killed, and clears up at the next time', async () => {
    const dir = at('killed');
    const command = ['electron/hosts/cli.ts', 'demo', 'create', '--dir', dir, '--cases', '60000'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] });
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (text) => String(text).includes('10%') && resolve()),
    );
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(existsSync(dir)).toBe(false);
    expect(readdirSync(folder.dir).some((name) => name.startsWith('.killed.creating'))).toBe(true);
    await demo({ dir, cases: 5 });
    expect(readdirSync(folder.dir).filter((name) => name.startsWith('.killed'))).toEqual([]);
  });
});

describe('on PostgreSQL', () => {
  it('writes the same rows in one transaction and replaces only its own', async () => {
    const server = new URL(inject('postgresUrl'));
    const admin = new pg.Client({ connectionString: server.href });
    await admin.connect();
    await admin.query('CREATE DATABASE demo_centre');
    server.pathname = '/demo_centre';
    const target = { engine: 'postgres' as const, url: server.href };
    const options = { cases: 600, seed: 1, today: TODAY, truthFile: at('pg.json') };
    const client = new pg.Client({ connectionString: server.href });
    try {
      await createDemoDatacenter(target, options);
      await createDemoDatacenter(target, options);
      await createDemoDatacenter(
        { engine: 'sqlite', file: at('pg.sqlite') },
        { ...options, truthFile: at('pg2.json') },
      );
      expect(readFileSync(at('pg.json'))).toEqual(readFileSync(at('pg2.json')));
      const sqlite = new Database(at('pg.sqlite'), { readonly: true });
      await client.connect();
      for (const table of TABLES) {
        const { rows } = await client.query(`SELECT count(*)::int AS n FROM ${table}`);
        expect(rows[0].n, table).toBe(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
      }
      sqlite.close();
      const wrong = await client.query(
        `SELECT count(*)::int AS n FROM efile WHERE encode(sha256(content), 'hex') <> sha256`,
      );
      expect(wrong.rows[0].n).toBe(0);
      const indexes = await client.query(
        `SELECT count(*)::int AS n FROM pg_indexes WHERE tablename = 'court_case'`,
      );
      expect(indexes.rows[0].n).toBeGreaterThan(6);
      await client.query(`COMMENT ON TABLE court_case IS 'real'`);
      await expect(createDemoDatacenter(target, options)).rejects.toMatchObject({
        data: { code: 'DEMO_DATABASE_NOT_EMPTY' },
      });
    } finally {
      await client.end();
      await admin.query('DROP DATABASE demo_centre WITH (FORCE)');
      await admin.end();
    }
  });

  it('says why it cannot be reached', async () => {
    const away = { engine: 'postgres' as const, url: 'postgres://a:b@127.0.0.1:9/x' };
    await expect(
      createDemoDatacenter(away, { cases: 1, seed: 1, truthFile: at('y.json') }),
    ).rejects.toMatchObject({
      data: { code: 'DEMO_DATABASE_UNREACHABLE', message: expect.stringContaining('拒绝连接') },
    });
  });
});
