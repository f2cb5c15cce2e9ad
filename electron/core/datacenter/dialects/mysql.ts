import type { Readable } from 'node:stream';
import knex from 'knex';
import type mysql from 'mysql2';
import type { Binding, Cursor, Dialect, OpenOptions, Session } from '../dialect.ts';
import { codeOf, type Fault, socketFault } from '../fault.ts';
import { StatementTimeout } from '../supervise.ts';
import type { Target } from '../url.ts';
import { decimalValue, instantText, type Value } from '../values.ts';
import { streamRows } from './streamRows.ts';

/** MySQL and MariaDB through mysql2; rows stream unbuffered, the socket is paused between pages. */
export const mysqlDialect: Dialect = {
  engine: 'mysql',
  maxSessions: 16,
  builder: () => knex({ client: 'mysql2' }),
  open: openMysql,
  fault: mysqlFault,
};

/** Column type numbers of the client protocol that need more than what mysql2 hands over with our options. */
const TYPE = { decimal: 0, timestamp: 7, longlong: 8, datetime: 12, bit: 16, newDecimal: 246 } as const;

/** A server too hung to let the canceller in is cut off instead (see supervise). */
const CANCEL_CONNECT_MS = 2_500;

/** What makes the lexer's and the values' assumptions hold in the session. */
const SESSION_SETTINGS =
  "SET time_zone = '+08:00', sql_mode = REPLACE(REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', ''), 'ANSI_QUOTES', '')";

function configOf(target: Target, options: OpenOptions): mysql.ConnectionOptions {
  return {
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    password: target.password,
    ...(target.tls === 'off' ? {} : { ssl: { rejectUnauthorized: target.tls === 'verify' } }),
    connectTimeout: options.connectTimeoutMs,
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    enableKeepAlive: true,
  };
}

async function openMysql(target: Target, options: OpenOptions): Promise<Session> {
  const { default: driver } = await import('mysql2');
  const connection = driver.createConnection(configOf(target, options));
  let alive = true;
  let inTransaction = false;
  let limitMs = 0;
  // A connection that goes away tells the connection, not the rows under way: those would wait for ever.
  let underWay: Readable | undefined;
  const lost = (error?: unknown) => {
    alive = false;
    const reason = error instanceof Error ? error : new Error('the connection ended');
    underWay?.destroy(Object.assign(reason, { code: 'PROTOCOL_CONNECTION_LOST' }));
  };
  connection.on('error', lost);
  connection.on('end', () => lost());
  try {
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error ? reject(error) : resolve())),
    );
  } catch (error) {
    connection.destroy();
    throw error;
  }
  const ask = (sql: string, values: readonly Binding[] = []) =>
    new Promise<mysql.QueryResult>((resolve, reject) =>
      connection.query({ sql, values: [...values] }, (error, result) =>
        error ? reject(error) : resolve(result),
      ),
    );
  await ask(SESSION_SETTINGS);
  if (!options.writable) await ask('SET SESSION TRANSACTION READ ONLY');
  const [row] = (await ask('SELECT VERSION() AS version, CONNECTION_ID() AS id')) as {
    version: string;
    id: number;
  }[];
  const version = row?.version ?? '';
  const threadId = Number(row?.id);
  const isMariadb = /mariadb/i.test(version);

  const limit = async (timeoutMs: number) => {
    if (timeoutMs === limitMs) return;
    await ask(
      isMariadb
        ? `SET max_statement_time = ${(timeoutMs / 1000).toFixed(3)}`
        : `SET max_execution_time = ${Math.ceil(timeoutMs)}`,
    );
    limitMs = timeoutMs;
  };
  /** A running statement is stopped from a second session: KILL QUERY leaves ours signed in. */
  const killQuery = async () => {
    const other = driver.createConnection({
      ...configOf(target, options),
      connectTimeout: CANCEL_CONNECT_MS,
    });
    other.on('error', () => undefined);
    await new Promise<void>((resolve, reject) =>
      other.query(`KILL QUERY ${threadId}`, (error) => (error ? reject(error) : resolve())),
    ).finally(() => other.destroy());
  };

  return {
    async read(sql, bindings, timeoutMs): Promise<Cursor> {
      await limit(timeoutMs);
      const own = !inTransaction;
      if (own) await ask(options.writable ? 'START TRANSACTION' : 'START TRANSACTION READ ONLY');
      let fields: readonly mysql.FieldPacket[] = [];
      const query = connection.query({ sql, values: [...bindings], rowsAsArray: true });
      query.on('fields', (found: mysql.FieldPacket[]) => {
        fields = found;
      });
      const stream = query.stream({ highWaterMark: 512 });
      underWay = stream;
      const rows = streamRows<unknown[]>(stream);
      const leave = async () => {
        if (own && alive) await ask('ROLLBACK');
      };
      try {
        await rows.started();
      } catch (error) {
        await leave().catch(() => undefined);
        throw error;
      }
      return {
        columns: () => fields.map((field) => field.name),
        async next(count) {
          const page = await rows.next(count);
          return page.map((values) => values.map((value, i) => plain(value, fields[i]?.columnType)));
        },
        async close() {
          if (!rows.ended()) {
            await killQuery();
            await rows.drain();
          }
          await leave();
        },
      };
    },
    async begin() {
      await ask('START TRANSACTION READ WRITE');
      inTransaction = true;
    },
    async write(sql, bindings, timeoutMs) {
      await limit(timeoutMs);
      // Prepared: BLOBs travel as they are instead of as hexadecimal text of twice the size.
      const values = bindings.map((value) =>
        value instanceof Uint8Array
          ? Buffer.from(value)
          : typeof value === 'bigint'
            ? value.toString()
            : value,
      );
      const result = await new Promise<mysql.QueryResult>((resolve, reject) =>
        connection.execute(sql, values, (error, done) => (error ? reject(error) : resolve(done))),
      );
      return 'affectedRows' in result ? result.affectedRows : 0;
    },
    async commit() {
      await ask('COMMIT');
      inTransaction = false;
    },
    async rollback() {
      await ask('ROLLBACK');
      inTransaction = false;
    },
    cancel: killQuery,
    alive: () => alive,
    version: async () => (isMariadb ? `MariaDB ${version.replace(/-MariaDB.*/i, '')}` : `MySQL ${version}`),
    async close() {
      alive = false;
      connection.destroy();
    },
  };
}

