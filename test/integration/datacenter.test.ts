import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { DatacenterConnection } from '../../electron/core/datacenter/connection.ts';
import {
  datacenterHealth,
  listConnections,
  openConnection,
  openUrl,
  removeConnection,
  saveConnection,
  setDefaultConnection,
  testConnection,
  testUrl,
} from '../../electron/core/datacenter/datacenter.ts';
import { migrateStructure, planStructure } from '../../electron/core/datacenter/structure.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import {
  closingListener,
  nonsenseListener,
  type OddListener,
  oldOracle,
  refusingOracle,
  silentListener,
} from '../support/oddListeners.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { freePort } from '../support/processUser.ts';
import { errorOf, signedIn, temporaryFolder, testWorkspace } from '../support/workspace.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const open: DatacenterConnection[] = [];
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
});
function connect(
  url: string,
  options: { writable?: boolean; statementTimeoutMs?: number } = {},
): DatacenterConnection {
  const connection = openUrl(url, { spawn: forkProcess, ...options });
  open.push(connection);
  return connection;
}

const BLOB_TYPE = { sqlite: 'blob', postgres: 'bytea', mysql: 'longblob' } as const;
type RealEngine = keyof typeof BLOB_TYPE;
const SLEEP: Record<RealEngine, string> = {
  sqlite: 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c',
  postgres: 'SELECT pg_sleep(60)',
  mysql: 'SELECT sleep(60)',
};

const mariadbUrl = inject('mariadbUrl');
const ENGINES: RealEngine[] = mariadbUrl ? ['sqlite', 'postgres', 'mysql'] : ['sqlite', 'postgres'];

