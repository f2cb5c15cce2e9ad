import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { engineSql } from './engines/index.ts';
import { type Column, familyOf } from './kinds.ts';

const words = compareMessages.errors;

export type SideName = 'source' | 'target';

/** A table or view as one side has it. */
export interface Table {
  /** Quoted, with its schema where one was given: goes into statements as it is. */
  from: string;
  /** As the person named it. */
  name: string;
  columns: Column[];
  /** Column names of each index, in its order; none for a view. */
  indexes: Index[];
}

export interface Index {
  columns: string[];
  unique: boolean;
}

interface ColumnRow {
  table_name: string;
  column_name: string;
  type: string;
  num_scale: number | string | null;
  fraction: number | string | null;
  nullable: number | string | null;
  collation: string | null;
  charset: string | null;
  bytes?: number | string | null;
}

interface KeyRow {
  index_name: string | number;
  /** Null: an expression. */
  column_name: string | null;
  is_unique: string | number;
}

interface CatalogueSql {
  /** Columns in order. Binds the table's name in lower case, then its schema's (empty: the current one). */
  columns: string;
  /** Columns of whole-table indexes in the index's order; binds the table's actual name, then the schema's as above. */
  keys: string;
}

const ORACLE: CatalogueSql = {
  columns: `SELECT table_name, column_name, data_type AS type, data_scale AS num_scale, data_length AS bytes,
  CASE WHEN data_type LIKE 'TIMESTAMP%' THEN data_scale END AS fraction,
  CASE nullable WHEN 'N' THEN 0 ELSE 1 END AS nullable, NULL AS collation, NULL AS charset
FROM all_tab_columns WHERE LOWER(table_name) = ? AND LOWER(owner) = NVL(?, LOWER(SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')))
ORDER BY table_name, column_id`,
  keys: `SELECT c.index_name, c.column_name, CASE i.uniqueness WHEN 'UNIQUE' THEN 1 ELSE 0 END AS is_unique
FROM all_ind_columns c JOIN all_indexes i ON i.owner = c.index_owner AND i.index_name = c.index_name
WHERE c.table_name = ? AND LOWER(c.table_owner) = NVL(?, LOWER(SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')))
ORDER BY c.index_name, c.column_position`,
};

/** What each engine's catalogue is asked. */
export const CATALOGUE: Record<Engine, CatalogueSql> = {
  sqlite: {
    columns: `SELECT s.name AS table_name, c.name AS column_name, c.type AS type, NULL AS num_scale, NULL AS fraction,
  CASE WHEN c."notnull" = 1 OR c.pk = 1 AND upper(c.type) = 'INTEGER' THEN 0 ELSE 1 END AS nullable,
  CASE WHEN s.sql LIKE '%collate%' THEN 'own' END AS collation, NULL AS charset
FROM sqlite_schema s JOIN pragma_table_xinfo(s.name) c
WHERE s.type IN ('table', 'view') AND lower(s.name) = ? AND ? = '' AND c.hidden <> 1 ORDER BY s.name, c.cid`,
    keys: `SELECT i.name AS index_name, x.name AS column_name, i."unique" AS is_unique, x.seqno AS position
FROM pragma_index_list(?) i JOIN pragma_index_info(i.name) x WHERE i.partial = 0
UNION ALL SELECT 'primary key', name, 1, pk FROM pragma_table_info(?) WHERE pk > 0 ORDER BY 1, 4`,
  },
  postgres: {
    columns: `SELECT table_name, column_name, data_type AS type, numeric_scale AS num_scale, datetime_precision AS fraction,
  CASE is_nullable WHEN 'NO' THEN 0 ELSE 1 END AS nullable,
  COALESCE(collation_name, (SELECT datcollate FROM pg_database WHERE datname = current_database())) AS collation,
  NULL AS charset
FROM information_schema.columns WHERE lower(table_name) = ?
  AND (table_schema = ? OR CAST(? AS text) = '' AND table_schema = ANY (current_schemas(false)))
ORDER BY table_name, ordinal_position`,
    keys: `SELECT i.indexrelid AS index_name, a.attname AS column_name, CASE WHEN i.indisunique THEN 1 ELSE 0 END AS is_unique
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
WHERE i.indpred IS NULL AND i.indexprs IS NULL AND c.relname = ?
  AND (n.nspname = ? OR CAST(? AS text) = '' AND n.nspname = ANY (current_schemas(false)))
ORDER BY i.indexrelid, strpos(' ' || CAST(i.indkey AS text) || ' ', ' ' || CAST(a.attnum AS text) || ' ')`,
  },
  mysql: {
    columns: `SELECT table_name AS table_name, column_name AS column_name,
  CONCAT(data_type, IF(column_type LIKE '%zerofill', ' zerofill', '')) AS type, numeric_scale AS num_scale,
  datetime_precision AS fraction, CASE is_nullable WHEN 'NO' THEN 0 ELSE 1 END AS nullable,
  collation_name AS collation, character_set_name AS charset
FROM information_schema.columns WHERE LOWER(table_name) = ? AND table_schema = COALESCE(NULLIF(?, ''), DATABASE())
ORDER BY table_name, ordinal_position`,
    keys: `SELECT index_name AS index_name, column_name AS column_name, 1 - non_unique AS is_unique
FROM information_schema.statistics WHERE sub_part IS NULL AND table_name = ? AND table_schema = COALESCE(NULLIF(?, ''), DATABASE())
ORDER BY index_name, seq_in_index`,
  },
  oracle: ORACLE,
  dameng: ORACLE,
  mssql: {
    columns: `SELECT table_name, column_name, data_type AS type, numeric_scale AS num_scale, datetime_precision AS fraction,
  CASE is_nullable WHEN 'NO' THEN 0 ELSE 1 END AS nullable, collation_name AS collation, NULL AS charset
FROM information_schema.columns WHERE LOWER(table_name) = ? AND table_schema = COALESCE(NULLIF(?, ''), SCHEMA_NAME())
ORDER BY table_name, ordinal_position`,
    keys: `SELECT i.name AS index_name, c.name AS column_name, CAST(i.is_unique AS int) AS is_unique FROM sys.indexes i
  JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0
  JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
  JOIN sys.objects o ON o.object_id = i.object_id
WHERE i.has_filter = 0 AND o.name = ? AND SCHEMA_NAME(o.schema_id) = COALESCE(NULLIF(?, ''), SCHEMA_NAME())
ORDER BY i.name, x.key_ordinal`,
  },
};

