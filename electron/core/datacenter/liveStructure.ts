import type { Engine } from '../../../shared/contract/engine.ts';
import type { DatacenterConnection, ReadOptions } from './connection.ts';
import type { Value } from './values.ts';
import { column, type StructureTable } from './wantedStructure.ts';

const OWN = "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')";
const ORACLE_COLUMNS = `SELECT table_name AS tab, column_name AS col, data_type AS typ, char_length AS len FROM all_tab_columns WHERE owner = ${OWN} ORDER BY table_name, column_id`;
const ORACLE_INDEXES = `SELECT c.table_name AS tab, c.index_name AS idx, c.column_name AS col FROM all_ind_columns c WHERE c.table_owner = ${OWN} ORDER BY c.table_name, c.index_name, c.column_position`;

/** `tab`, `col`, `typ`, `len` per column of the account's own schema, in order. */
export const LIVE_COLUMNS: Record<Engine, string> = {
  sqlite:
    "SELECT m.name AS tab, p.name AS col, p.type AS typ, NULL AS len FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name, p.cid",
  postgres:
    'SELECT table_name AS tab, column_name AS col, data_type AS typ, character_maximum_length AS len FROM information_schema.columns WHERE table_schema = ANY (current_schemas(false)) ORDER BY table_name, ordinal_position',
  mysql:
    'SELECT table_name AS tab, column_name AS col, column_type AS typ, character_maximum_length AS len FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position',
  oracle: ORACLE_COLUMNS,
  mssql:
    'SELECT table_name AS tab, column_name AS col, data_type AS typ, character_maximum_length AS len FROM information_schema.columns WHERE table_schema = SCHEMA_NAME() ORDER BY table_name, ordinal_position',
  dameng: ORACLE_COLUMNS.replace('char_length', 'data_length'),
};

/** `tab`, `idx`, `col` per column of an index, in order. */
export const LIVE_INDEXES: Record<Engine, string> = {
  sqlite:
    "SELECT m.name AS tab, l.name AS idx, i.name AS col FROM sqlite_schema m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i WHERE m.type = 'table' ORDER BY m.name, l.name, i.seqno",
  postgres:
    'SELECT t.relname AS tab, x.relname AS idx, a.attname AS col FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = t.relnamespace CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum WHERE n.nspname = ANY (current_schemas(false)) ORDER BY t.relname, x.relname, k.place',
  mysql:
    'SELECT table_name AS tab, index_name AS idx, column_name AS col FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index',
  oracle: ORACLE_INDEXES,
  mssql:
    'SELECT t.name AS tab, i.name AS idx, c.name AS col FROM sys.indexes i JOIN sys.tables t ON t.object_id = i.object_id JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id WHERE k.is_included_column = 0 ORDER BY t.name, i.name, k.key_ordinal',
  dameng: ORACLE_INDEXES,
};

/** The structure that stands in the database: tables of the account's own schema with their columns and all their indexes. */
export async function liveStructure(
  connection: DatacenterConnection,
  read: ReadOptions = {},
): Promise<StructureTable[]> {
  const tables = new Map<string, StructureTable>();
  for (const row of await connection.query(LIVE_COLUMNS[connection.engine], [], read)) {
    const name = lower(row.tab);
    const table = tables.get(name) ?? { name, columns: [], indexes: [] };
    tables.set(name, table);
    table.columns.push(column(String(row.col), String(row.typ), row.len === null ? null : Number(row.len)));
  }
  const indexes = new Map<string, string[]>();
  for (const row of await connection.query(LIVE_INDEXES[connection.engine], [], read)) {
    const key = `${lower(row.tab)}\n${lower(row.idx)}`;
    indexes.set(key, [...(indexes.get(key) ?? []), lower(row.col)]);
  }
  for (const [key, columns] of indexes) tables.get(key.split('\n')[0] ?? '')?.indexes.push(columns);
  return [...tables.values()];
}

function lower(value: Value | undefined): string {
  return String(value ?? '').toLowerCase();
}
