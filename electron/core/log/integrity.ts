import type { Knex } from 'knex';

/** SQLite's own quick check of the whole file. Null when it is sound, else what it says first. */
export async function checkLogIntegrity(log: Knex): Promise<string | null> {
  const [row] = (await log.raw('PRAGMA quick_check(1)')) as { quick_check?: string }[];
  const said = row?.quick_check ?? '';
  return said === 'ok' ? null : said || 'quick_check';
}
