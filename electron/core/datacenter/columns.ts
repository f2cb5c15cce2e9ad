import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { DatacenterConnection, ReadOptions } from './connection.ts';

/** A column the account may see, names in lower case as results bear them. */
export interface CatalogueColumn {
  table: string;
  column: string;
  /** As the engine writes it, for quoting. */
  exactColumn: string;
  /** As the engine names it, in lower case. */
  type: string;
  /** Position in the primary key from 1; 0: not part of it. */
  keyPosition: number;
  /** The comment in the database; often the Chinese name. */
  comment: string;
}

/**
 * Columns of the tables and views of the account's own schema. Sources: each engine's catalogue (information_schema,
 * pg_catalog, ALL_* views, sys.*, pragma table_info).
 */
const COLUMNS: Record<Engine, string> = {
  sqlite: `SELECT m.name AS table_name, c.name AS column_name, c.type AS type, c.pk AS key_position, '' AS comment
    FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name, c.cid`,
  postgres: `SELECT t.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type,
      COALESCE(array_position(i.indkey::int[], a.attnum::int) + 1, 0) AS key_position,
      COALESCE(col_description(t.oid, a.attnum), '') AS comment
    FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
    WHERE t.relkind IN ('r', 'p', 'v', 'm', 'f') AND t.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (current_schemas(false)))
    ORDER BY t.relname, a.attnum`,
  mysql: `SELECT c.table_name AS table_name, c.column_name AS column_name, c.data_type AS type,
      COALESCE(k.ordinal_position, 0) AS key_position, c.column_comment AS comment
    FROM information_schema.columns c LEFT JOIN information_schema.key_column_usage k
      ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
      AND k.constraint_name = 'PRIMARY'
    WHERE c.table_schema = DATABASE() ORDER BY c.table_name, c.ordinal_position`,
  oracle: oracleColumns(),
  dameng: oracleColumns(),
  mssql: `SELECT t.name AS table_name, c.name AS column_name, y.name AS type,
      COALESCE(x.key_ordinal, 0) AS key_position, COALESCE(CAST(e.value AS nvarchar(400)), '') AS comment
    FROM sys.objects t JOIN sys.columns c ON c.object_id = t.object_id JOIN sys.types y ON y.user_type_id = c.user_type_id
    LEFT JOIN sys.indexes i ON i.object_id = t.object_id AND i.is_primary_key = 1
    LEFT JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.column_id = c.column_id
    LEFT JOIN sys.extended_properties e ON e.major_id = t.object_id AND e.minor_id = c.column_id AND e.name = 'MS_Description'
    WHERE t.type IN ('U', 'V') AND t.schema_id = SCHEMA_ID() ORDER BY t.name, c.column_id`,
};

function oracleColumns(): string {
  return `SELECT c.table_name AS table_name, c.column_name AS column_name, c.data_type AS type,
      NVL(k.position, 0) AS key_position, m.comments AS "comment"
    FROM all_tab_columns c
    LEFT JOIN all_col_comments m ON m.owner = c.owner AND m.table_name = c.table_name AND m.column_name = c.column_name
    LEFT JOIN (SELECT s.owner, s.table_name, u.column_name, u.position FROM all_constraints s
      JOIN all_cons_columns u ON u.owner = s.owner AND u.constraint_name = s.constraint_name
      WHERE s.constraint_type = 'P') k
      ON k.owner = c.owner AND k.table_name = c.table_name AND k.column_name = c.column_name
    WHERE c.owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') ORDER BY c.table_name, c.column_id`;
}

/** All columns of the tables and views the account sees in its own schema, tables and columns in their order. */
export async function listColumns(
  connection: DatacenterConnection,
  options: ReadOptions = {},
): Promise<CatalogueColumn[]> {
  interface Found {
    table_name: string;
    column_name: string;
    type: string | null;
    key_position: number;
    comment: string | null;
  }
  const rows = await connection.query<Found>(COLUMNS[connection.engine], [], options);
  return rows.map((row) => ({
    table: row.table_name.toLowerCase(),
    column: row.column_name.toLowerCase(),
    exactColumn: row.column_name,
    type: (row.type ?? '').toLowerCase(),
    keyPosition: Number(row.key_position),
    comment: row.comment ?? '',
  }));
}
