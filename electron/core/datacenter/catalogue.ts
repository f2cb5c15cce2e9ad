import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { DatacenterConnection, ReadOptions } from './connection.ts';

/** Tables, views and synonyms the account sees in its own schema. */
const TABLES: Record<Engine, string> = {
  sqlite:
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  postgres:
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ANY (current_schemas(false))',
  mysql: 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  oracle:
    "SELECT object_name AS name FROM all_objects WHERE object_type IN ('TABLE', 'VIEW', 'SYNONYM') AND owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')",
  mssql: 'SELECT table_name AS name FROM information_schema.tables',
  dameng:
    "SELECT object_name AS name FROM all_objects WHERE object_type IN ('TABLE', 'VIEW', 'SYNONYM') AND owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')",
};

/** The engine's statement that costs least. */
export const PING: Record<Engine, string> = {
  sqlite: 'SELECT 1 AS one',
  postgres: 'SELECT 1 AS one',
  mysql: 'SELECT 1 AS one',
  oracle: 'SELECT 1 AS one FROM dual',
  mssql: 'SELECT 1 AS one',
  dameng: 'SELECT 1 AS one FROM dual',
};

/** Names of the tables the account may see, in lower case. */
export async function listTables(
  connection: DatacenterConnection,
  options: ReadOptions = {},
): Promise<string[]> {
  const rows = await connection.query<{ name: string }>(TABLES[connection.engine], [], options);
  return rows.map((row) => row.name.toLowerCase()).sort();
}

/** Milliseconds of one round trip, signed in already. */
export async function ping(connection: DatacenterConnection, options: ReadOptions = {}): Promise<number> {
  const from = performance.now();
  await connection.query(PING[connection.engine], [], options);
  return Math.round((performance.now() - from) * 10) / 10;
}
