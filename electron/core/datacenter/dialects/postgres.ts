import knex from 'knex';
import type pg from 'pg';
import type { Dialect, OpenOptions, Session } from '../dialect.ts';
import { codeOf, type Fault, socketFault } from '../fault.ts';
import { StatementTimeout } from '../supervise.ts';
import type { Target } from '../url.ts';
import { decimalValue, instantText, type Value } from '../values.ts';

/** PostgreSQL and its family (KingbaseES, openGauss) through pg; rows from a portal, page by page. */
export const postgresDialect: Dialect = {
  engine: 'postgres',
  maxSessions: 16,
  builder: () => knex({ client: 'pg' }),
  open: openPostgres,
  fault: postgresFault,
};

/** Type ids of pg_type that need more than their text. */
const PARSERS: Record<number, (text: string) => Value> = {
  16: (text) => (text === 't' ? 1 : 0),
  17: (text) => (text.startsWith('\\x') ? Buffer.from(text.slice(2), 'hex') : Buffer.from(text, 'latin1')),
  20: decimalValue,
  21: Number,
  23: Number,
  26: Number,
  700: decimalValue,
  701: decimalValue,
  1114: instantText,
  1184: instantText,
  1700: decimalValue,
};
const asText = (text: string): Value => text;
const types = { getTypeParser: (oid: number) => PARSERS[oid] ?? asText };

/** What makes the lexer's and the values' assumptions hold in the session. */
const SESSION_SETTINGS = [
  "SET TIME ZONE 'Asia/Shanghai'",
  'SET DateStyle = ISO',
  'SET standard_conforming_strings = on',
  "SET bytea_output = 'hex'",
];
/** A server too hung to let the canceller in is cut off instead (see supervise). */
const CANCEL_CONNECT_MS = 2_500;
const READ_ONLY = 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY';

function configOf(target: Target, options: OpenOptions): pg.ClientConfig {
  return {
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    password: target.password,
    ssl: target.tls === 'off' ? false : { rejectUnauthorized: target.tls === 'verify' },
    connectionTimeoutMillis: options.connectTimeoutMs,
    application_name: 'datacenter-operations-console',
    keepAlive: true,
  };
}

