import type { Knex } from 'knex';
import { fail } from '../../../shared/errors/errors.ts';
import { logMessages } from '../../../shared/messages/log.ts';

/** One step of the log's shape. Numbers grow by tens and are never reused. */
export interface LogMigration {
  number: number;
  name: string;
  up(knex: Knex): Promise<void>;
}

/** The log's version is SQLite's own `user_version`: the number of the last step applied. */
export async function logVersion(log: Knex): Promise<number> {
  const [row] = (await log.raw('PRAGMA user_version')) as { user_version: number }[];
  return row?.user_version ?? 0;
}

/**
 * Brings the log to the newest step (or to `upTo`), each step in a transaction of its own together with its number, so
 * that a kill at any instant leaves a whole version. Safe with two processes at once: the second waits and finds it done.
 * @throws LOG_FROM_FUTURE when the log was written by a newer program.
 */
export async function applyMigrations(
  log: Knex,
  steps: readonly LogMigration[],
  upTo = Infinity,
): Promise<void> {
  const newest = steps.at(-1)?.number ?? 0;
  const found = await logVersion(log);
  if (found > newest) throw fail('LOG_FROM_FUTURE', logMessages.fromFuture(found, newest));
  for (const step of steps) {
    if (step.number <= found || step.number > upTo) continue;
    await applyStep(log, step);
  }
}

/** The pool holds one connection, and nobody else has it yet: raw BEGIN and the step run on the same one. */
async function applyStep(log: Knex, step: LogMigration): Promise<void> {
  await log.raw('BEGIN IMMEDIATE');
  try {
    if ((await logVersion(log)) < step.number) {
      await step.up(log);
      await log.raw(`PRAGMA user_version = ${step.number}`);
    }
    await log.raw('COMMIT');
  } catch (error) {
    await log.raw('ROLLBACK');
    throw error;
  }
}
