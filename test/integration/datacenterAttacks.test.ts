import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DatacenterConnection } from '../../electron/core/datacenter/connection.ts';
import { openUrl, testUrl } from '../../electron/core/datacenter/datacenter.ts';
import { runQuery } from '../../electron/core/datacenter/query.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import { createPostgresDatabase, startPostgres } from '../support/postgres.ts';
import type { TestServer } from '../support/serverProcess.ts';
import { errorOf } from '../support/workspace.ts';

const mariadbUrl = inject('mariadbUrl');
const urls: Record<string, string> = {};
if (!mariadbUrl) console.warn('SKIPPED ALOUD: no MariaDB to attack');
const ENGINES = mariadbUrl ? (['postgres', 'mysql'] as const) : (['postgres'] as const);
const opened: DatacenterConnection[] = [];
const open = (url: string, writable = false) => {
  const connection = openUrl(url, { spawn: forkProcess, writable });
  opened.push(connection);
  return connection;
};

/** Functions that try to write, made by the owner beforehand: the guard cannot see into them, the server must refuse. */
const TRAPS = {
  postgres: [
    'CREATE FUNCTION sneaky() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO attack VALUES (2); RETURN 1; END $f$',
    'CREATE FUNCTION sneaky2() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN SET TRANSACTION READ WRITE; INSERT INTO attack VALUES (2); RETURN 1; END $f$',
  ],
  mysql: [
    'CREATE FUNCTION sneaky() RETURNS int DETERMINISTIC MODIFIES SQL DATA BEGIN INSERT INTO attack VALUES (2); RETURN 1; END',
  ],
};
const WRITES = {
  postgres: [
    'SELECT sneaky()',
    'SELECT sneaky2()',
    'EXPLAIN (ANALYZE) SELECT sneaky()',
    'WITH d AS (DELETE FROM attack RETURNING *) SELECT * FROM d',
    'SELECT * INTO stolen FROM attack',
    "COPY attack TO PROGRAM 'cat'",
    'DO $$ BEGIN DELETE FROM attack; END $$',
    "SELECT U&\"set\\005fconfig\"('default_transaction_read_only', 'off', false)",
    'SELECT 1; DELETE FROM attack',
    '/* SELECT */ DELETE FROM attack -- SELECT',
  ],
  mysql: [
    'SELECT sneaky()',
    "SELECT * FROM attack INTO OUTFILE '/tmp/ops-attack'",
    'SELECT 1 /*!50000 , sneaky() */',
    'SELECT 1 /*M! , sneaky() */',
    'WITH a AS (SELECT 1) DELETE FROM attack',
    'ANALYZE SELECT sneaky()',
    'SET STATEMENT max_statement_time = 0 FOR DELETE FROM attack',
    'SELECT 1; DELETE FROM attack',
  ],
};

beforeAll(async () => {
  urls.postgres = await createPostgresDatabase(inject('postgresUrl'), 'ops_attacks');
  if (mariadbUrl) urls.mysql = await createMariadbDatabase(mariadbUrl, 'ops_attacks');
  for (const engine of ENGINES) {
    await open(urls[engine] as string, true).write(async (writer) => {
      await writer.execute('CREATE TABLE attack (a int)');
      await writer.execute('INSERT INTO attack VALUES (1)');
      for (const trap of TRAPS[engine]) await writer.execute(trap);
    });
  }
}, 60_000);
afterAll(() => Promise.all(opened.map((connection) => connection.close())));

describe.each(ENGINES)('attacks on %s', (engine) => {
  it('no way of writing gets through a reading connection, and reading goes on', async () => {
    const connection = open(urls[engine] as string);
    for (const sql of WRITES[engine]) {
      const error = await errorOf(runQuery(connection, sql, { maxRows: 5 }));
      expect([sql, error.code]).toEqual([sql, 'DATACENTER_READ_ONLY']);
      expect(error.message).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await runQuery(connection, 'SELECT a FROM attack', { maxRows: 5 })).rows).toEqual([{ a: 1 }]);
  });

  it('a cell of 10 MB comes whole', async () => {
    const connection = open(urls[engine] as string);
    const { rows } = await runQuery(connection, "SELECT repeat('x', 10485760) AS big", { maxRows: 5 });
    expect(String(rows[0]?.big)).toHaveLength(10_485_760);
  });

  it('a session killed in mid-fetch says so; the next statement gets a new one', async () => {
    const connection = open(urls[engine] as string);
    const other = open(urls[engine] as string, true);
    const me = engine === 'postgres' ? 'pg_backend_pid()' : 'connection_id()';
    const many =
      engine === 'postgres'
        ? `SELECT ${me} AS id, repeat('x', 1000) AS x FROM generate_series(1, 200000)`
        : `SELECT ${me} AS id, repeat('x', 1000) AS x FROM information_schema.columns a, information_schema.columns b LIMIT 200000`;
    const error = await errorOf(async () => {
      let killed = false;
      for await (const page of connection.pages<{ id: number }>(many, [], { pageSize: 100 })) {
        if (killed) continue;
        killed = true;
        const id = Number(page[0]?.id);
        if (engine === 'mysql') await other.command(`KILL ${id}`);
        else await other.write((writer) => writer.query('SELECT pg_terminate_backend(?::int)', [id]));
      }
    });
    expect(error.code).toBe('DATACENTER_LOST');
    expect(error.message).toContain('中途断开');
    expect((await runQuery(connection, 'SELECT 1 AS one', { maxRows: 1 })).rows).toEqual([{ one: 1 }]);
  });

  it('wrong host, database, password and TLS each have their sentence', async () => {
    const codes: string[] = [];
    for (const change of [
      (url: URL) => {
        url.hostname = 'no-such-host.invalid';
      },
      (url: URL) => {
        url.pathname = '/nodb';
      },
      (url: URL) => {
        url.password = 'no';
      },
      (url: URL) => {
        url.searchParams.set('tls', 'verify');
      },
    ]) {
      const url = new URL(urls[engine] as string);
      change(url);
      const { error } = await testUrl(url.href, { spawn: forkProcess, connectTimeoutMs: 3_000 });
      codes.push(error?.code ?? '');
      expect(error?.message).not.toContain(decodeURIComponent(new URL(urls[engine] as string).password));
    }
    expect(codes).toEqual([
      'DATACENTER_HOST',
      'DATACENTER_DATABASE',
      'DATACENTER_PASSWORD',
      'DATACENTER_TLS',
    ]);
  });
});

describe('a server that restarts in mid-query', () => {
  let server: TestServer | undefined;
  afterAll(() => server?.stop());
  it('ends the statement with a sentence; two consoles work on when it is back', async () => {
    server = await startPostgres();
    const one = open(server.url);
    const two = open(server.url);
    const { rows } = await runQuery(two, 'SELECT pg_backend_pid() AS id', { maxRows: 1 });
    const running = errorOf(runQuery(one, 'SELECT pg_sleep(30)', { maxRows: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    // One backend dying badly makes the whole server end all sessions and start again.
    process.kill(Number(rows[0]?.id), 'SIGKILL');
    expect((await running).code).toBe('DATACENTER_LOST');
    for (const console of [one, two]) {
      await expect
        .poll(() => runQuery(console, 'SELECT 1 AS one', { maxRows: 1 }).catch(() => undefined), {
          timeout: 10_000,
        })
        .toMatchObject({ rows: [{ one: 1 }] });
    }
  }, 30_000);
});