async function openPostgres(target: Target, options: OpenOptions): Promise<Session> {
  const { default: driver } = await import('pg');
  const { default: Cursor } = await import('pg-cursor');
  const client = new driver.Client(configOf(target, options));
  let alive = true;
  let inTransaction = false;
  // Without a listener a connection cut between two statements would end the process.
  client.on('error', () => {
    alive = false;
  });
  client.on('end', () => {
    alive = false;
  });
  try {
    await client.connect();
    await client.query([...SESSION_SETTINGS, ...(options.writable ? [] : [READ_ONLY])].join(';'));
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid;

  return {
    async read(sql, bindings, timeoutMs) {
      const own = !inTransaction;
      await client.query(
        `${own ? (options.writable ? 'BEGIN' : 'BEGIN READ ONLY') : ''};SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`,
      );
      let columns: string[] = [];
      const cursor = client.query(new Cursor(sql, [...bindings], { rowMode: 'array', types }));
      const close = () =>
        new Promise<void>((resolve, reject) => cursor.close((error) => (error ? reject(error) : resolve())));
      const leave = async () => {
        if (own) await client.query('ROLLBACK');
      };
      const next = (count: number) =>
        new Promise<Value[][]>((resolve, reject) => {
          cursor.read(count, (error, page, result) => {
            if (error) return reject(error);
            // A portal that has ended answers without its description.
            if (result) columns = result.fields.map((field) => field.name);
            resolve(page as Value[][]);
          });
        });
      let first: Value[][] | undefined;
      try {
        // The first rows tell the columns and any error of the statement.
        first = await next(1);
      } catch (error) {
        await leave().catch(() => undefined);
        throw error;
      }
      return {
        columns: () => columns,
        async next(count) {
          if (!first) return next(count);
          const page = first;
          first = undefined;
          if (page.length === 0 || count <= page.length) return page;
          for (const row of await next(count - page.length)) page.push(row);
          return page;
        },
        async close() {
          await close();
          await leave();
        },
      };
    },
    async begin() {
      await client.query('BEGIN READ WRITE');
      inTransaction = true;
    },
    async write(sql, bindings, timeoutMs) {
      await client.query(`SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`);
      const values = bindings.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
      return (await client.query(sql, values)).rowCount ?? 0;
    },
    async commit() {
      const { command } = await client.query('COMMIT');
      inTransaction = false;
      // After a failed statement the server answers a COMMIT by rolling back.
      if (command === 'ROLLBACK')
        throw Object.assign(new Error('transaction was rolled back'), { code: '25P02' });
    },
    async rollback() {
      await client.query('ROLLBACK');
      inTransaction = false;
    },
    async cancel() {
      const other = new driver.Client({
        ...configOf(target, options),
        connectionTimeoutMillis: CANCEL_CONNECT_MS,
      });
      other.on('error', () => undefined);
      try {
        await other.connect();
        await other.query('SELECT pg_cancel_backend($1)', [pid]);
      } finally {
        await other.end();
      }
    },
    alive: () => alive,
    async version() {
      const result = await client.query<{ server_version: string }>('SHOW server_version');
      return `PostgreSQL ${result.rows[0]?.server_version ?? ''}`;
    },
    async close() {
      alive = false;
      // A server that no longer answers must not keep us: the goodbye gets a second, then the socket is cut.
      const cut = setTimeout(() => client.connection.stream.destroy(), 1_000);
      await client.end().catch(() => undefined);
      clearTimeout(cut);
    },
  };
}

/** SQLSTATE classes: PostgreSQL documentation, Appendix A. */
function postgresFault(error: unknown): Fault {
  if (error instanceof StatementTimeout) return { kind: 'statementTimeout' };
  const socket = socketFault(error);
  if (socket) return socket;
  const code = codeOf(error);
  const said = (error as Error).message ?? '';
  switch (code) {
    case '3D000':
      return { kind: 'database', code };
    case '28P01':
    case '28000':
      return {
        kind: /no pg_hba|SSL|encryption/i.test(said) && /SSL|encryption/i.test(said) ? 'tls' : 'password',
        code,
      };
    case '53300':
      return { kind: 'sessionsFull', code };
    case '57P03':
      return { kind: 'starting', code };
    case '57014':
      return { kind: /statement timeout/.test(said) ? 'statementTimeout' : 'cancelled', code };
    case '57P01':
    case '57P02':
    case '57P05':
    case '08006':
    case '08003':
      return { kind: 'lost', code };
    case '42501':
      return { kind: 'noRight', code, said };
    case '25006':
    // A function that would turn the read-only transaction into a writing one.
    case '25001':
      return { kind: 'readOnly', code };
    case '23505':
      return { kind: 'duplicate', code, said };
    case '53100':
      return { kind: 'diskFull', code };
    case '55P03':
    case '40P01':
      return { kind: 'busy', code };
    case '42P01':
    case '42703':
    case '42883':
    case '3F000':
      return { kind: 'missingObject', code, said };
    case '42601':
      return { kind: 'syntax', code, said };
  }
  if (code && /^[0-9A-Z]{5}$/.test(code)) return { kind: 'rejected', code, said };
  if (/timeout expired|connection timeout|Connection terminated due to connection timeout/i.test(said))
    return { kind: 'timeout' };
  if (/SSL|TLS|certificate/i.test(said)) return { kind: 'tls' };
  if (/SASL|SCRAM|password must be a string/i.test(said)) return { kind: 'password' };
  if (/Connection terminated|not queryable|Client has encountered|closed the connection/i.test(said))
    return { kind: 'lost' };
  if (
    /unknown (message|authentication)|Unknown authenticationOk|received invalid|message code|unexpected/i.test(
      said,
    )
  )
    return { kind: 'protocol' };
  return { kind: 'other', said };
}
