import { existsSync } from 'node:fs';
import knexFactory, { type Knex } from 'knex';
import { migrations } from '../../../migrations/log/index.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { logMessages } from '../../../shared/messages/log.ts';
import { applyMigrations } from './migrate.ts';
import { PatientClient } from './patientClient.ts';

/** The few synchronous calls of better-sqlite3 that knex hands us with a raw connection. */
interface RawConnection {
  pragma(text: string, options?: { simple: boolean }): unknown;
}

/**
 * Opens the workspace's SQLite log: WAL, `synchronous=FULL` (what a person entered survives a power cut), foreign keys,
 * migrated to the newest shape.
 * @throws LOG_FROM_FUTURE, LOG_DAMAGED, LOG_MISSING, NO_RIGHTS, LOG_BUSY
 */
export async function openLog(file: string, options: { create: boolean }): Promise<Knex> {
  if (!options.create && !existsSync(file)) throw fail('LOG_MISSING', logMessages.missing);
  const log = connect(file);
  try {
    await applyMigrations(log, migrations);
    return log;
  } catch (error) {
    await log.destroy();
    throw readable(error);
  }
}

/** The version a log of this program has. */
export function newestLogVersion(): number {
  return migrations.at(-1)?.number ?? 0;
}

function connect(filename: string): Knex {
  return knexFactory({
    client: PatientClient as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    // Every error reaches the caller; knex would also print it, with a stack, to standard output.
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: RawConnection, done: (error: Error | null, c: RawConnection) => void) => {
        try {
          connection.pragma('busy_timeout = 2000');
          connection.pragma('journal_mode = WAL');
          // From here on the client waits, not the thread.
          connection.pragma('busy_timeout = 0');
          connection.pragma('synchronous = FULL');
          connection.pragma('foreign_keys = ON');
          done(null, connection);
        } catch (error) {
          done(error as Error, connection);
        }
      },
    },
  });
}

/** better-sqlite3's own words for a folder or file it cannot open carry a path; ours do not. */
function readable(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'SQLITE_CANTOPEN') return fail('LOG_UNREADABLE', logMessages.unreadable, undefined, error);
  return error;
}

/**
 * One write transaction. Its first statement is a write, so that SQLite takes the write lock at once (waiting for other
 * processes) instead of failing later with a stale snapshot. Inside, use only `trx`.
 */
export async function inTransaction<T>(log: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return log.transaction(async (trx) => {
    await trx.raw('UPDATE log_lock SET taken = taken + 1');
    return work(trx);
  });
}
