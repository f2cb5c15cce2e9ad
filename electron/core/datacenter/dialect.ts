import type { Knex } from 'knex';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import type { Fault } from './fault.ts';
import type { Target } from './url.ts';
import type { Value } from './values.ts';

/** A value handed to a statement. Dates are written as the text the centre stores. */
export type Binding = Value | bigint | boolean;

export interface OpenOptions {
  /** Milliseconds until a server must have answered and let us in. */
  connectTimeoutMs: number;
  writable: boolean;
  /** For SQLite: its reader is a process of its own. */
  spawn: SpawnProcess;
  /** Folders where a customer-supplied driver may lie (Dameng), searched in order. */
  driverFolders: readonly string[];
}

/** The rows of one running statement, fetched as asked for. */
export interface Cursor {
  /** As the engine names them; empty until the first `next` where the engine tells late. */
  columns: () => readonly string[];
  /** At most `count` rows, normalised; empty at the end. */
  next(count: number): Promise<Value[][]>;
  /** Ends the statement on the server too; the session is usable again afterwards. */
  close(): Promise<void>;
}

/** One signed-in session: one statement at a time. */
export interface Session {
  /** Starts a reading statement (with the engine's own read-only means when the connection is not writable). */
  read(sql: string, bindings: readonly Binding[], timeoutMs: number): Promise<Cursor>;
  /** Begins a writing transaction; only on a writable connection. */
  begin(): Promise<void>;
  /** Runs a writing statement inside the transaction; rows affected (0 where the engine does not say). */
  write(sql: string, bindings: readonly Binding[], timeoutMs: number): Promise<number>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Makes the server stop what the session runs; the running call then rejects. */
  cancel(): Promise<void>;
  /** Whether it can still be used. */
  alive(): boolean;
  version(): Promise<string>;
  close(): Promise<void>;
}

/** What the product must know of one engine. Everything else of the datacentre layer is the same for all. */
export interface Dialect {
  engine: Engine;
  /** A knex without connection: builds SQL of this engine, names in the engine's own case. */
  builder: () => Knex;
  /** Signs in. Rejects with whatever the driver throws; `fault` reads it. */
  open(target: Target, options: OpenOptions): Promise<Session>;
  /** What a driver's error means. */
  fault(error: unknown): Fault;
  /** Sessions that make sense at once at most. */
  maxSessions: number;
}
