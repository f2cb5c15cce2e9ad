import Database from 'better-sqlite3';
import { registerCompareFunctions } from '../core/compare/sqlite/functions.ts';
import type { SqliteReply, SqliteRequest } from '../core/datacenter/dialects/sqliteProtocol.ts';
import { integerValue, type Value } from '../core/datacenter/values.ts';
import { connectParent } from './parent.ts';

/**
 * A process that holds one SQLite database open for the core: better-sqlite3 is synchronous and its statements cannot
 * be interrupted, so they run where blocking hurts nobody and ending the process ends the statement.
 */
const parent = connectParent();
let database: Database.Database | undefined;
let rows: IterableIterator<unknown> | undefined;

parent.onMessage((message) => {
  const request = message as SqliteRequest;
  let reply: SqliteReply;
  try {
    reply = { id: request.id, result: answer(request) };
  } catch (error) {
    const { code, message: text } = error as { code?: unknown; message?: unknown };
    reply = { id: request.id, error: { code: String(code ?? 'SQLITE_ERROR'), message: String(text) } };
  }
  parent.send(reply);
});

function answer(request: SqliteRequest): unknown {
  switch (request.ask) {
    case 'open':
      return open(request.file, request.writable);
    case 'read':
      return read(request.sql, request.bindings);
    case 'next':
      return next(request.count);
    case 'end':
      return end();
    case 'write':
      return opened()
        .prepare(request.sql)
        .run(...request.bindings).changes;
    case 'transaction':
      return void opened().exec(request.verb);
  }
}

function open(file: string, writable: boolean): string {
  database = new Database(file, { readonly: !writable, fileMustExist: true, timeout: 5_000 });
  if (!writable) database.pragma('query_only = ON');
  database.pragma('trusted_schema = OFF');
  if (writable) database.pragma('foreign_keys = ON');
  registerCompareFunctions(database);
  // The first real read: a file that is no database, or a damaged one, shows here.
  database.pragma('schema_version');
  return String(database.prepare('SELECT sqlite_version()').pluck().get());
}

function read(sql: string, bindings: readonly unknown[]): string[] {
  end();
  const statement = opened().prepare(sql);
  if (!statement.reader || !statement.readonly) {
    throw Object.assign(new Error('not a reading statement'), { code: 'SQLITE_READONLY' });
  }
  const columns = statement.columns().map((column) => column.name);
  rows = statement
    .raw(true)
    .safeIntegers(true)
    .iterate(...bindings);
  return columns;
}

function next(count: number): Value[][] {
  const page: Value[][] = [];
  while (page.length < count && rows) {
    const step = rows.next();
    if (step.done) {
      rows = undefined;
      break;
    }
    page.push((step.value as unknown[]).map(plain));
  }
  return page;
}

/** A running iterator keeps its read lock: ending it lets writers go on. */
function end(): void {
  rows?.return?.();
  rows = undefined;
}

function plain(value: unknown): Value {
  return typeof value === 'bigint' ? integerValue(value) : (value as Value);
}

function opened(): Database.Database {
  if (!database) throw Object.assign(new Error('no database is open'), { code: 'SQLITE_MISUSE' });
  return database;
}
