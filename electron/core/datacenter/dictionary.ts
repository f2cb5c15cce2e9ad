import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type {
  Dictionary,
  DictionaryColumn,
  StructureDifference,
} from '../../../shared/contract/datacenterDictionary.ts';
import { asErrorData, isAbort } from '../../../shared/errors/errors.ts';
import { datacenterDictionaryMessages as words } from '../../../shared/messages/datacenterDictionary.ts';
import type { Core } from '../core.ts';
import { type Reference, shipped } from '../reference/reference.ts';
import { lazy } from '../reference/table.ts';
import { referenceOn } from '../standards/inForce.ts';
import type { DatacenterConnection } from './connection.ts';
import { openConnection } from './datacenter.ts';
import { liveStructure } from './liveStructure.ts';
import { planStructure } from './structure.ts';
import { compareStructures } from './structureDiff.ts';
import { type StructureTable, wantedStructure } from './wantedStructure.ts';

const FILE = fileURLToPath(new URL('../../../resources/dictionary/province.json', import.meta.url));
const READ = { timeoutMs: 10_000 };

const fileSchema = z.object({
  source: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      chinese: z.string(),
      about: z.string(),
      columns: z.array(
        z.object({ name: z.string(), chinese: z.string(), type: z.string(), codes: z.string().optional() }),
      ),
    }),
  ),
});

/** What the console knows of every table and column it makes. */
export const writtenDictionary = lazy(() => fileSchema.parse(JSON.parse(readFileSync(FILE, 'utf8'))));

/** The dictionary merged with how the database of a connection stands; one that is away is said, not an error. */
export async function datacenterDictionary(
  core: Core,
  id?: string,
  signal?: AbortSignal,
): Promise<Dictionary> {
  const connection = await openConnection(core, id);
  try {
    return await dictionaryOf(connection, signal, await referenceOn(core));
  } finally {
    await connection.close();
  }
}

/** The dictionary as it is written, without a look at any database. */
export async function dictionaryAsWritten(core: Core): Promise<Dictionary> {
  return mergedDictionary(await referenceOn(core), undefined, null);
}

export async function dictionaryOf(
  connection: DatacenterConnection,
  signal?: AbortSignal,
  reference: Reference = shipped,
): Promise<Dictionary> {
  try {
    const read = { ...READ, ...(signal ? { signal } : {}) };
    const [live, wanted] = await Promise.all([liveStructure(connection, read), wantedStructure()]);
    const differing = compareStructures(wanted, live).filter(({ kind }) => kind === 'column-type');
    const differ = new Set(differing.map(({ table, name }) => `${table}.${name}`));
    return mergedDictionary(reference, live, null, differ);
  } catch (error) {
    if (isAbort(error)) throw error;
    return mergedDictionary(reference, undefined, asErrorData(error).message);
  }
}

/** Written entries first, in their order; what only the database has comes after them. */
function mergedDictionary(
  reference: Reference,
  live: readonly StructureTable[] | undefined,
  liveError: string | null,
  differing: ReadonlySet<string> = new Set(),
): Dictionary {
  const { source, tables } = writtenDictionary();
  const found = new Map(
    (live ?? []).map((table) => [table.name, new Map(table.columns.map((c) => [c.name, c]))]),
  );
  const columns: DictionaryColumn[] = [];
  for (const table of tables) {
    const there = found.get(table.name);
    for (const column of table.columns) {
      const other = there?.get(column.name);
      there?.delete(column.name);
      columns.push({
        table: table.name,
        tableChinese: table.chinese,
        column: column.name,
        chinese: column.chinese,
        type: column.type,
        codes: column.codes ?? '',
        codesName: codesName(reference, column.codes),
        source,
        live: !live
          ? 'unknown'
          : !other
            ? 'missing'
            : differing.has(`${table.name}.${column.name}`)
              ? 'differs'
              : 'same',
        liveType: other ? other.type : '',
      });
    }
  }
  for (const [table, rest] of found) {
    for (const column of rest.values())
      columns.push({
        table,
        tableChinese: tables.find((known) => known.name === table)?.chinese ?? '',
        column: column.name,
        chinese: '',
        type: '',
        codes: '',
        codesName: '',
        source: words.onlyLive,
        live: 'extra',
        liveType: column.type,
      });
  }
  const counts = Map.groupBy(columns, (column) => column.table);
  return {
    liveError,
    tables: [...counts].map(([name, own]) => {
      const known = tables.find((table) => table.name === name);
      return { name, chinese: known?.chinese ?? '', about: known?.about ?? '', columns: own.length };
    }),
    columns,
  };
}

/** What `codes` of a column names: a 法标 class, or one of our own reference tables. */
function codesName(reference: Reference, name: string | undefined): string {
  if (name === undefined) return '';
  const own = words.references[name as keyof typeof words.references];
  return own ?? reference.codeClasses().find((entry) => entry.code === name)?.name ?? '';
}

/** The codes behind a column, of the versions in force today. */
export async function dictionaryCodes(core: Core, name: string): Promise<{ code: string; name: string }[]> {
  return codesBehind(await referenceOn(core), name);
}

/** Of a 法标 class, or of courts, case types, exchange types. Empty where the table holds none. */
export function codesBehind(reference: Reference, name: string): { code: string; name: string }[] {
  const entries: readonly { code: number | string; name: string }[] =
    name === 'court'
      ? reference.courts()
      : name === 'case-type'
        ? reference.caseTypes()
        : name === 'exchange-type'
          ? reference.exchangeTypes()
          : reference.codes(name);
  return entries.map((entry) => ({ code: String(entry.code), name: entry.name }));
}

/** How the database of a connection differs from the structure the migrations make. @throws the errors of connecting */
export async function structureDifferencesOf(
  core: Core,
  id?: string,
): Promise<{ version: number; newest: number; differences: StructureDifference[] }> {
  const connection = await openConnection(core, id);
  try {
    const { version, newest } = await planStructure(connection);
    const [wanted, live] = await Promise.all([wantedStructure(), liveStructure(connection, READ)]);
    return { version, newest, differences: compareStructures(wanted, live) };
  } finally {
    await connection.close();
  }
}
