import { accessSync, constants, statSync } from 'node:fs';
import knex from 'knex';
import type { Dialect, OpenOptions, Session } from '../dialect.ts';
import { codeOf, type Fault } from '../fault.ts';
import { StatementTimeout } from '../supervise.ts';
import type { Target } from '../url.ts';
import type { Value } from '../values.ts';
import type { SqliteAsk, SqliteReply } from './sqliteProtocol.ts';

const WORKER = new URL('../../../workers/sqlite.ts', import.meta.url);
const WORKER_MEMORY_MB = 512;

/** SQLite, each session a process of its own (workers/sqlite.ts), read-only and query_only unless writable. */
export const sqliteDialect: Dialect = {
  engine: 'sqlite',
  maxSessions: 2,
  builder: () => knex({ client: 'better-sqlite3', useNullAsDefault: true }),
  open: openSqlite,
  fault: sqliteFault,
};

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

async function openSqlite(target: Target, options: OpenOptions): Promise<Session> {
  if (!statSync(target.file, { throwIfNoEntry: false })?.isFile()) throw coded('ENOENT');
  accessSync(target.file, options.writable ? constants.R_OK | constants.W_OK : constants.R_OK);
  const worker = options.spawn(WORKER, { name: 'sqlite', memoryLimitMb: WORKER_MEMORY_MB });
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let ended: string | undefined;
  const end = (code: string) => {
    ended ??= code;
    for (const { reject } of pending.values()) reject(coded(ended));
    pending.clear();
  };
  worker.onMessage((message) => {
    const reply = message as SqliteReply;
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    if (reply.error)
      waiting?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
    else waiting?.resolve(reply.result);
  });
  worker.onExit(() => end('WORKER_LOST'));
  const ask = <T>(question: SqliteAsk): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (ended) return reject(coded(ended));
      const id = nextId++;
      pending.set(id, { resolve: (value) => resolve(value as T), reject });
      worker.send({ ...question, id });
    });
  const stop = (code: string) => {
    end(code);
    worker.kill();
  };

  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(coded('ETIMEDOUT')), options.connectTimeoutMs);
  });
  let version: string;
  try {
    const opening = ask<string>({ ask: 'open', file: target.file, writable: options.writable });
    version = await Promise.race([opening, late]);
  } catch (error) {
    stop('WORKER_CLOSED');
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    async read(sql, bindings) {
      const columns = await ask<string[]>({ ask: 'read', sql, bindings });
      return {
        columns: () => columns,
        next: (count) => ask<Value[][]>({ ask: 'next', count }),
        close: () => ask<void>({ ask: 'end' }),
      };
    },
    begin: () => ask({ ask: 'transaction', verb: 'BEGIN IMMEDIATE' }),
    write: (sql, bindings) => ask({ ask: 'write', sql, bindings }),
    commit: () => ask({ ask: 'transaction', verb: 'COMMIT' }),
    rollback: () => ask({ ask: 'transaction', verb: 'ROLLBACK' }),
    async cancel() {
      stop('WORKER_CANCELLED');
    },
    alive: () => ended === undefined,
    version: async () => `SQLite ${version}`,
    async close() {
      stop('WORKER_CLOSED');
    },
  };
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function sqliteFault(error: unknown): Fault {
  if (error instanceof StatementTimeout) return { kind: 'statementTimeout' };
  const code = codeOf(error) ?? '';
  const said = (error as Error).message;
  switch (code) {
    case 'ENOENT':
    case 'SQLITE_CANTOPEN':
      return { kind: 'fileMissing', code };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'fileRights', code };
    case 'ETIMEDOUT':
      return { kind: 'timeout', code };
    case 'WORKER_LOST':
    case 'WORKER_CLOSED':
      return { kind: 'lost' };
    case 'WORKER_CANCELLED':
      return { kind: 'cancelled' };
  }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return { kind: 'notDatabase', code };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { kind: 'busy', code };
  if (code.startsWith('SQLITE_READONLY')) return { kind: 'readOnly', code };
  if (code.startsWith('SQLITE_CONSTRAINT')) return { kind: 'duplicate', code, said };
  if (code === 'SQLITE_FULL') return { kind: 'diskFull', code };
  if (/^SQLITE_IOERR/.test(code)) return { kind: 'notDatabase', code };
  if (/no such (table|column|function)/.test(said)) return { kind: 'missingObject', code, said };
  if (/syntax error|incomplete input|unrecognized token/.test(said)) return { kind: 'syntax', code, said };
  return { kind: code ? 'rejected' : 'other', code, said };
}
