import type { Knex } from 'knex';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { Binding, OpenOptions } from './dialect.ts';
import type { Value } from './values.ts';

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
  /** The same page by page, for results too large to hold; nothing else may run before its end. */
  pages(statement: Statement, bindings?: readonly Binding[]): AsyncIterable<Value[][]>;
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
  /**
   * The same as tables: column names in the statement's order, one array per row. The first page comes with the first
   * rows the server hands over, however few; a result without rows is one page without rows.
   */
  tablePages(
    statement: Statement,
    bindings?: readonly Binding[],
    options?: ReadOptions & { pageSize?: number },
  ): AsyncIterable<{ columns: string[]; rows: Value[][] }>;
  /** One transaction: committed when `work` resolves, rolled back when it throws. Only when opened writable. */
  write<T>(work: (writer: Writer) => Promise<T>, options?: ReadOptions): Promise<T>;
  /** One administrative statement outside any transaction (KILL and the like). Only when opened writable. */
  command(statement: string, options?: ReadOptions): Promise<void>;
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
