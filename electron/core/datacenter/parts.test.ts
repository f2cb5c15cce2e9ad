import type { Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import { ENGINES } from '../../../shared/contract/datacenter.ts';
import type { Session } from './dialect.ts';
import { nativePlaceholders } from './placeholders.ts';
import { createSessionPool } from './sessionPool.ts';
import { structureSql } from './structureSql.ts';
import { describeTarget, parseDatabaseUrl } from './url.ts';
import {
  columnNames,
  dayOrInstant,
  decimalValue,
  instantText,
  integerValue,
  wallClockOfLocal,
} from './values.ts';

describe('addresses', () => {
  it('are read with their parts, encoded or not', () => {
    expect(parseDatabaseUrl('postgres://u:p%40ss%3A@h:6000/db')).toMatchObject({
      engine: 'postgres',
      user: 'u',
      password: 'p@ss:',
      host: 'h',
      port: 6000,
      database: 'db',
    });
    expect(parseDatabaseUrl('mysql://u:p@ss:w/rd@10.0.0.1/ops')).toMatchObject({
      engine: 'mysql',
      password: 'p@ss:w/rd',
      host: '10.0.0.1',
      port: 3306,
    });
    expect(parseDatabaseUrl('oracle://scott:100%@db/ORCL?sid=1')).toMatchObject({
      engine: 'oracle',
      password: '100%',
      sid: true,
      port: 1521,
    });
    expect(parseDatabaseUrl('mssql://u:p@[::1]:1433/x?tls=trust')).toMatchObject({
      host: '::1',
      tls: 'trust',
    });
    expect(parseDatabaseUrl('dm://u:p@h')).toMatchObject({ engine: 'dameng', database: '', port: 5236 });
    expect(parseDatabaseUrl('sqlite:///data/中 心.sqlite').file).toBe('/data/中 心.sqlite');
    expect(parseDatabaseUrl('sqlite:///C:/data/x.sqlite').file).toBe('C:/data/x.sqlite');
  });

  it.each([
    '',
    'x',
    'ftp://h/x',
    'postgres://',
    'postgres://u:secret@h:99999/x',
    'postgres://u:secret@h',
    'sqlite://x',
    'mysql://u:secret@h/x?foo=1',
    'mysql://u:secret%4@%20%zz/x',
  ])('that are none are refused without repeating them: %s', (url) => {
    try {
      parseDatabaseUrl(url);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ data: { code: 'DATACENTER_URL' } });
      expect(JSON.stringify((error as { data: object }).data)).not.toContain('secret');
    }
  });

  it('are shown without user and password', () => {
    expect(describeTarget(parseDatabaseUrl('postgres://u:secret@h:1/db'))).toBe('h:1/db');
    expect(describeTarget(parseDatabaseUrl('sqlite:///secret/folder/x.sqlite'))).toBe('x.sqlite');
  });
});

describe('values', () => {
  it.each<[string, string | number]>([
    ['0', 0],
    ['-0.00', 0],
    ['123.40', 123.4],
    ['100', 100],
    ['-0012.500', -12.5],
    ['.5', 0.5],
    ['999999999999999', 999999999999999],
    ['9007199254740993', '9007199254740993'],
    ['-12345678901234567.8900', '-12345678901234567.89'],
    ['1.5E+3', 1500],
    ['NaN', 'NaN'],
  ])('decimal %s', (text, value) => expect(decimalValue(text)).toBe(value));

  it('whole numbers are numbers while exact', () => {
    expect(integerValue(12n)).toBe(12);
    expect(integerValue(9007199254740993n)).toBe('9007199254740993');
  });

  it('instants and days are wall-clock text', () => {
    expect(instantText('2026-11-20 08:47:05.123+08')).toBe('2026-11-20 08:47:05');
    expect(instantText('infinity')).toBe('infinity');
    expect(wallClockOfLocal(new Date(2026, 10, 20, 8, 47, 5))).toBe('2026-11-20 08:47:05');
    expect(dayOrInstant('2026-11-20 00:00:00')).toBe('2026-11-20');
    expect(dayOrInstant('2026-11-20 00:00:01')).toBe('2026-11-20 00:00:01');
  });

  it('columns are lower case and each has its own name', () => {
    expect(columnNames(['ID', 'id', 'Name'])).toEqual(['id', 'id_2', 'name']);
  });
});

describe('placeholders', () => {
  it('become the engine’s own, outside strings and comments only', () => {
    const sql = 'SELECT ?, \'?\', "?" -- ?\nFROM t WHERE a = ?';
    expect(nativePlaceholders(sql, 'postgres')).toEqual({
      sql: 'SELECT $1, \'?\', "?" -- ?\nFROM t WHERE a = $2',
      count: 2,
    });
    expect(nativePlaceholders(sql, 'oracle').sql).toContain('a = :2');
    expect(nativePlaceholders(sql, 'mssql').sql).toContain('a = @p1');
    expect(nativePlaceholders(sql, 'sqlite').sql).toBe(sql);
  });
});