/** Bindings of a catalogue statement: PostgreSQL's name the schema twice; SQLite's keys know no schema. */
function bindings(engine: Engine, table: string, schema: string, what: keyof CatalogueSql): string[] {
  if (engine === 'postgres') return [table, schema, schema];
  return engine === 'sqlite' && what === 'keys' ? [table, table] : [table, schema];
}

/**
 * Reads a table's columns and unique keys. `name` may have a schema before it; upper or lower case does not matter.
 * @throws COMPARE_TABLE_UNKNOWN
 */
export async function readTable(
  connection: DatacenterConnection,
  name: string,
  side: string,
  signal?: AbortSignal,
): Promise<Table> {
  const { engine } = connection;
  const dot = name.lastIndexOf('.');
  const schema = (dot < 0 ? '' : name.slice(0, dot)).toLowerCase();
  const wanted = name.slice(dot + 1).toLowerCase();
  const rows = await connection.query<ColumnRow>(
    CATALOGUE[engine].columns,
    bindings(engine, wanted, schema, 'columns'),
    {
      signal,
    },
  );
  const actual =
    rows.find((row) => row.table_name === name.slice(dot + 1))?.table_name ?? rows[0]?.table_name;
  if (actual === undefined)
    throw fail('COMPARE_TABLE_UNKNOWN', words.tableUnknown(side, name), { table: name });
  const keys = await connection.query<KeyRow>(
    CATALOGUE[engine].keys,
    bindings(engine, actual, schema, 'keys'),
    {
      signal,
    },
  );
  const { quote } = engineSql(engine);
  const schemaName = engine === 'oracle' || engine === 'dameng' ? schema.toUpperCase() : schema;
  return {
    name,
    from: schema ? `${quote(schemaName)}.${quote(actual)}` : quote(actual),
    columns: rows.filter((row) => row.table_name === actual).map((row) => columnOf(engine, row)),
    indexes: indexesOf(keys),
  };
}

function indexesOf(rows: readonly KeyRow[]): Index[] {
  const indexes = new Map<string, Index>();
  for (const row of rows) {
    const name = String(row.index_name);
    const index = indexes.get(name) ?? { columns: [], unique: Number(row.is_unique) === 1 };
    index.columns.push(row.column_name ?? '');
    indexes.set(name, index);
  }
  return [...indexes.values()];
}

/** Whether an index serves ranges of these columns in their order. */
export function hasIndexOn(table: Table, columns: readonly Column[]): boolean {
  return table.indexes.some((index) => columns.every((column, i) => index.columns[i] === column.name));
}

/** `varchar(20)` → `varchar`; SQLite's declared types carry their length and scale. */
function columnOf(engine: Engine, row: ColumnRow): Column {
  const declared = /\(\s*\d+\s*(?:,\s*(\d+)\s*)?\)/.exec(row.type);
  const type = row.type
    .replace(/\([^)]*\)/, '')
    .trim()
    .toLowerCase();
  const scale = row.num_scale === null ? (declared?.[1] ? Number(declared[1]) : null) : Number(row.num_scale);
  const family = familyOf(engine, type, scale);
  return {
    name: row.column_name,
    type,
    family,
    scale: engine === 'sqlite' ? null : scale,
    fraction: fractionOf(engine, type, row.fraction),
    nullable: Number(row.nullable ?? 1) === 1,
    bytes: row.bytes === undefined || row.bytes === null ? null : Number(row.bytes),
    bytewise: isBytewise(engine, family, row.collation),
    utf8: row.charset === null || /^utf8|^ascii/.test(row.charset),
  };
}

function fractionOf(engine: Engine, type: string, told: number | string | null): number | null {
  if (engine === 'sqlite') return null;
  if (engine === 'mssql' && type === 'smalldatetime') return 0;
  if (engine === 'oracle' && type === 'date') return 0;
  return told === null ? null : Number(told);
}

const TEXTS = ['char', 'text', 'clob', 'other'];

function isBytewise(engine: Engine, family: Column['family'], collation: string | null): boolean {
  if (!TEXTS.includes(family)) return true;
  switch (engine) {
    case 'postgres':
      return collation === 'C' || collation === 'POSIX';
    case 'mysql':
      return collation !== null && /_bin$|^binary$/.test(collation) && /^utf8|^ascii|^binary/.test(collation);
    case 'mssql':
      return collation !== null && /_BIN2_UTF8$/i.test(collation);
    case 'sqlite':
      return collation === null;
    default:
      return true;
  }
}