describe.each(ENGINES)('%s', (engine) => {
  let url: string;

  beforeAll(async () => {
    if (engine === 'sqlite') {
      const file = join(folder.dir, 'centre.sqlite');
      new Database(file).exec('PRAGMA journal_mode = WAL').close();
      url = `sqlite://${file}`;
    } else if (engine === 'postgres')
      url = await createPostgresDatabase(inject('postgresUrl'), 'ops_datacenter');
    else url = await createMariadbDatabase(mariadbUrl, 'ops_datacenter');
    const connection = openUrl(url, { spawn: forkProcess, writable: true });
    await connection.write((writer) =>
      writer.execute(
        `CREATE TABLE thing (ID int PRIMARY KEY, amount decimal(20, 2), big bigint, day date, at_time ${engine === 'mysql' ? 'datetime' : 'timestamp'}, content ${BLOB_TYPE[engine]}, name varchar(200))`,
      ),
    );
    await connection.write(async (writer) => {
      for (let id = 0; id < 60; id++) {
        await writer.execute('INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)', [
          id,
          `${id}.50`,
          '9007199254740993',
          '2026-11-20',
          '2026-11-20 08:47:05',
          new Uint8Array(20_000).fill(id),
          "案'号?",
        ]);
      }
    });
    await connection.close();
  });

  it('hands values over normalised, names in lower case', async () => {
    const connection = connect(url);
    const [row] = await connection.query(
      'SELECT ID, amount, big, day, at_time, content, name, NULL AS empty_one FROM thing WHERE id = ?',
      [7],
    );
    expect(row).toMatchObject({
      id: 7,
      amount: 7.5,
      big: '9007199254740993',
      day: '2026-11-20',
      at_time: '2026-11-20 08:47:05',
      name: "案'号?",
      empty_one: null,
    });
    expect(row?.content).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(row?.content as Uint8Array).equals(Buffer.alloc(20_000, 7))).toBe(true);
    expect(await connection.query('SELECT count(*) AS c, sum(amount) AS s FROM thing')).toEqual([
      { c: 60, s: 1800 },
    ]);
    expect(await connection.table('SELECT 1 AS a, 2 AS a WHERE 1 = 0')).toEqual({
      columns: ['a', 'a_2'],
      rows: [],
      truncated: false,
    });
    const sql = connection.builder()('thing').where('id', '<', 3).orderBy('id').select('id');
    expect(await connection.query(sql)).toEqual([{ id: 0 }, { id: 1 }, { id: 2 }]);
  });

  it('cuts at maxRows and says so', async () => {
    const { rows, truncated } = await connect(url).table('SELECT id FROM thing ORDER BY id', [], {
      maxRows: 5,
    });
    expect(rows).toHaveLength(5);
    expect(truncated).toBe(true);
    expect((await connect(url).table('SELECT id FROM thing', [], { maxRows: 60 })).truncated).toBe(false);
  });

  it('streams BLOBs page by page, and may be left early', async () => {
    const connection = connect(url);
    const sizes: number[] = [];
    for await (const page of connection.pages('SELECT id, content FROM thing ORDER BY id', [], {
      pageSize: 25,
    }))
      sizes.push(page.length);
    expect(sizes).toEqual([25, 25, 10]);
    for await (const page of connection.pages('SELECT a.id, a.content FROM thing a, thing b', [], {
      pageSize: 10,
    })) {
      expect(page).toHaveLength(10);
      break;
    }
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('writes in one transaction, or not at all', async () => {
    const connection = connect(url, { writable: true });
    await expect(
      connection.write(async (writer) => {
        expect(await writer.execute('DELETE FROM thing')).toBe(60);
        expect(await writer.query('SELECT count(*) AS c FROM thing')).toEqual([{ c: 0 }]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await connection.query('SELECT count(*) AS c FROM thing')).toEqual([{ c: 60 }]);
    const table = connection.builder()('thing');
    await connection.write((writer) =>
      writer.execute(
        table
          .clone()
          .where({ id: 1 })
          .update({ content: Buffer.alloc(10 << 20, 9) }),
      ),
    );
    const [row] = await connection.query('SELECT content FROM thing WHERE id = 1');
    expect(row?.content).toHaveProperty('byteLength', 10 << 20);
    await connection.write((writer) =>
      writer.execute('UPDATE thing SET content = ? WHERE id = 1', [new Uint8Array(20_000)]),
    );
    expect(
      (await errorOf(connection.write((writer) => writer.execute('INSERT INTO thing (id) VALUES (1)')))).code,
    ).toBe('DATACENTER_DUPLICATE');
  });

  it('refuses to write when opened for reading, by the guard and by the engine', async () => {
    const connection = connect(url);
    expect((await errorOf(connection.query('DELETE FROM thing'))).code).toBe('DATACENTER_READ_ONLY');
    expect((await errorOf(connection.write(async () => undefined))).code).toBe('DATACENTER_READ_ONLY');
    if (engine === 'postgres') {
      // A writing function the guard cannot know.
      const maker = connect(url, { writable: true });
      await maker.write((writer) =>
        writer.execute("CREATE FUNCTION sneaky() RETURNS int LANGUAGE sql AS 'DELETE FROM thing; SELECT 1'"),
      );
      expect((await errorOf(connection.query('SELECT sneaky()'))).code).toBe('DATACENTER_READ_ONLY');
    }
    expect(await connection.query('SELECT count(*) AS c FROM thing')).toEqual([{ c: 60 }]);
  });

  it('stops a statement at its time limit and at the person’s word, then works on', async () => {
    const connection = connect(url);
    const from = performance.now();
    expect((await errorOf(connection.query(SLEEP[engine], [], { timeoutMs: 300 }))).code).toBe(
      'DATACENTER_STATEMENT_TIMEOUT',
    );
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await expect(connection.query(SLEEP[engine], [], { signal: abort.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(performance.now() - from).toBeLessThan(4_000);
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    if (engine === 'postgres') {
      const still = await connection.query(
        "SELECT count(*) AS c FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'",
      );
      expect(still).toEqual([{ c: 0 }]);
    }
    if (engine === 'mysql') {
      const still = await connection.query(
        "SELECT count(*) AS c FROM information_schema.processlist WHERE info LIKE 'SELECT sleep%'",
      );
      expect(still).toEqual([{ c: 0 }]);
    }
  });

  it('shares its few sessions among many', async () => {
    const connection = connect(url);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => connection.query('SELECT id FROM thing WHERE id = ?', [i])),
    );
    expect(answers.map(([row]) => row?.id)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it('says what is wrong with a statement', async () => {
    const connection = connect(url);
    expect((await errorOf(connection.query('SELECT * FROM no_such_table'))).code).toBe(
      'DATACENTER_MISSING_OBJECT',
    );
    expect((await errorOf(connection.query('SELECT FROM WHERE'))).code).toBe('DATACENTER_SYNTAX');
    expect((await errorOf(connection.query('SELECT 1; SELECT 2'))).code).toBe('DATACENTER_READ_ONLY');
    expect((await errorOf(connection.query('SELECT id FROM thing WHERE id = ?', []))).code).toMatch(
      /^DATACENTER_/,
    );
    expect((await errorOf(connection.query('SELECT ?', [1, 2]))).code).toBe('DATACENTER_STATEMENT');
  });

  it('reports health', async () => {
    const test = await testUrl(url, { spawn: forkProcess });
    expect(test).toMatchObject({ ok: true, error: null });
    expect(test.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'reachable passed',
      'signedIn passed',
      'readable passed',
    ]);
  });

  it('takes the province-wide structure forward and back, one program at a time', async () => {
    const connection = connect(url, { writable: true });
    const before = await planStructure(connection);
    expect(before.version).toBe(0);
    const runs = await Promise.allSettled(
      [1, 2].map(() => migrateStructure(connection, { now: new Date() })),
    );
    const refused = runs.filter((run) => run.status === 'rejected');
    expect(refused.length).toBeLessThanOrEqual(1);
    for (const run of refused)
      expect(run.reason).toMatchObject({ data: { code: 'DATACENTER_STRUCTURE_LOCKED' } });
    expect(await planStructure(connection)).toMatchObject({ version: before.newest, steps: [] });
    expect(await connection.query('SELECT count(*) AS c FROM court_case')).toEqual([{ c: 0 }]);
    await migrateStructure(connection, { now: new Date(), to: 0 });
    expect((await planStructure(connection)).version).toBe(0);
    expect((await errorOf(connection.query('SELECT count(*) FROM court_case'))).code).toBe(
      'DATACENTER_MISSING_OBJECT',
    );
  });

  it('leaves a failed step resumable or undone', async () => {
    const connection = connect(url, { writable: true });
    const good = {
      number: 10,
      name: 'good',
      up: async (knex: import('knex').Knex) => knex.schema.createTable('step_one', (t) => t.integer('id')),
      down: async (knex: import('knex').Knex) => knex.schema.dropTable('step_one'),
    };
    const broken = {
      number: 20,
      name: 'broken',
      up: async (knex: import('knex').Knex) => {
        await knex.schema.createTable('step_two', (t) => t.integer('id'));
        await knex.raw('CREATE NONSENSE');
      },
      down: async () => undefined,
    };
    const options = { now: new Date(), migrations: [good, broken] };
    expect(await errorOf(migrateStructure(connection, options))).toMatchObject({
      code: 'DATACENTER_STRUCTURE_FAILED',
    });
    expect((await planStructure(connection, undefined, options.migrations)).version).toBe(10);
    const mended = {
      ...broken,
      up: async (knex: import('knex').Knex) => {
        await knex.schema.createTable('step_two', (t) => t.integer('id'));
        await knex.raw('CREATE TABLE step_three (id int)');
      },
    };
    await migrateStructure(connection, { ...options, migrations: [good, mended] });
    expect((await planStructure(connection, undefined, options.migrations)).version).toBe(20);
    expect(await connection.query('SELECT count(*) AS c FROM step_three')).toEqual([{ c: 0 }]);
  });
});

describe('a server that is away, wrong or odd', () => {
  const listeners: OddListener[] = [];
  afterAll(async () => {
    for (const listener of listeners) await listener.close();
  });
  const kept = async (listener: Promise<OddListener>) => {
    listeners.push(await listener);
    return (await listener).port;
  };
  const SECRET = 'Very-Secret-42';
  const scheme = { postgres: 'postgres', mysql: 'mysql', oracle: 'oracle', mssql: 'mssql' } as const;
  const engines = Object.keys(scheme) as (keyof typeof scheme)[];
  const diagnosis = async (url: string, connectTimeoutMs = 1_000) => {
    const answer = await testUrl(url, { spawn: forkProcess, connectTimeoutMs });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    return answer.error?.code;
  };
  const at = (engine: keyof typeof scheme, port: number) =>
    `${scheme[engine]}://reader:${SECRET}@127.0.0.1:${port}/ops`;

  it.each(engines)('%s: refused', async (engine) => {
    expect(await diagnosis(at(engine, await freePort()))).toBe('DATACENTER_REFUSED');
  });
  it.each(engines)('%s: no such host', async (engine) => {
    expect(await diagnosis(`${scheme[engine]}://reader:${SECRET}@no-such-host.invalid/ops`)).toBe(
      'DATACENTER_HOST',
    );
  });
  it.concurrent.each(engines)('%s: silent', async (engine) => {
    const from = performance.now();
    expect(await diagnosis(at(engine, await kept(silentListener())))).toBe('DATACENTER_TIMEOUT');
    expect(performance.now() - from).toBeLessThan(5_000);
  });
  it.concurrent.each(engines)('%s: nonsense', async (engine) => {
    expect(await diagnosis(at(engine, await kept(nonsenseListener())))).toBe('DATACENTER_PROTOCOL');
  });
  it.each(engines)('%s: hangs up', async (engine) => {
    expect(await diagnosis(at(engine, await kept(closingListener())))).toBe('DATACENTER_HUNG_UP');
  });

  it('Oracle: wrong service name, wrong SID, and a server that is too old for Thin', async () => {
    expect(await diagnosis(at('oracle', await kept(refusingOracle(12514))))).toBe('DATACENTER_DATABASE');
    expect(await diagnosis(`${at('oracle', await kept(refusingOracle(12505)))}?sid=1`)).toBe(
      'DATACENTER_DATABASE',
    );
    expect(await diagnosis(at('oracle', await kept(refusingOracle(12528))))).toBe('DATACENTER_STARTING');
    const answer = await testUrl(at('oracle', await kept(oldOracle())), { spawn: forkProcess });
    expect(answer.error?.code).toBe('DATACENTER_THICK');
    expect(answer.error?.message).toContain('Instant Client');
  });

  it('Dameng: says what to supply when the driver is not there, and uses it when it is', async () => {
    const port = await kept(silentListener());
    const url = `dm://reader:${SECRET}@127.0.0.1:${port}`;
    expect(await diagnosis(url)).toBe('DATACENTER_DRIVER_MISSING');
    const drivers = join(folder.dir, 'drivers');
    mkdirSync(join(drivers, 'dmdb'), { recursive: true });
    writeFileSync(
      join(drivers, 'dmdb', 'index.js'),
      "module.exports = { getConnection: async () => { throw new Error('[-2501]:用户名或密码错误'); } };\n",
    );
    const answer = await testUrl(url, { spawn: forkProcess, driverFolders: [drivers] });
    expect(answer.error?.code).toBe('DATACENTER_PASSWORD');
  });

  it('PostgreSQL: wrong password, database, TLS, and a session killed in mid-fetch', async () => {
    const server = new URL(inject('postgresUrl'));
    const wrong = new URL(server);
    wrong.password = SECRET;
    expect(await diagnosis(wrong.href)).toBe('DATACENTER_PASSWORD');
    const nowhere = new URL(server);
    nowhere.pathname = '/no_such_database';
    expect(await diagnosis(nowhere.href)).toBe('DATACENTER_DATABASE');
    expect(await diagnosis(`${server.href}?tls=verify`)).toBe('DATACENTER_TLS');

    const connection = connect(server.href);
    const killer = connect(server.href, { writable: true });
    const pages = connection.pages<{ pid: number }>(
      'SELECT pg_backend_pid() AS pid, repeat(md5(i::text), 100) FROM generate_series(1, 100000) i',
      [],
      { pageSize: 100 },
    );
    const failure = await errorOf(async () => {
      let killed = false;
      for await (const page of pages) {
        if (killed) continue;
        killed = true;
        await killer.write((writer) =>
          writer.query('SELECT pg_terminate_backend(?::int)', [page[0]?.pid ?? 0]),
        );
      }
    });
    expect(failure.code).toBe('DATACENTER_LOST');
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('replaces an idle session the server has ended', async () => {
    const connection = connect(inject('postgresUrl'));
    const [before] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const killer = connect(inject('postgresUrl'), { writable: true });
    await killer.write((writer) => writer.query('SELECT pg_terminate_backend(?::int)', [before?.pid ?? 0]));
    const [after] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    expect(after?.pid).not.toBe(before?.pid);
  });

  it.skipIf(!mariadbUrl)('MariaDB: wrong password, database, TLS', async () => {
    const wrong = new URL(mariadbUrl);
    wrong.password = SECRET;
    expect(await diagnosis(wrong.href)).toBe('DATACENTER_PASSWORD');
    const nowhere = new URL(mariadbUrl);
    nowhere.pathname = '/no_such_database';
    expect(await diagnosis(nowhere.href)).toBe('DATACENTER_DATABASE');
    expect(await diagnosis(`${mariadbUrl}?tls=verify`)).toBe('DATACENTER_TLS');
  });

  it('SQLite: no file, no database, a folder', async () => {
    // A process of its own has to start: a busy machine takes its time.
    const ofFile = (path: string) => diagnosis(`sqlite://${path}`, 20_000);
    expect(await ofFile(join(folder.dir, 'nowhere.sqlite'))).toBe('DATACENTER_FILE_MISSING');
    const text = join(folder.dir, 'text.sqlite');
    writeFileSync(text, 'no database at all '.repeat(500));
    expect(await ofFile(text)).toBe('DATACENTER_NOT_DATABASE');
    expect(await ofFile(folder.dir)).toBe('DATACENTER_FILE_MISSING');
  });

  it('an account with few rights gets what it may read, and notes of what was left out', async () => {
    const url = await createPostgresDatabase(inject('postgresUrl'), 'ops_rights');
    const owner = connect(url, { writable: true });
    await owner.write(async (writer) => {
      await writer.execute('CREATE TABLE court_case (case_id text)');
      await writer.execute('CREATE TABLE hidden (id int)');
      await writer.execute('DROP ROLE IF EXISTS ops_reader');
      await writer.execute("CREATE ROLE ops_reader LOGIN PASSWORD 'reader'");
      await writer.execute('GRANT SELECT ON court_case TO ops_reader');
      await writer.execute('REVOKE SELECT ON pg_locks FROM PUBLIC');
    });
    const reader = new URL(url);
    reader.username = 'ops_reader';
    reader.password = 'reader';
    const answer = await testUrl(reader.href, { spawn: forkProcess });
    expect(answer.ok).toBe(true);
    expect(answer.notes.some((note) => note.includes('阻塞') && note.includes('无权'))).toBe(true);
    expect((await errorOf(connect(reader.href).query('SELECT * FROM hidden'))).code).toBe(
      'DATACENTER_NO_RIGHT',
    );
    await owner.close();
  });
});

describe('saved connections', () => {
  it('keep their password to themselves, and only for the server it was given for', async () => {
    const workspace = await testWorkspace();
    const { core } = workspace;
    const engineer = await signedIn(core, 'engineer');
    const target = parseDatabaseUrl(inject('postgresUrl'));
    const input = connectionInputSchema.parse({ ...target, name: '中心库' });
    const saved = await saveConnection(core, engineer, input);
    expect(saved).toMatchObject({ hasPassword: true, isDefault: true });
    expect(
      JSON.stringify([saved, await listConnections(core), await listAudit(core, { offset: 0, limit: 50 })]),
    ).not.toContain(target.password);
    const stored = await core.log('datacenter_connection').first('password_sealed');
    expect(stored.password_sealed).not.toContain(target.password);

    const { password: _forgotten, ...without } = input;
    expect((await testConnection(core, { id: saved.id })).ok).toBe(true);
    expect((await testConnection(core, { ...without, id: saved.id })).ok).toBe(true);
    const moved = { ...without, id: saved.id, host: 'elsewhere.invalid' };
    expect((await errorOf(testConnection(core, moved))).code).toBe('DATACENTER_PASSWORD_NEEDED');
    expect((await errorOf(saveConnection(core, engineer, moved))).code).toBe('DATACENTER_PASSWORD_NEEDED');

    const renamed = await saveConnection(core, engineer, { ...without, id: saved.id, name: '主库' });
    expect(renamed).toMatchObject({ name: '主库', hasPassword: true });
    const connection = await openConnection(core);
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await connection.close();
    expect((await datacenterHealth(core)).items.find((item) => item.id === 'sessions')?.limit).toBe(60);
    await workspace.remove();
  });

  it('have one default, unique names, and say what is missing', async () => {
    const workspace = await testWorkspace();
    const { core } = workspace;
    const engineer = await signedIn(core, 'engineer');
    expect((await errorOf(openConnection(core))).code).toBe('DATACENTER_NONE');
    const file = (name: string) =>
      connectionInputSchema.parse({ name, engine: 'sqlite', file: 'centre.sqlite' });
    new Database(join(workspace.dir, 'centre.sqlite')).exec('CREATE TABLE court_case (case_id text)').close();
    const one = await saveConnection(core, engineer, file('一'));
    const two = await saveConnection(core, engineer, file('二'));
    expect([one.isDefault, two.isDefault]).toEqual([true, false]);
    await setDefaultConnection(core, engineer, two.id);
    expect((await listConnections(core)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['二', true],
      ['一', false],
    ]);
    expect((await errorOf(saveConnection(core, engineer, file('二')))).code).toBe('DATACENTER_NAME_TAKEN');
    expect(
      (
        await errorOf(
          saveConnection(
            core,
            engineer,
            connectionInputSchema.parse({ name: '三', engine: 'oracle', host: 'h' }),
          ),
        )
      ).code,
    ).toBe('DATACENTER_INCOMPLETE');
    expect((await testConnection(core, { id: two.id })).notes).toEqual([]);
    expect((await datacenterHealth(core)).items.map((item) => item.id)).toEqual([
      'latency',
      'size',
      'storage',
      'lastBackup',
      'yesterdayRows',
      'diskFree',
      'archive',
    ]);
    await removeConnection(core, engineer, two.id);
    expect((await errorOf(removeConnection(core, engineer, two.id))).code).toBe('DATACENTER_NOT_FOUND');
    await workspace.remove();
  });
});
