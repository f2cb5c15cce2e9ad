import knex, { type Knex } from 'knex';

/**
 * Builds Oracle's SQL (Dameng takes the same). Our names are lower case, Oracle's unquoted names are upper case: knex
 * quotes every name, so it must quote the upper-case one. `12.2` lifts the limit of 30 characters for names knex makes
 * up (indexes); on older servers such a name is refused by the server, never cut silently.
 */
export function oracleBuilder(): Knex {
  return knex({
    client: 'oracledb',
    version: '12.2',
    wrapIdentifier: (name, quote) => (name === '*' ? name : quote(name.toUpperCase())),
  });
}