describe('the session pool', () => {
  const session = (): Session => ({ alive: () => true, close: async () => undefined }) as unknown as Session;

  it('opens no more than allowed, and hands a released one to who waits', async () => {
    let opened = 0;
    const pool = createSessionPool({
      maxSessions: 2,
      waitMs: 5_000,
      now: Date.now,
      mayRetry: () => true,
      open: async () => {
        opened++;
        return session();
      },
    });
    const first = await pool.acquire();
    await pool.acquire();
    const third = pool.acquire();
    pool.release(first.session, false);
    expect((await third).session).toBe(first.session);
    expect((await third).reused).toBe(true);
    expect(opened).toBe(2);
    await pool.close();
  });

  it('backs off after a failure, longer each time, and tries again when the time has come', async () => {
    let now = 0;
    let attempts = 0;
    const pool = createSessionPool({
      maxSessions: 2,
      waitMs: 100,
      now: () => now,
      mayRetry: () => true,
      open: async () => {
        attempts++;
        throw new Error('away');
      },
    });
    const attempt = () => pool.acquire().catch(() => undefined);
    await attempt();
    await attempt();
    expect(attempts).toBe(1);
    now = 1_000;
    await attempt();
    now = 2_500;
    await attempt();
    expect(attempts).toBe(2);
    now = 3_000;
    await attempt();
    expect(attempts).toBe(3);
    await pool.close();
  });

  it('never tries a refused password twice', async () => {
    let attempts = 0;
    const pool = createSessionPool({
      maxSessions: 2,
      waitMs: 100,
      now: () => attempts * 1e9,
      mayRetry: () => false,
      open: async () => {
        attempts++;
        throw new Error('password');
      },
    });
    await expect(pool.acquire()).rejects.toThrow('password');
    await expect(pool.acquire()).rejects.toThrow('password');
    expect(attempts).toBe(1);
  });

  it('lets a waiting caller leave by its signal or after its time', async () => {
    const pool = createSessionPool({
      maxSessions: 1,
      waitMs: 50,
      now: Date.now,
      mayRetry: () => true,
      open: async () => session(),
    });
    await pool.acquire();
    await expect(pool.acquire(AbortSignal.abort())).rejects.toThrow();
    await expect(pool.acquire()).rejects.toMatchObject({ data: { code: 'DATACENTER_BUSY' } });
    await pool.close();
    await expect(pool.acquire()).rejects.toMatchObject({ data: { code: 'DATACENTER_CLOSED' } });
  });
});

describe('structure as text', () => {
  const step = {
    number: 10,
    name: 'sample',
    up: async (knex: Knex) => {
      await knex.schema.createTable('efile_sample', (t) => {
        t.string('file_id', 24).primary();
        t.decimal('amount', 16, 2);
        t.date('made_date');
        t.timestamp('made_at', { useTz: false }).index();
        t.text('notes');
        t.binary('content');
      });
    },
    down: async (knex: Knex) => {
      await knex.schema.dropTable('efile_sample');
    },
  };

  it('is what each engine understands: wide types on MySQL, lengths in characters and upper-case names on Oracle', async () => {
    const sql = Object.fromEntries(
      await Promise.all(
        ENGINES.map(async (engine) => [engine, await structureSql(engine, step, 'up')] as const),
      ),
    );
    expect(sql).toMatchInlineSnapshot(`
      {
        "dameng": [
          "create table "EFILE_SAMPLE" ("FILE_ID" varchar2(24 char), "AMOUNT" decimal(16, 2), "MADE_DATE" date, "MADE_AT" timestamp, "NOTES" clob, "CONTENT" blob)",
          "alter table "EFILE_SAMPLE" add constraint "EFILE_SAMPLE_PKEY" primary key ("FILE_ID")",
          "create index "EFILE_SAMPLE_MADE_AT_INDEX" on "EFILE_SAMPLE" ("MADE_AT")",
        ],
        "mssql": [
          "CREATE TABLE [efile_sample] ([file_id] nvarchar(24), [amount] decimal(16, 2), [made_date] date, [made_at] datetime2, [notes] nvarchar(max), [content] varbinary(max), CONSTRAINT [efile_sample_pkey] PRIMARY KEY ([file_id]))",
          "CREATE INDEX [efile_sample_made_at_index] ON [efile_sample] ([made_at])",
        ],
        "mysql": [
          "create table \`efile_sample\` (\`file_id\` varchar(24), \`amount\` decimal(16, 2), \`made_date\` date, \`made_at\` datetime, \`notes\` longtext, \`content\` longblob, primary key (\`file_id\`))",
          "alter table \`efile_sample\` add index \`efile_sample_made_at_index\`(\`made_at\`)",
        ],
        "oracle": [
          "create table "EFILE_SAMPLE" ("FILE_ID" varchar2(24 char), "AMOUNT" decimal(16, 2), "MADE_DATE" date, "MADE_AT" timestamp, "NOTES" clob, "CONTENT" blob)",
          "alter table "EFILE_SAMPLE" add constraint "EFILE_SAMPLE_PKEY" primary key ("FILE_ID")",
          "create index "EFILE_SAMPLE_MADE_AT_INDEX" on "EFILE_SAMPLE" ("MADE_AT")",
        ],
        "postgres": [
          "create table "efile_sample" ("file_id" varchar(24), "amount" decimal(16, 2), "made_date" date, "made_at" timestamp, "notes" text, "content" bytea, constraint "efile_sample_pkey" primary key ("file_id"))",
          "create index "efile_sample_made_at_index" on "efile_sample" ("made_at")",
        ],
        "sqlite": [
          "create table \`efile_sample\` (\`file_id\` varchar(24), \`amount\` float, \`made_date\` date, \`made_at\` datetime, \`notes\` text, \`content\` blob, primary key (\`file_id\`))",
          "create index \`efile_sample_made_at_index\` on \`efile_sample\` (\`made_at\`)",
        ],
      }
    `);
    expect((await structureSql('oracle', step, 'down'))[0]).toBe('drop table "EFILE_SAMPLE"');
  });

  it('refuses a step that reads first', async () => {
    const reading = { ...step, up: async (knex: Knex) => void (await knex('t').select('*')) };
    await expect(structureSql('postgres', reading, 'up')).rejects.toMatchObject({
      data: { code: 'DATACENTER_STRUCTURE_READS' },
    });
  });
});
