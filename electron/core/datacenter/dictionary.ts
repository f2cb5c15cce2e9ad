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
import { caseTypes, exchangeTypes } from '../reference/cases.ts';
import { codeClasses, codes } from '../reference/codes.ts';
import { courts } from '../reference/courts.ts';
import { lazy } from '../reference/table.ts';
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
    return await dictionaryOf(connection, signal);
  } finally {
    await connection.close();
  }
}

export async function dictionaryOf(
  connection: DatacenterConnection,
  signal?: AbortSignal,
): Promise<Dictionary> {
  try {
    const read = { ...READ, ...(signal ? { signal } : {}) };
    const [live, wanted] = await Promise.all([liveStructure(connection, read), wantedStructure()]);
    const differing = compareStructures(wanted, live).filter(({ kind }) => kind === 'column-type');
    return mergedDictionary(live, null, new Set(differing.map(({ table, name }) => `${table}.${name}`)));
  } catch (error) {
    if (isAbort(error)) throw error;
    return mergedDictionary(undefined, asErrorData(error).message);
  }
}

/** Written entries first, in their order; what only the database has comes after them. */
function mergedDictionary(
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
        codesName: codesName(column.codes),
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
function codesName(name: string | undefined): string {
  if (name === undefined) return '';
  const own = words.references[name as keyof typeof words.references];
  return own ?? codeClasses().find((entry) => entry.code === name)?.name ?? '';
}

/** The codes behind a column: of a 法标 class, or of courts, case types, exchange types. Empty where the extract holds none. */
export function dictionaryCodes(name: string): { code: string; name: string }[] {
  if (name === 'court') return courts().map((court) => ({ code: String(court.code), name: court.name }));
  if (name === 'case-type') return caseTypes().map((type) => ({ code: type.code, name: type.name }));
  if (name === 'exchange-type') return exchangeTypes().map((type) => ({ code: type.code, name: type.name }));
  return codes(name).map((code) => ({ code: code.code, name: code.name }));
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
