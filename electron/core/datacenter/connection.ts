import type { Knex } from 'knex';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail, isAbort, OpsError } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { type Binding, type Cursor, dialectOf, type OpenOptions, type Session } from './dialect.ts';
import { faultError, isFatal } from './fault.ts';
import { nativePlaceholders } from './placeholders.ts';
import { createSessionPool } from './sessionPool.ts';
import { signInFault } from './signInFault.ts';
import { guardStatement } from './statementGuard.ts';
import { supervise } from './supervise.ts';
import type { Target } from './url.ts';
import { columnNames, rowBytes, type Value } from './values.ts';

const words = datacenterMessages.connection;

export type Row = Record<string, Value>;

/** Hand-written SQL with `?` for its bindings, or a query built with `builder()`. */
export type Statement = string | Knex.QueryBuilder | Knex.Raw;

export interface ReadOptions {
  signal?: AbortSignal;
  /** Per statement, and per page while streaming; the connection's own by default. */
  timeoutMs?: number;
}

/** A result as a table: column names in order, one array per row. */
export interface ResultTable {
  columns: string[];
  rows: Value[][];
  /** Whether there were more rows than asked for. */
  truncated: boolean;
}

/** What a writing transaction may do. */
export interface Writer {
  /** Rows affected. */
  execute(statement: Statement, bindings?: readonly Binding[]): Promise<number>;
  /** Reads inside the transaction; locking reads are allowed here. */
  query<R = Row>(statement: Statement, bindings?: readonly Binding[]): Promise<R[]>;
}

/** An open data-centre database: sessions are opened as needed, values come normalised (see values.ts). */
export interface DatacenterConnection {
  engine: Engine;
  writable: boolean;
  /** The database file of an embedded engine. */
  file?: string;
  /**
   * All rows of one reading statement, column names in lower case. With `maxRows` no more than that; without, more
   * than 100,000 rows are an error (use `pages`).
   */
  query<R = Row>(
    statement: Statement,
    bindings?: readonly Binding[],
    options?: ReadOptions & { maxRows?: number },
  ): Promise<R[]>;
  /** The same with the columns' order and without objects. */
  table(
    statement: Statement,
    bindings?: readonly Binding[],
    options?: ReadOptions & { maxRows?: number },
  ): Promise<ResultTable>;
  /**
   * Streams a result page by page from a server cursor; at most `pageSize` rows and about 32 MB at once, so BLOBs can
   * be read by page. Leaving the loop early stops the statement on the server.
   */
  pages<R = Row>(
    statement: Statement,
    bindings?: readonly Binding[],
    options?: ReadOptions & { pageSize?: number },
  ): AsyncIterable<R[]>;
  /** One transaction: committed when `work` resolves, rolled back when it throws. Only when opened writable. */
  write<T>(work: (writer: Writer) => Promise<T>, options?: ReadOptions): Promise<T>;
  /** A knex that builds this engine's SQL and runs nothing. */
  builder(): Knex;
  /** e.g. `PostgreSQL 18.4`. */
  serverVersion(): Promise<string>;
  close(): Promise<void>;
}

export interface ConnectionOptions extends OpenOptions {
  statementTimeoutMs: number;
  maxSessions: number;
}

const MOST_ROWS = 100_000;
const PAGE_BYTES = 32 << 20;
const DEFAULT_PAGE = 1_000;
const WAIT_FOR_SESSION_MS = 60_000;

