import type {
  StandardDifference,
  StandardEntry,
  StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { standardColumnName, standardsMessages } from '../../../shared/messages/standards.ts';
import { qualityRules } from '../reference/reference.ts';

const words = standardsMessages.impact;

export type Becomes = 'lost' | 'altered' | 'gained';
export interface Fate {
  becomes: Becomes;
  text: string;
}

/** What `codes` of a dictionary column names the tables that are not 法标 classes. */
const NAMED: Readonly<Partial<Record<StandardKind, string>>> = {
  courts: 'court',
  'case-types': 'case-type',
  'exchange-types': 'exchange-type',
  causes: 'cause',
  charges: 'cause',
};

/** The classes (or tables) whose columns a difference can touch, as dictionary columns name them. */
export function codesTouched(kind: StandardKind, differences: readonly StandardDifference[]): Set<string> {
  const named = NAMED[kind];
  if (kind !== 'codes') return new Set(named && differences.length > 0 ? [named] : []);
  return new Set(differences.map(({ before, after }) => (before ?? after)?.class ?? ''));
}

/** What a row of the centre may hold of an entry: its code, its name, or either. */
function valuesOf(kind: StandardKind, entry: StandardEntry): string[] {
  if (kind === 'causes' || kind === 'charges') return [entry.name ?? ''];
  return kind === 'codes' ? [entry.code ?? '', entry.name ?? ''] : [entry.code ?? ''];
}

/**
 * What becomes of a value that stands in a column: undefined where nothing changes for it.
 * @param codes the column's class or table; only differences of it count
 */
export function fates(
  kind: StandardKind,
  codes: string,
  differences: readonly StandardDifference[],
  before: readonly StandardEntry[],
): (value: string) => Fate | undefined {
  const own = (entry: StandardEntry | null) => kind !== 'codes' || entry?.class === codes;
  const changed = new Map<string, StandardDifference>();
  const fresh = new Set<string>();
  for (const difference of differences) {
    const { before: old, after } = difference;
    if (old && own(old)) for (const value of valuesOf(kind, old)) changed.set(value, difference);
    if (after && own(after)) for (const value of valuesOf(kind, after)) fresh.add(value);
  }
  const known = new Set(before.filter(own).flatMap((entry) => valuesOf(kind, entry)));
  return (value) => {
    const difference = changed.get(value);
    if (difference) return fateOf(kind, value, difference);
    return fresh.has(value) && !known.has(value) ? { becomes: 'gained', text: words.gained } : undefined;
  };
}

function fateOf(kind: StandardKind, value: string, difference: StandardDifference): Fate | undefined {
  const { after, columns } = difference;
  if (!after) return { becomes: 'lost', text: words.lost };
  const stays = valuesOf(kind, after).includes(value);
  if (difference.kind === 'recoded')
    return stays ? undefined : { becomes: 'altered', text: words.recoded(after.code ?? '') };
  if (difference.kind === 'renamed') return { becomes: 'altered', text: words.renamed(after.name ?? '') };
  const what = columns.map((column) => standardColumnName(kind, column)).join('、');
  return { becomes: 'altered', text: words.changed(what) };
}

/** Words of a rule that show it judges by a table. */
const RULE_WORDS: Readonly<Partial<Record<StandardKind, RegExp>>> = {
  courts: /法院代字|代字表|经办法院|法标代码/,
  'national-courts': /法院代字|代字表/,
  'case-types': /类型代字|案件类型|4位类型码/,
  'exchange-types': /类型1–|1–76|5分钟口径/,
  causes: /案由/,
  charges: /罪名/,
};

/**
 * The quality rules a change touches: those that write a touched class, check a data item whose column holds it, or judge by
 * the table.
 * @param items Chinese names of the columns that hold touched codes
 */
export function rulesTouched(
  kind: StandardKind,
  classes: ReadonlySet<string>,
  items: readonly string[],
): { code: string; field: string; rule: string; why: string }[] {
  return qualityRules().flatMap(({ code, field, rule }) => {
    const text = `${field} ${rule}`;
    const named = kind === 'codes' ? (text.match(/\d{5,6}/g) ?? []) : [];
    const written = named.find((found) => classes.has(found));
    // A rule that writes other classes is about those.
    const item =
      kind === 'codes' && named.length === 0 ? items.find((name) => field.includes(name)) : undefined;
    const table = RULE_WORDS[kind]?.test(text) ?? false;
    const why = written
      ? words.ruleClass(written)
      : item
        ? words.ruleField(item)
        : table
          ? words.ruleTable(standardsMessages.kinds[kind])
          : undefined;
    return why ? [{ code, field, rule, why }] : [];
  });
}

/** The codes and names that stop holding or change: what a saved statement or a parameter may have written out. */
export function writtenValues(kind: StandardKind, differences: readonly StandardDifference[]): Set<string> {
  const values = differences.flatMap(({ before }) => (before ? valuesOf(kind, before) : []));
  if (kind === 'courts')
    values.push(...differences.flatMap(({ before }) => (before?.mark ? [before.mark] : [])));
  // A single character, as `是` or `男`, stands in many a statement without meaning the code.
  return new Set(values.filter((value) => value.length > 1));
}
