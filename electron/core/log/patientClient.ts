import { createRequire } from 'node:module';
import type { Knex } from 'knex';

/** How long a statement waits for another process's short transaction, and how it waits in between. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

interface SqliteClient {
  _query(connection: unknown, query: unknown): Promise<unknown>;
}

const SqliteClient = createRequire(import.meta.url)('knex/lib/dialects/better-sqlite3/index.js') as new (
  config: Knex.Config,
) => SqliteClient;

/**
 * knex's better-sqlite3 client, which waits for a busy database without blocking the thread. SQLite's own busy timeout
 * would: better-sqlite3 is synchronous, and the core's thread must answer windows meanwhile.
 */
export class PatientClient extends SqliteClient {
  override async _query(connection: unknown, query: unknown): Promise<unknown> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await super._query(connection, query);
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
