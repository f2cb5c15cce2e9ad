import { createRequire } from 'node:module';
import type { Knex } from 'knex';

/** How long a statement waits for another process's short transaction, and how it waits in between. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;
/** better-sqlite3 answers at once, so a row of statements would never let the thread do anything else. */
const TURN_MS = 10;

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
  private turnedAt = 0;

  override async _query(connection: unknown, query: unknown): Promise<unknown> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const answer = await super._query(connection, query);
        await this.giveWay();
        return answer;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  /** Lets timers, sockets and the collector have their turn between statements. */
  private async giveWay(): Promise<void> {
    if (performance.now() - this.turnedAt < TURN_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.turnedAt = performance.now();
  }
}
