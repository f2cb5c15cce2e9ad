import knex from 'knex';
import type tedious from 'tedious';
import type { Binding, Cursor, Dialect, OpenOptions, Session } from '../dialect.ts';
import { codeOf, type Fault, socketFault } from '../fault.ts';
import { StatementTimeout } from '../supervise.ts';
import type { Target } from '../url.ts';
import { decimalValue, type Value, wallClockOfInstant, wallClockOfUtc } from '../values.ts';

/**
 * SQL Server through tedious. It has no read-only session, so every reading statement runs in a transaction that is
 * rolled back, besides `readOnlyIntent` and the statement guard.
 */
export const mssqlDialect: Dialect = {
  engine: 'mssql',
  maxSessions: 16,
  builder: () => knex({ client: 'mssql' }),
  open: openMssql,
  fault: mssqlFault,
};

/** Rows kept back while the consumer is busy: the request is paused above it. */
const MOST_WAITING_ROWS = 1_000;

async function openMssql(target: Target, options: OpenOptions): Promise<Session> {
  const { default: driver } = await import('tedious');
  const connection = new driver.Connection({
    server: target.host,
    authentication: { type: 'default', options: { userName: target.user, password: target.password } },
    options: {
      port: target.port,
      database: target.database,
      encrypt: target.tls !== 'off',
      trustServerCertificate: target.tls !== 'verify',
      connectTimeout: options.connectTimeoutMs,
      requestTimeout: 0,
      cancelTimeout: 3_000,
      readOnlyIntent: !options.writable,
      useUTC: true,
      rowCollectionOnRequestCompletion: false,
      appName: 'datacenter-operations-console',
    },
  });
  let alive = true;
  let inTransaction = false;
  connection.on('end', () => {
    alive = false;
  });
  connection.on('error', () => {
    alive = false;
  });
  try {
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error ? reject(error) : resolve())),
    );
  } catch (error) {
    connection.close();
    throw error;
  }

  const add = (request: tedious.Request, bindings: readonly Binding[]) =>
    bindings.forEach((value, index) => {
      const type =
        value instanceof Uint8Array
          ? driver.TYPES.VarBinary
          : typeof value === 'number'
            ? Number.isInteger(value)
              ? driver.TYPES.BigInt
              : driver.TYPES.Float
            : driver.TYPES.NVarChar;
      const given =
        value instanceof Uint8Array
          ? Buffer.from(value)
          : typeof value === 'bigint'
            ? value.toString()
            : value;
      request.addParameter(`p${index}`, type, given);
    });
  /** Runs a statement to its end; rows affected. */
  const run = (sql: string, bindings: readonly Binding[] = []) =>
    new Promise<number>((resolve, reject) => {
      const request = new driver.Request(sql, (error, rowCount) =>
        error ? reject(error) : resolve(rowCount ?? 0),
      );
      add(request, bindings);
      if (bindings.length === 0) connection.execSqlBatch(request);
      else connection.execSql(request);
    });

  return {
    async read(sql, bindings, timeoutMs): Promise<Cursor> {
      const own = !inTransaction;
      if (own) await run('BEGIN TRANSACTION');
      const leave = async () => {
        if (own && alive) await run('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION');
      };
      const rows = requestRows(driver, connection, sql, timeoutMs, (request) => add(request, bindings));
      try {
        await rows.started();
      } catch (error) {
        await leave().catch(() => undefined);
        throw error;
      }
      return {
        columns: rows.columns,
        next: rows.next,
        async close() {
          await rows.close();
          await leave();
        },
      };
    },
    async begin() {
      await run('BEGIN TRANSACTION');
      inTransaction = true;
    },
    write: (sql, bindings) => run(sql, bindings),
    async commit() {
      await run('COMMIT TRANSACTION');
      inTransaction = false;
    },
    async rollback() {
      await run('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION');
      inTransaction = false;
    },
    async cancel() {
      connection.cancel();
    },
    alive: () => alive,
    async version() {
      const rows = requestRows(
        driver,
        connection,
        "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(64))",
        10_000,
        () => undefined,
      );
      const [row] = await rows.next(1);
      await rows.close();
      return `SQL Server ${String(row?.[0] ?? '')}`;
    },
    async close() {
      alive = false;
      connection.close();
    },
  };
}

/** What tedious tells of a column; it does not export the type. */
interface Column {
  colName: string;
  type: { name: string };
}