function plain(value: unknown, type: number | undefined): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    if (type === TYPE.decimal || type === TYPE.newDecimal || type === TYPE.longlong)
      return decimalValue(value);
    return type === TYPE.datetime || type === TYPE.timestamp ? instantText(value) : value;
  }
  if (value instanceof Uint8Array) {
    return type === TYPE.bit
      ? decimalValue(BigInt(`0x${Buffer.from(value).toString('hex') || '0'}`).toString())
      : value;
  }
  // Geometry and other structures mysql2 takes apart.
  return JSON.stringify(value);
}

const BY_NUMBER: Record<number, Fault['kind']> = {
  1044: 'noRight',
  1045: 'password',
  1698: 'password',
  1130: 'password',
  1862: 'locked',
  4151: 'locked',
  3118: 'locked',
  1049: 'database',
  1040: 'sessionsFull',
  1203: 'sessionsFull',
  1226: 'sessionsFull',
  1129: 'refused',
  1053: 'lost',
  1927: 'lost',
  1317: 'cancelled',
  1969: 'statementTimeout',
  3024: 'statementTimeout',
  1142: 'noRight',
  1143: 'noRight',
  1227: 'noRight',
  1370: 'noRight',
  1792: 'readOnly',
  1290: 'readOnly',
  1062: 'duplicate',
  1146: 'missingObject',
  1054: 'missingObject',
  1305: 'missingObject',
  1064: 'syntax',
  1205: 'busy',
  1213: 'busy',
  1021: 'diskFull',
  1114: 'diskFull',
};
const SAYS: ReadonlySet<Fault['kind']> = new Set(['noRight', 'duplicate', 'missingObject', 'syntax']);

/** Error numbers: MariaDB and MySQL server error references. */
function mysqlFault(error: unknown): Fault {
  if (error instanceof StatementTimeout) return { kind: 'statementTimeout' };
  const { errno, message: said = '' } = error as { errno?: number; message?: string };
  const code = codeOf(error);
  const kind = errno === undefined ? undefined : BY_NUMBER[errno];
  if (kind) return { kind, code: String(errno), ...(SAYS.has(kind) ? { said } : {}) };
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT' || code === 'HANDSHAKE_SSL_ERROR') return { kind: 'tls', code };
  if (code === 'PROTOCOL_CONNECTION_LOST') return { kind: 'lost', code };
  const socket = socketFault(error);
  if (socket) return socket;
  if (typeof errno === 'number' && errno >= 1000) return { kind: 'rejected', code: String(errno), said };
  if (/closed state|was locked|is closed/i.test(said)) return { kind: 'lost' };
  if (/packet|handshake|protocol|out of range|offset/i.test(said) || error instanceof RangeError)
    return { kind: 'protocol' };
  return { kind: 'other', ...(code ? { code } : {}), said };
}
