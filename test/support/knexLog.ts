import knexFactory, { type Knex } from 'knex';

/** A bare SQLite file through knex, without migrations: what migration tests start from. */
export function bareLog(filename: string): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}
