import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Checksum, EngineSql } from '../../electron/core/compare/engines/engine.ts';
import { engineSql } from '../../electron/core/compare/engines/index.ts';
import { checksumOf } from '../../electron/core/compare/hashing.ts';
import { type Column, familyOf, type Rule, ruleFor } from '../../electron/core/compare/kinds.ts';
import { structureOfEngine } from '../../electron/core/datacenter/structure.ts';
import { postgresWithOrafce, startPostgres } from '../support/postgres.ts';

/**
 * Oracle's expressions executed for their meaning on a PostgreSQL with the extension orafce (NVL, TO_CHAR of days, dual …).
 * What orafce lacks is written below by Oracle's documentation: how TM9 prints, what STANDARD_HASH and RAWTOHEX give.
 */
const SHIM = `
  CREATE EXTENSION orafce;
  CREATE SCHEMA ora;
  CREATE FUNCTION ora.to_char(value numeric, format text, nls text) RETURNS text IMMUTABLE LANGUAGE sql
    AS $$ SELECT regexp_replace(trim_scale(value)::text, '^(-?)0[.]', '\\1.') $$;
  CREATE FUNCTION ora.nvl(value text, other text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT coalesce(value, other) $$;
  CREATE FUNCTION ora.to_char(value text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT value $$;
  CREATE FUNCTION ora.convert(value text, charset text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT value $$;
  CREATE FUNCTION ora.standard_hash(value text, method text) RETURNS bytea IMMUTABLE LANGUAGE sql
    AS $$ SELECT decode(md5(value), 'hex') $$;
  CREATE FUNCTION ora.rawtohex(value bytea) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT upper(encode(value, 'hex')) $$;
  CREATE FUNCTION ora.to_number(value text, format text) RETURNS numeric IMMUTABLE LANGUAGE sql
    AS $$ SELECT ('x' || lpad(value, 16, '0'))::bit(64)::bigint::numeric $$;`;

/** name, Oracle's type and digits, PostgreSQL's type, and values as PostgreSQL takes them. Oracle has no empty text. */
const COLUMNS: [name: string, type: string, digits: number | null, own: string, values: (string | null)[]][] =
  [
    ['COURT', 'number', 0, 'integer', ['3000', '0', '-7', null]],
    ['BDJE', 'number', 2, 'numeric(18,2)', ['0.50', '-0.05', '1200.00', null]],
    [
      'LARQ',
      'date',
      null,
      'timestamp',
      ['2026-01-02 00:00:00', '1999-12-31 23:59:59', '2026-11-20 08:00:00', null],
    ],
    [
      'GXSJ',
      'timestamp',
      6,
      'timestamp',
      ['2026-01-02 03:04:05.1', '2026-01-02 00:00:00', '1970-01-01 00:00:00.000001', null],
    ],
    ['DM', 'char', null, 'char(8)', ['甲', 'a', '09_1', null]],
    ['MC', 'varchar2', null, 'varchar(60)', ['判决（2026）', ' 前后 ', "单'引号", null]],
  ];

const md5Of = (engine: EngineSql, text: string) => (engine.checksums.md5[0] as Checksum)(text);

const installed = postgresWithOrafce();
if (!installed)
  console.warn(
    'SKIPPED ALOUD: no PostgreSQL with orafce on this machine; on Debian: apt-get install -y postgresql postgresql-15-orafce',
  );

function column(engine: 'oracle' | 'postgres', name: string, type: string, digits: number | null): Column {
  const family = familyOf(engine, type, digits);
  const isTime = family === 'timestamp';
  return {
    name,
    type,
    family,
    scale: isTime ? null : digits,
    fraction: engine === 'oracle' && type === 'date' ? 0 : isTime ? 6 : null,
    nullable: true,
    bytes: null,
    bytewise: true,
    utf8: true,
  };
}

const OWN: Record<string, string> = {
  number: 'numeric',
  date: 'timestamp',
  varchar2: 'character varying',
  char: 'character',
};
const PAIRS = COLUMNS.map(([name, type, digits]) => {
  const oracle = column('oracle', name, type, digits);
  const own = column('postgres', name, OWN[type] ?? type, digits);
  const rule: Rule = ruleFor({ engine: 'oracle', column: oracle }, { engine: 'postgres', column: own });
  return { name, oracle, own, rule };
});

