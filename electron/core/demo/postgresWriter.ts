import knex, { type Knex } from 'knex';
import { down, TABLES, up } from '../../../migrations/datacenter/0010_province.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';
import { parseDatabaseUrl, type Target } from '../datacenter/url.ts';
import type { Row } from './rows.ts';
import { createBuffer, type Writer } from './writer.ts';

/** Bytes of file content in one statement at most, rows likewise. */
const STATEMENT_BYTES = 8_000_000;
const STATEMENT_ROWS = 5_000;
const CONNECT_TIMEOUT_MS = 8_000;
/** Every error is thrown to us; knex would print it to standard output as well. */
const SILENT = { warn: ignore, error: ignore, deprecate: ignore, debug: ignore };

function ignore(): void {}
/** Stands as the comment of `court_case` in a demo: only such a database is ever replaced. */
const DEMO_MARK = 'operations console demo data';

/**
 * Writes everything in one transaction: a creation that is cut short leaves the database as it was. Rows go as arrays, one per
 * column; indexes are built last.
 * @throws DEMO_DATABASE_UNREACHABLE, DEMO_DATABASE_NOT_EMPTY, DEMO_DATABASE_REFUSED
 */
export async function createPostgresWriter(url: string): Promise<Writer> {
  const { host, port, user, password, database: name, tls } = postgresTarget(url);
  const ssl = tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' };
  const database = knex({
    client: 'pg',
    connection: {
      host,
      port,
      user,
      password,
      database: name,
      ssl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    },
    pool: { min: 0, max: 1 },
    log: SILENT,
  });
  const trx = await begin(database);
  const buffer = createBuffer();
  const columns = new Map<string, [name: string, type: string][]>();
  let indexes: string[] = [];

  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const state = (error as { code?: unknown }).code;
      if (typeof state !== 'string' || !/^[0-9A-Z]{5}$/.test(state)) throw error;
      throw fail('DEMO_DATABASE_REFUSED', demoMessages.databaseRefused(state), { sqlState: state }, error);
    }
  };
  const abort = async () => {
    if (!trx.isCompleted()) await trx.rollback();
    await database.destroy();
  };

  try {
    await guarded(async () => {
      await clear(trx);
      await up(trx);
      await trx.raw(`COMMENT ON TABLE court_case IS '${DEMO_MARK}'`);
      await trx.raw(`SET LOCAL maintenance_work_mem = '128MB'`);
      indexes = await dropIndexes(trx);
      for (const table of TABLES) columns.set(table, await columnsOf(trx, table));
    });
  } catch (error) {
    await abort();
    throw error;
  }

  return {
    add: buffer.add,
    pending: buffer.pending,
    flush: () =>
      guarded(async () => {
        for (const [table, rows] of buffer.take()) {
          for (const part of parts(rows)) await insert(trx, table, columns.get(table) ?? [], part);
        }
      }),
    finish: () =>
      guarded(async () => {
        for (const sql of indexes) await trx.raw(sql);
        await trx.commit();
        await database.destroy();
      }),
    abort,
  };
}

/**
 * The parts of a PostgreSQL address.
 * @throws DEMO_URL_INVALID
 */
export function postgresTarget(url: string): Target {
  try {
    const target = parseDatabaseUrl(url);
    if (target.engine === 'postgres' && target.host && target.database) return target;
  } catch (error) {
    throw fail('DEMO_URL_INVALID', demoMessages.urlInvalid, undefined, error);
  }
  throw fail('DEMO_URL_INVALID', demoMessages.urlInvalid);
}

async function begin(database: Knex): Promise<Knex.Transaction> {
  try {
    return await database.transaction();
  } catch (error) {
    await database.destroy();
    const code = (error as { code?: unknown }).code;
    throw fail(
      'DEMO_DATABASE_UNREACHABLE',
      demoMessages.databaseUnreachable(reasonOf(code)),
      undefined,
      error,
    );
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: '对方拒绝连接（服务没有启动或端口不对）',
  ENOTFOUND: '找不到这个主机名',
  ETIMEDOUT: '连接超时',
  '28P01': '用户名或口令不对',
  '28000': '不允许该用户从本机登录',
  '3D000': '没有这个库',
};

function reasonOf(code: unknown): string {
  return (typeof code === 'string' ? REASONS[code] : undefined) ?? '没有收到应答';
}

/** Drops an earlier demo; anything else that bears our table names is left alone. */
async function clear(trx: Knex.Transaction): Promise<void> {
  const found = await trx('pg_tables')
    .whereRaw('schemaname = current_schema()')
    .whereIn('tablename', [...TABLES])
    .select('tablename');
  if (found.length === 0) return;
  const mark = await trx.raw(`SELECT obj_description(to_regclass('court_case'), 'pg_class') AS mark`);
  if (mark.rows[0]?.mark !== DEMO_MARK) throw fail('DEMO_DATABASE_NOT_EMPTY', demoMessages.databaseNotEmpty);
  await down(trx);
}

async function dropIndexes(trx: Knex.Transaction): Promise<string[]> {
  const answer = await trx.raw(
    `SELECT i.indexname AS name, i.indexdef AS sql FROM pg_indexes i
     WHERE i.schemaname = current_schema() AND i.tablename = ANY(?)
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname AND c.connamespace = current_schema()::regnamespace)
     ORDER BY i.indexname`,
    [[...TABLES]],
  );
  const rows = answer.rows as { name: string; sql: string }[];
  for (const { name } of rows) await trx.raw('DROP INDEX ??', [name]);
  return rows.map((row) => row.sql);
}

async function columnsOf(trx: Knex.Transaction, table: string): Promise<[string, string][]> {
  const answer = await trx.raw(
    `SELECT column_name AS name, CASE udt_name WHEN 'varchar' THEN 'text' ELSE udt_name END AS type
     FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position`,
    [table],
  );
  return (answer.rows as { name: string; type: string }[]).map((row) => [row.name, row.type]);
}

async function insert(
  trx: Knex.Transaction,
  table: string,
  columns: [string, string][],
  rows: readonly Row[],
): Promise<void> {
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  const arrays = columns.map(([, type]) => `?::${type}[]`).join(', ');
  const values = columns.map(([name]) => rows.map((row) => row[name] ?? null));
  const sql = `INSERT INTO "${table}" (${names}) SELECT * FROM unnest(${arrays})`;
  // The driver writes a null in an array as NULL; only knex's types do not know of it.
  await trx.raw(sql, values as string[][]);
}

function* parts(rows: readonly Row[]): Generator<Row[]> {
  let part: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    part.push(row);
    if (Buffer.isBuffer(row.content)) bytes += row.content.length;
    if (part.length < STATEMENT_ROWS && bytes < STATEMENT_BYTES) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield part;
}
