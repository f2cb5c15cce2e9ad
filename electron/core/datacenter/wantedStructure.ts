import { type DatacenterMigration, datacenterMigrations } from '../../../migrations/datacenter/index.ts';
import { structureSql } from './structureSql.ts';

/** What a column is, the same on every engine: engines write it in their own types. */
export type ColumnKind = 'number' | 'text' | 'date' | 'instant' | 'binary' | 'other';

export interface StructureColumn {
  name: string;
  /** The type as written: `varchar(100)`, `integer`. */
  type: string;
  kind: ColumnKind;
  /** Characters at most; null where none is declared. */
  length: number | null;
}

export interface StructureTable {
  name: string;
  columns: StructureColumn[];
  /** Column lists of its indexes, the primary key left out: `['court_code', 'day']`. */
  indexes: string[][];
}

/** The structure the migrations make, read off the statements they send to PostgreSQL, which show every type. */
export async function wantedStructure(
  migrations: readonly DatacenterMigration[] = datacenterMigrations,
): Promise<StructureTable[]> {
  const tables = new Map<string, StructureTable>();
  for (const step of migrations) {
    for (const sql of await structureSql('postgres', step, 'up')) takeStatement(tables, sql);
  }
  return [...tables.values()];
}

const NAME = '"([^"]+)"';
const CREATE_TABLE = new RegExp(`^create table (?:if not exists )?${NAME} \\((.*)\\)$`, 's');
const CREATE_INDEX = new RegExp(`^create (?:unique )?index ${NAME} on ${NAME} \\(([^)]*)\\)`);
const ADD_COLUMN = new RegExp(`^alter table ${NAME} (add column .*)$`, 's');
const DROP_COLUMN = new RegExp(`^alter table ${NAME} drop column ${NAME}`);
const DROP_TABLE = new RegExp(`^drop table (?:if exists )?${NAME}`);

function takeStatement(tables: Map<string, StructureTable>, sql: string): void {
  const created = CREATE_TABLE.exec(sql);
  if (created) {
    const columns = topLevel(created[2] ?? '').flatMap((part) => columnOf(part) ?? []);
    const name = created[1] ?? '';
    tables.set(name, { name, columns, indexes: [] });
    return;
  }
  const index = CREATE_INDEX.exec(sql);
  if (index) {
    tables
      .get(index[2] ?? '')
      ?.indexes.push(topLevel(index[3] ?? '').map((name) => name.replaceAll('"', '')));
    return;
  }
  const added = ADD_COLUMN.exec(sql);
  if (added) {
    const parts = topLevel(added[2] ?? '').map((part) => part.replace(/^add column /, ''));
    tables.get(added[1] ?? '')?.columns.push(...parts.flatMap((part) => columnOf(part) ?? []));
    return;
  }
  const dropped = DROP_COLUMN.exec(sql);
  const table = tables.get(dropped?.[1] ?? '');
  if (table) table.columns = table.columns.filter((column) => column.name !== dropped?.[2]);
  const gone = DROP_TABLE.exec(sql);
  if (gone) tables.delete(gone[1] ?? '');
}

/** `"name" varchar(100) not null` → the column; a table constraint → undefined. */
function columnOf(part: string): StructureColumn | undefined {
  const match = /^"([^"]+)" ([a-z ]+?(?:\([\d, ]+\))?)(?= (?:not null|null|default|primary|unique)|$)/.exec(
    part.trim(),
  );
  if (!match) return undefined;
  return column(match[1] ?? '', match[2] ?? '');
}

/** A column from its type as an engine writes it; `length` where the catalogue keeps it apart. */
export function column(name: string, type: string, length?: number | null): StructureColumn {
  const lower = type.toLowerCase();
  const kind = kindOf(lower);
  const written = /char\w*\((\d+)/.exec(lower)?.[1];
  const own = length ?? (written === undefined ? null : Number(written));
  return {
    name: name.toLowerCase(),
    type: lower,
    kind,
    length: kind === 'text' && own && own > 0 ? own : null,
  };
}

function kindOf(type: string): ColumnKind {
  if (/timestamp|datetime/.test(type)) return 'instant';
  if (/^date/.test(type)) return 'date';
  if (/blob|binary|bytea|image|raw|bfile/.test(type)) return 'binary';
  if (/char|text|clob|string/.test(type)) return 'text';
  if (/int|number|numeric|dec|float|double|real|serial|bit|bool/.test(type)) return 'number';
  return 'other';
}

/** Splits at commas outside brackets and quotes. */
function topLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"' || letter === "'") quoted = !quoted;
    if (quoted) continue;
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  parts.push(text.slice(from).trim());
  return parts.filter((part) => part !== '');
}