/** Opens a target; nothing is sent before the first statement. */
export function connectTarget(target: Target, options: ConnectionOptions): DatacenterConnection {
  const dialect = dialectOf(target.engine);
  const connectSeconds = Math.round(options.connectTimeoutMs / 1000);
  const pool = createSessionPool({
    maxSessions: Math.max(1, Math.min(options.maxSessions, dialect.maxSessions)),
    waitMs: WAIT_FOR_SESSION_MS,
    now: Date.now,
    open: async () => {
      try {
        return await dialect.open(target, options);
      } catch (error) {
        const fault = await signInFault(dialect.fault(error), target);
        throw faultError(error, fault, target, { connect: connectSeconds, statement: 0 });
      }
    },
    mayRetry: (error) =>
      !(error instanceof OpsError) || !['DATACENTER_PASSWORD', 'DATACENTER_LOCKED'].includes(error.data.code),
  });
  let builder: Knex | undefined;

  function understood(error: unknown, timeoutMs: number): Error {
    const seconds = { connect: connectSeconds, statement: Math.round(timeoutMs / 1000) };
    return faultError(error, dialect.fault(error), target, seconds);
  }

  function spoils(error: unknown): boolean {
    return isAbort(error) || !(error instanceof OpsError) || isFatal(dialect.fault(error.cause ?? error));
  }

  /** Starts a reading statement; a stale session is replaced once, before any row was seen. */
  async function openReader(
    statement: Statement,
    bindings: readonly Binding[],
    read: ReadOptions,
  ): Promise<Reader> {
    const native = nativeStatement(statement, bindings, target.engine);
    const sql = guardStatement(native.sql, target.engine);
    const timeoutMs = read.timeoutMs ?? options.statementTimeoutMs;
    for (;;) {
      const { session, reused } = await pool.acquire(read.signal);
      const call = async <T>(work: () => Promise<T>): Promise<T> => {
        try {
          return await supervise(session, work, timeoutMs, read.signal);
        } catch (error) {
          throw understood(error, timeoutMs);
        }
      };
      try {
        const cursor = await call(() => session.read(sql, native.bindings, timeoutMs));
        return readerOf(cursor, call, (spoilt) => pool.release(session, spoilt));
      } catch (error) {
        pool.release(session, spoils(error));
        const stale = reused && error instanceof OpsError && error.data.code === 'DATACENTER_LOST';
        if (!stale) throw error;
      }
    }
  }

  async function table(
    statement: Statement,
    bindings: readonly Binding[] = [],
    read: ReadOptions & { maxRows?: number } = {},
  ): Promise<ResultTable> {
    const limit = read.maxRows ?? MOST_ROWS;
    const reader = await openReader(statement, bindings, read);
    const rows: Value[][] = [];
    try {
      for (;;) {
        const page = await reader.next(Math.min(DEFAULT_PAGE, limit + 1 - rows.length));
        for (const row of page) rows.push(row);
        if (page.length === 0 || rows.length > limit) break;
      }
    } finally {
      await reader.end();
    }
    const truncated = rows.length > limit;
    if (truncated && read.maxRows === undefined) {
      throw fail('DATACENTER_TOO_MANY_ROWS', words.tooManyRows(MOST_ROWS));
    }
    if (truncated) rows.length = limit;
    return { columns: columnNames(reader.columns()), rows, truncated };
  }

  async function* pages<R>(
    statement: Statement,
    bindings: readonly Binding[] = [],
    read: ReadOptions & { pageSize?: number } = {},
  ): AsyncGenerator<R[]> {
    const pageSize = read.pageSize ?? DEFAULT_PAGE;
    const reader = await openReader(statement, bindings, read);
    try {
      // Until rows have been seen they are taken to be heavy: BLOB pages start small.
      let rowWeight = PAGE_BYTES / 8;
      for (let ended = false; !ended; ) {
        const page: Value[][] = [];
        let bytes = 0;
        while (page.length < pageSize && bytes < PAGE_BYTES && !ended) {
          const room = Math.max(1, Math.floor((PAGE_BYTES - bytes) / rowWeight));
          const rows = await reader.next(Math.min(room, pageSize - page.length));
          ended = rows.length === 0;
          const weight = rows.reduce((sum, row) => sum + rowBytes(row), 0);
          if (!ended) rowWeight = Math.max(64, weight / rows.length);
          bytes += weight;
          for (const row of rows) page.push(row);
        }
        if (page.length > 0) yield asObjects<R>(columnNames(reader.columns()), page);
      }
    } finally {
      await reader.end();
    }
  }

  return {
    engine: target.engine,
    writable: options.writable,
    ...(target.file ? { file: target.file } : {}),
    table,
    pages,

    async query<R>(
      statement: Statement,
      bindings?: readonly Binding[],
      read?: ReadOptions & { maxRows?: number },
    ) {
      const result = await table(statement, bindings, read);
      return asObjects<R>(result.columns, result.rows);
    },

    async write(work, read = {}) {
      if (!options.writable) throw fail('DATACENTER_READ_ONLY', words.notWritable);
      const timeoutMs = read.timeoutMs ?? options.statementTimeoutMs;
      const { session } = await pool.acquire(read.signal);
      const call = async <T>(act: () => Promise<T>): Promise<T> => {
        try {
          return await supervise(session, act, timeoutMs, read.signal);
        } catch (error) {
          throw understood(error, timeoutMs);
        }
      };
      let committed = false;
      try {
        await call(() => session.begin());
        const result = await work(writerOf(session, call, timeoutMs, target.engine));
        await call(() => session.commit());
        committed = true;
        return result;
      } finally {
        let spoilt = false;
        if (!committed) {
          // The server rolls back by itself when the session ends; a failed ROLLBACK therefore loses nothing.
          spoilt = await session.rollback().then(
            () => false,
            () => true,
          );
        }
        pool.release(session, spoilt);
      }
    },

    builder() {
      builder ??= dialect.builder();
      return builder;
    },

    async serverVersion() {
      const { session } = await pool.acquire();
      let spoilt = true;
      try {
        const version = await supervise(
          session,
          () => session.version(),
          options.statementTimeoutMs,
          undefined,
        );
        spoilt = false;
        return version;
      } catch (error) {
        throw understood(error, options.statementTimeoutMs);
      } finally {
        pool.release(session, spoilt);
      }
    },

    close: () => pool.close(),
  };
}