/** The rows of one request, the request paused while nobody asks for them. */
function requestRows(
  driver: typeof tedious,
  connection: tedious.Connection,
  sql: string,
  timeoutMs: number,
  bind: (request: tedious.Request) => void,
) {
  let columns: Column[] = [];
  const waiting: Value[][] = [];
  let ended = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const request = new driver.Request(sql, (error) => {
    failure = error ?? undefined;
    ended = true;
    notify();
  });
  request.setTimeout(Math.ceil(timeoutMs));
  request.on('columnMetadata', (found) => {
    columns = found as Column[];
    notify();
  });
  request.on('row', (row: { value: unknown; metadata: Column }[]) => {
    waiting.push(row.map((column) => plain(column.value, column.metadata.type.name)));
    if (waiting.length >= MOST_WAITING_ROWS) request.pause();
    notify();
  });
  bind(request);
  connection.execSql(request);

  return {
    columns: () => columns.map((column) => column.colName),
    async started() {
      while (!ended && columns.length === 0) await changed();
      if (failure) throw failure;
    },
    async next(count: number) {
      const page: Value[][] = [];
      while (page.length < count) {
        const row = waiting.shift();
        if (row) page.push(row);
        else if (failure) throw failure;
        else if (ended) break;
        else {
          request.resume();
          await changed();
        }
      }
      return page;
    },
    async close() {
      if (ended) return;
      connection.cancel();
      request.resume();
      while (!ended) {
        waiting.length = 0;
        await changed();
      }
    },
  };
}

function plain(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (value instanceof Date) {
    if (type === 'Date') return value.toISOString().slice(0, 10);
    return type === 'DateTimeOffset' ? wallClockOfInstant(value) : wallClockOfUtc(value);
  }
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return type === 'BigInt' ? decimalValue(value) : value;
  return typeof value === 'bigint' ? decimalValue(value.toString()) : JSON.stringify(value);
}

const BY_NUMBER: Record<number, Fault['kind']> = {
  18456: 'password',
  18452: 'password',
  18486: 'locked',
  18487: 'locked',
  18488: 'locked',
  4060: 'database',
  911: 'database',
  229: 'noRight',
  230: 'noRight',
  297: 'noRight',
  300: 'noRight',
  208: 'missingObject',
  207: 'missingObject',
  102: 'syntax',
  156: 'syntax',
  3906: 'readOnly',
  2627: 'duplicate',
  2601: 'duplicate',
  1222: 'busy',
  1205: 'busy',
  9002: 'diskFull',
  1105: 'diskFull',
  17809: 'sessionsFull',
};
const SAYS: ReadonlySet<Fault['kind']> = new Set(['noRight', 'duplicate', 'missingObject', 'syntax']);

/** Numbers: SQL Server "Database Engine events and errors"; codes: tedious. */
function mssqlFault(error: unknown): Fault {
  if (error instanceof StatementTimeout) return { kind: 'statementTimeout' };
  const { number, message: said = '' } = error as { number?: number; message?: string };
  const kind = number === undefined ? undefined : BY_NUMBER[number];
  if (kind) return { kind, code: String(number), ...(SAYS.has(kind) ? { said } : {}) };
  const inner = /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET)\b/.exec(said)?.[1];
  const socket =
    socketFault((error as { cause?: unknown }).cause) ?? (inner ? socketFault({ code: inner }) : undefined);
  if (socket) return socket;
  const code = codeOf(error);
  switch (code) {
    case 'ELOGIN':
      return { kind: 'password', code };
    case 'ETIMEOUT':
      return { kind: /connect/i.test(said) ? 'timeout' : 'statementTimeout', code };
    case 'ECANCEL':
      return { kind: 'cancelled', code };
    case 'EENCRYPT':
      return { kind: 'tls', code };
    case 'ECONNCLOSED':
    case 'EINVALIDSTATE':
      return { kind: 'lost', code };
    case 'ESOCKET':
      if (/SSL|TLS|certificate|self.signed/i.test(said)) return { kind: 'tls', code };
      return { kind: /Connection lost|hang up|closed/i.test(said) ? 'protocol' : 'unreachable', code };
  }
  if (number !== undefined) return { kind: 'rejected', code: String(number), said };
  return {
    kind: /token|packet|type|unknown/i.test(said) ? 'protocol' : 'other',
    ...(code ? { code } : {}),
    said,
  };
}
