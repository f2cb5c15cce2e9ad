import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { chooseHashing, type Hashing, lacking } from './digest.ts';
import { engineSql } from './engines/index.ts';
import { type Column, type Rule, ruleFor } from './kinds.ts';
import { readTable, type Table } from './tables.ts';

const words = compareMessages;

/** One column as it is compared: named alike for people, found on both sides. */
export interface Pair {
  /** In lower case; the source's name. */
  name: string;
  source: Column;
  target: Column;
  rule: Rule;
}

/** What is compared and how, fixed before the first row is looked at. */
export interface Plan extends Hashing {
  source: Table;
  target: Table;
  key: Pair[];
  /** Compared columns without the key's. */
  columns: Pair[];
  by: Pair[];
  /** Bytes a row's text may have, the smaller of both engines'. */
  maxTextBytes: number;
  notes: string[];
}

export interface PlanInput {
  table: string;
  targetTable?: string;
  /** `name`, or `source=target` where the two sides name a column differently; so in `columns` and `by`. */
  key: readonly string[];
  columns?: readonly string[];
  by?: readonly string[];
}

/**
 * Reads both tables and pairs their columns: those named, or all that both have.
 * @throws COMPARE_TABLE_UNKNOWN, COMPARE_COLUMN_UNKNOWN, COMPARE_KEY_NEEDED, COMPARE_COLUMN_TWICE
 */
export async function makePlan(
  source: DatacenterConnection,
  target: DatacenterConnection,
  input: PlanInput,
  signal?: AbortSignal,
): Promise<Plan> {
  if (input.key.length === 0) throw fail('COMPARE_KEY_NEEDED', words.errors.keyNeeded);
  const [sourceTable, targetTable] = await Promise.all([
    readTable(source, input.table, words.sides.source, signal),
    readTable(target, input.targetTable ?? input.table, words.sides.target, signal),
  ]);
  const pair = (name: string) => pairOf(name, source.engine, sourceTable, target.engine, targetTable);
  const key = input.key.map(pair);
  refuseTwice(key);
  const named = input.columns?.map(pair) ?? commonNames(sourceTable, targetTable).map(pair);
  const columns = named.filter((column) => !key.some((part) => sameColumns(part, column)));
  refuseTwice(columns);
  const by = (input.by ?? []).map(pair);
  refuseTwice(by);
  const maxTextBytes = Math.min(engineSql(source.engine).maxTextBytes, engineSql(target.engine).maxTextBytes);
  const hashing = await chooseHashing(source, target);
  const plan: Plan = {
    source: sourceTable,
    target: targetTable,
    key,
    columns,
    by,
    maxTextBytes,
    ...hashing,
    notes: [],
  };
  plan.notes = notesOf(plan, input.columns === undefined);
  return plan;
}

function pairOf(name: string, from: Engine, source: Table, to: Engine, target: Table): Pair {
  const [left = '', right = left] = name.split('=').map((part) => part.trim());
  const sourceColumn = find(source, left, words.sides.source);
  const targetColumn = find(target, right, words.sides.target);
  const rule = ruleFor({ engine: from, column: sourceColumn }, { engine: to, column: targetColumn });
  return { name: left.toLowerCase(), source: sourceColumn, target: targetColumn, rule };
}

function find(table: Table, name: string, side: string): Column {
  const wanted = name.toLowerCase();
  const column =
    table.columns.find((each) => each.name === name) ??
    table.columns.find((each) => each.name.toLowerCase() === wanted);
  if (column) return column;
  const known = table.columns.map((each) => each.name.toLowerCase()).join('、');
  throw fail('COMPARE_COLUMN_UNKNOWN', words.errors.columnUnknown(side, table.name, name, known), {
    table: table.name,
    column: name,
  });
}

function commonNames(source: Table, target: Table): string[] {
  const names = new Set(target.columns.map((column) => column.name.toLowerCase()));
  return source.columns.map((column) => column.name.toLowerCase()).filter((name) => names.has(name));
}

function sameColumns(a: Pair, b: Pair): boolean {
  return a.source === b.source && a.target === b.target;
}

function refuseTwice(pairs: readonly Pair[]): void {
  const names = pairs.map((pair) => pair.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw fail('COMPARE_COLUMN_TWICE', words.errors.columnTwice(twice), { column: twice });
}

function notesOf(plan: Plan, allColumns: boolean): string[] {
  const notes = lacking(plan).map((side) => words.notes.hashedHere(words.sides[side]));
  if (allColumns) {
    const paired = [...plan.key, ...plan.columns];
    const rest = (table: Table, taken: readonly Column[]) =>
      table.columns.filter((column) => !taken.includes(column)).map((column) => column.name.toLowerCase());
    const onlySource = rest(
      plan.source,
      paired.map((pair) => pair.source),
    );
    const onlyTarget = rest(
      plan.target,
      paired.map((pair) => pair.target),
    );
    if (onlySource.length > 0) notes.push(words.notes.onlySource(onlySource.join('、')));
    if (onlyTarget.length > 0) notes.push(words.notes.onlyTarget(onlyTarget.join('、')));
  }
  for (const { name, rule, source, target } of [...plan.key, ...plan.columns]) {
    const fractions = [source.fraction ?? rule.fraction, target.fraction ?? rule.fraction];
    const cut = source.fraction !== target.fraction && Math.max(...fractions) > rule.fraction;
    if (cut && (rule.kind === 'timestamp' || rule.kind === 'time')) {
      notes.push(words.notes.fraction(name, rule.fraction));
    }
    if (rule.lengthOnly) notes.push(words.notes.lengthOnly(name));
  }
  return notes;
}