/** A running statement with its session. */
interface Reader {
  columns(): readonly string[];
  next(count: number): Promise<Value[][]>;
  /** Ends the statement, early or not, and gives the session back; never rejects. */
  end(): Promise<void>;
}

function readerOf(
  cursor: Cursor,
  call: <T>(work: () => Promise<T>) => Promise<T>,
  release: (spoilt: boolean) => void,
): Reader {
  let failed = false;
  return {
    columns: cursor.columns,
    async next(count) {
      failed = true;
      const rows = await call(() => cursor.next(count));
      failed = false;
      return rows;
    },
    async end() {
      if (failed) return release(true);
      // A cursor that will not close takes its session with it; the rows already read are good.
      await call(() => cursor.close()).then(
        () => release(false),
        () => release(true),
      );
    },
  };
}

function writerOf(
  session: Session,
  call: <T>(act: () => Promise<T>) => Promise<T>,
  timeoutMs: number,
  engine: Engine,
): Writer {
  return {
    execute(statement, bindings = []) {
      const native = nativeStatement(statement, bindings, engine);
      return call(() => session.write(native.sql, native.bindings, timeoutMs));
    },
    async query<R>(statement: Statement, bindings: readonly Binding[] = []) {
      const native = nativeStatement(statement, bindings, engine);
      const cursor = await call(() => session.read(native.sql, native.bindings, timeoutMs));
      const rows: Value[][] = [];
      for (;;) {
        const page = await call(() => cursor.next(DEFAULT_PAGE));
        if (page.length === 0) break;
        for (const row of page) rows.push(row);
      }
      const columns = columnNames(cursor.columns());
      await call(() => cursor.close());
      return asObjects<R>(columns, rows);
    },
  };
}

/** The statement in the engine's own placeholders, with as many bindings as it has. */
function nativeStatement(
  statement: Statement,
  bindings: readonly Binding[],
  engine: Engine,
): { sql: string; bindings: readonly Binding[] } {
  if (typeof statement !== 'string') {
    const native = statement.toSQL().toNative();
    return { sql: native.sql, bindings: native.bindings.map(checkedBinding) };
  }
  if (bindings.length === 0) return { sql: statement, bindings };
  const { sql, count } = nativePlaceholders(statement, engine);
  if (count !== bindings.length) throw fail('DATACENTER_STATEMENT', words.bindings(count, bindings.length));
  return { sql, bindings: bindings.map(checkedBinding) };
}

function checkedBinding(value: unknown): Binding {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw fail('DATACENTER_STATEMENT', words.value(value === undefined ? 'undefined' : typeof value));
}

function asObjects<R>(columns: readonly string[], rows: readonly Value[][]): R[] {
  return rows.map((row) => {
    const object: Row = {};
    for (let i = 0; i < columns.length; i++) object[columns[i] as string] = row[i] ?? null;
    return object as R;
  });
}
