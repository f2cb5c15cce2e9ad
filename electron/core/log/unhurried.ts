import type { Knex } from 'knex';

/**
 * Writes without waiting for the disk while `work` runs, for a log that is still being built beside its place; at the end
 * everything is on the disk. Never for a log a person works in: a power cut would damage it.
 */
export async function withoutWaiting<Result>(log: Knex, work: () => Promise<Result>): Promise<Result> {
  await log.raw('PRAGMA synchronous = OFF');
  const result = await work();
  await log.raw('PRAGMA synchronous = FULL');
  await log.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  return result;
}
