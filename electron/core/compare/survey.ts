import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { engineSql } from './engines/index.ts';
import { keyColumn, ownOrderUnless } from './keyOrder.ts';
import type { KeyColumn } from './keys.ts';
import type { Column } from './kinds.ts';
import type { Plan } from './plan.ts';
import { isOrdered, STATEMENT_TIMEOUT_MS } from './side.ts';
import type { SideName } from './tables.ts';

const words = compareMessages.errors;

/** What one side's key is like. */
export interface Survey {
  rows: number;
  key: KeyColumn[];
  notes: string[];
}

/**
 * Counts the rows and learns of the key what the catalogue does not tell, in one pass: whether it has NULLs and whether
 * its own order may be used. Where no unique index covers the key, duplicates are looked for.
 * @throws COMPARE_KEY_NULL, COMPARE_KEY_DUPLICATE
 */
export async function surveyKey(
  name: SideName,
  connection: DatacenterConnection,
  plan: Plan,
  signal?: AbortSignal,
): Promise<Survey> {
  const engine = engineSql(connection.engine);
  const table = plan[name];
  const asked = plan.key.map((pair, i) => {
    const column = engine.quote(pair[name].name);
    const unless = ownOrderUnless(connection, pair[name], pair.rule);
    return [
      ...(pair[name].nullable ? [`COUNT(${column}) AS c${i}`] : []),
      ...(unless ? [`COUNT(CASE WHEN ${unless} THEN 1 END) AS u${i}`] : []),
    ];
  });
  const statement = `SELECT ${['COUNT(*) AS n', ...asked.flat()].join(', ')} FROM ${table.from}`;
  const read = { signal, timeoutMs: STATEMENT_TIMEOUT_MS };
  const [row] = await connection.query<Record<string, unknown>>(statement, [], read);
  const told = (column: string, otherwise: number) => Number(row?.[column] ?? otherwise);
  const rows = told('n', 0);
  for (const [i, pair] of plan.key.entries()) {
    if (told(`c${i}`, rows) === rows) continue;
    const column = pair[name].name.toLowerCase();
    throw fail('COMPARE_KEY_NULL', words.keyNull(compareMessages.sides[name], table.name, column), {
      column,
    });
  }
  await refuseDuplicates(name, connection, plan, signal);
  const key = plan.key.map((pair, i) => keyColumn(name, connection, pair, told(`u${i}`, 0) === 0));
  const unordered = plan.key.filter((_pair, i) => !key[i]?.indexed);
  const notes = unordered.map((pair) => compareMessages.notes.unordered(pair.name));
  if (unordered.length === 0 && !isOrdered(name, plan, key))
    notes.push(compareMessages.notes.noIndex(compareMessages.sides[name], table.name));
  return { rows, key, notes };
}

async function refuseDuplicates(
  name: SideName,
  connection: DatacenterConnection,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<void> {
  const engine = engineSql(connection.engine);
  const table = plan[name];
  const columns = plan.key.map((pair) => pair[name]);
  if (table.indexes.some((index) => index.unique && coveredBy(index.columns, columns))) return;
  const names = columns.map((column) => engine.quote(column.name)).join(', ');
  const shown = plan.key
    .map((pair, i) => `${engine.asText(engine.canonical(pair[name], pair.rule))} AS k${i}`)
    .join(', ');
  const grouped = `SELECT ${names} FROM ${table.from} GROUP BY ${names} HAVING COUNT(*) > 1`;
  const [row] = await connection.query<Record<string, unknown>>(`SELECT ${shown} FROM (${grouped}) r`, [], {
    signal,
    timeoutMs: STATEMENT_TIMEOUT_MS,
    maxRows: 1,
  });
  if (!row) return;
  throw duplicateKey(
    name,
    plan,
    plan.key.map((_pair, i) => String(row[`k${i}`])),
  );
}

export function duplicateKey(side: SideName, plan: Plan, key: readonly string[]): Error {
  const label = compareMessages.sides[side];
  return fail('COMPARE_KEY_DUPLICATE', words.keyDuplicate(label, plan[side].name, key.join('、')), {
    key: key.join(','),
  });
}

function coveredBy(unique: readonly string[], columns: readonly Column[]): boolean {
  return unique.every((name) => columns.some((column) => column.name === name));
}
