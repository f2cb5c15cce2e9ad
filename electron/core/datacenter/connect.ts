import type { Knex } from 'knex';
import { fail, isAbort, OpsError } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import type {
  ConnectionOptions,
  DatacenterConnection,
  ReadOptions,
  ResultTable,
  Statement,
} from './connection.ts';
import type { Binding } from './dialect.ts';
import { dialectOf } from './dialects/index.ts';
import { faultError, isFatal } from './fault.ts';
import { type Reader, readerOf } from './reader.ts';
import { createSessionPool } from './sessionPool.ts';
import { signInFault } from './signInFault.ts';
import { asObjects, readingStatements } from './statement.ts';
import { supervise } from './supervise.ts';
import type { Target } from './url.ts';
import { columnNames, rowBytes, type Value } from './values.ts';
import { writerOf } from './writer.ts';

const words = datacenterMessages.connection;

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
  const prepare = readingStatements(target.engine);
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
    const prepared = prepare(statement, bindings);
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
        const cursor = await call(() => session.read(prepared.sql, prepared.bindings, timeoutMs));
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

  async function* tablePages(
    statement: Statement,
    bindings: readonly Binding[] = [],
    read: ReadOptions & { pageSize?: number } = {},
    early = true,
  ): AsyncGenerator<{ columns: string[]; rows: Value[][] }> {
    const pageSize = read.pageSize ?? DEFAULT_PAGE;
    const reader = await openReader(statement, bindings, read);
    try {
      // Until rows have been seen they are taken to be heavy: BLOB pages start small.
      let rowWeight = PAGE_BYTES / 8;
      let first = early;
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
          if (first) break;
        }
        if (page.length > 0 || first) yield { columns: columnNames(reader.columns()), rows: page };
        first = false;
      }
    } finally {
      await reader.end();
    }
  }

  async function* pages<R>(
    statement: Statement,
    bindings: readonly Binding[] = [],
    read: ReadOptions & { pageSize?: number } = {},
  ): AsyncGenerator<R[]> {
    for await (const { columns, rows } of tablePages(statement, bindings, read, false))
      yield asObjects<R>(columns, rows);
  }

  return {
    engine: target.engine,
    writable: options.writable,
    ...(target.file ? { file: target.file } : {}),
    table,
    pages,
    tablePages: (statement, bindings, read) => tablePages(statement, bindings, read),

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

    async command(statement, read = {}) {
      if (!options.writable) throw fail('DATACENTER_READ_ONLY', words.notWritable);
      const timeoutMs = read.timeoutMs ?? options.statementTimeoutMs;
      const { session } = await pool.acquire(read.signal);
      let spoilt = true;
      try {
        await supervise(session, () => session.write(statement, [], timeoutMs), timeoutMs, read.signal);
        spoilt = false;
      } catch (error) {
        throw understood(error, timeoutMs);
      } finally {
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
