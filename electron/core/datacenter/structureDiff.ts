import type { StructureDifference } from '../../../shared/contract/datacenterDictionary.ts';
import type { DatacenterConnection, ReadOptions } from './connection.ts';
import { liveStructure } from './liveStructure.ts';
import { type StructureColumn, type StructureTable, wantedStructure } from './wantedStructure.ts';

/** Tables the console keeps for itself in the database. */
const OWN_TABLES = new Set(['structure_version', 'structure_lock']);

/** What differs between the structure the migrations make and the one that stands in the database. */
export async function structureDifferences(
  connection: DatacenterConnection,
  read: ReadOptions = {},
): Promise<StructureDifference[]> {
  const [wanted, live] = await Promise.all([wantedStructure(), liveStructure(connection, read)]);
  return compareStructures(wanted, live);
}

/** Missing and extra tables, columns and indexes, and columns whose kind or length differ. */
export function compareStructures(
  wanted: readonly StructureTable[],
  live: readonly StructureTable[],
): StructureDifference[] {
  const found = new Map(live.map((table) => [table.name, table]));
  const names = new Set(wanted.map((table) => table.name));
  const differences = wanted.flatMap((table) => {
    const other = found.get(table.name);
    if (!other)
      return [{ kind: 'table-missing' as const, table: table.name, name: table.name, wanted: '', live: '' }];
    return [...columnDifferences(table, other), ...indexDifferences(table, other)];
  });
  for (const table of live) {
    if (names.has(table.name) || OWN_TABLES.has(table.name)) continue;
    differences.push({ kind: 'table-extra', table: table.name, name: table.name, wanted: '', live: '' });
  }
  return differences;
}

function columnDifferences(wanted: StructureTable, live: StructureTable): StructureDifference[] {
  const table = wanted.name;
  const found = new Map(live.columns.map((column) => [column.name, column]));
  const differences: StructureDifference[] = [];
  for (const column of wanted.columns) {
    const other = found.get(column.name);
    found.delete(column.name);
    if (!other) {
      differences.push({ kind: 'column-missing', table, name: column.name, wanted: column.type, live: '' });
    } else if (!sameType(column, other)) {
      differences.push({
        kind: 'column-type',
        table,
        name: column.name,
        wanted: column.type,
        live: shown(other),
      });
    }
  }
  for (const column of found.values()) {
    differences.push({ kind: 'column-extra', table, name: column.name, wanted: '', live: shown(column) });
  }
  return differences;
}

/** A longer text than wanted holds what it must; Oracle's and Dameng's DATE holds instants too. */
function sameType(wanted: StructureColumn, live: StructureColumn): boolean {
  if (wanted.kind !== live.kind) return false;
  if (wanted.length === null || live.length === null) return true;
  return live.length >= wanted.length;
}

function shown(column: StructureColumn): string {
  return column.length === null || column.type.includes('(')
    ? column.type
    : `${column.type}(${column.length})`;
}

/** An index is missing when none begins with its columns; further ones are the administrator's affair and not told. */
function indexDifferences(wanted: StructureTable, live: StructureTable): StructureDifference[] {
  return wanted.indexes.flatMap((columns) => {
    const there = live.indexes.some((other) => columns.every((name, place) => other[place] === name));
    const name = columns.join(', ');
    return there
      ? []
      : [{ kind: 'index-missing' as const, table: wanted.name, name, wanted: name, live: '' }];
  });
}