describe.skipIf(!installed)('Oracle’s expressions, executed', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let client: pg.Client;
  beforeAll(async () => {
    server = await startPostgres({ installed });
    client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(SHIM);
    await client.query(
      `CREATE TABLE "AJ" (${COLUMNS.map(([name, , , own]) => `"${name}" ${own}`).join(', ')})`,
    );
    for (let row = 0; row < 4; row++)
      await client.query(
        `INSERT INTO "AJ" VALUES (${COLUMNS.map((_column, at) => `$${at + 1}`).join(', ')})`,
        COLUMNS.map(([, , , , values]) => values[row] ?? null),
      );
  });
  afterAll(async () => {
    await client?.end();
    await server?.stop();
  });
  const asOracle = async (sql: string) => {
    await client.query('SET search_path = ora, oracle, public, pg_catalog');
    try {
      return (await client.query<{ v: string | null }>(sql)).rows.map(({ v }) => v);
    } finally {
      await client.query('SET search_path = public');
    }
  };
  const asOwn = async (sql: string) => (await client.query<{ v: string | null }>(sql)).rows.map(({ v }) => v);

  it.each(PAIRS)('$name reads the same text in both engines', async ({ oracle, own, rule }) => {
    const [left, right] = [engineSql('oracle'), engineSql('postgres')];
    const found = await asOracle(`SELECT ${left.canonical(oracle, rule)} AS v FROM "AJ" ORDER BY "COURT"`);
    expect(found).toEqual(
      await asOwn(`SELECT ${right.canonical(own, rule)} AS v FROM "AJ" ORDER BY "COURT"`),
    );
    expect(found.filter((value) => value !== null)).toHaveLength(3);
  });

  it('a row has the same checksum in both engines', async () => {
    const text = (engine: EngineSql, side: 'oracle' | 'own') =>
      md5Of(engine, engine.rowText(PAIRS.map((pair) => engine.canonical(pair[side], pair.rule))));
    const found = await asOracle(
      `SELECT (${text(engineSql('oracle'), 'oracle')})::text AS v FROM "AJ" ORDER BY "COURT"`,
    );
    expect(found).toEqual(
      await asOwn(`SELECT (${text(engineSql('postgres'), 'own')})::text AS v FROM "AJ" ORDER BY "COURT"`),
    );
    expect(new Set(found).size).toBe(4);
  });

  it('a row that Oracle 11g hands over, hashed by us, has it too', async () => {
    const columns: (string | null)[][] = [];
    for (const { oracle, rule } of PAIRS) {
      const text = engineSql('oracle').canonical(oracle, rule);
      columns.push(await asOracle(`SELECT ${text} AS v FROM "AJ" ORDER BY "COURT"`));
    }
    const ours = columns[0]?.map((_value, row) =>
      checksumOf(
        columns.map((column) => column[row] ?? null),
        'md5',
      ).toString(),
    );
    const text = engineSql('postgres').rowText(
      PAIRS.map((pair) => engineSql('postgres').canonical(pair.own, pair.rule)),
    );
    expect(ours).toEqual(
      await asOwn(`SELECT (${md5Of(engineSql('postgres'), text)})::text AS v FROM "AJ" ORDER BY "COURT"`),
    );
  });

  it('the statements of the daily checks are understood, with every table and column of the structure', async () => {
    for (const step of await structureOfEngine('postgres'))
      for (const statement of step.statements) await client.query(statement);
    const file = readFileSync(join(import.meta.dirname, '../fixtures/statements/oracle.sql'), 'utf8');
    const section = /-- 日检 inspection\n([\s\S]*?)\n-- /.exec(file)?.[1] ?? '';
    const statements = section
      .split(';\n')
      .map((text) => text.trim())
      .filter(Boolean);
    expect(statements.length).toBeGreaterThan(40);
    await client.query('SET search_path = oracle, public, pg_catalog');
    for (const [place, statement] of statements.entries()) {
      const native = statement.replace(/:(\d+)/g, '$$$1');
      await client.query(`PREPARE check_${place} AS ${native}`);
    }
  });
});
