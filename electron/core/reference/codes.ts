import { lazy, readTable } from './table.ts';

/** One code of a 法标 class: `{ code: '09_03223-1', name: '判决' }`. */
export interface Code {
  classCode: string;
  className: string;
  code: string;
  name: string;
}

export interface CodeClass {
  code: string;
  name: string;
  count: number;
}

/** The version the code tables carry in the data centre. */
export const CODE_VERSION = '09/15';

export const allCodes = lazy((): readonly Code[] =>
  readTable('code_items.tsv', ['class', 'className', 'code', 'name']).rows.map((row) => ({
    classCode: row.class,
    className: row.className,
    code: row.code,
    name: row.name,
  })),
);

const byClass = lazy(() => Map.groupBy(allCodes(), (code) => code.classCode));
const byCode = lazy(() => new Map(allCodes().map((code) => [code.code, code])));

/** The codes of a class, e.g. `codes('03223')`; empty where the extract does not hold the class. */
export function codes(classCode: string): readonly Code[] {
  return byClass().get(classCode) ?? [];
}

/** The entry of a full code, e.g. `09_03223-1`. */
export function codeEntry(code: string): Code | undefined {
  return byCode().get(code);
}

/** Every class known by name, also those whose codes the extract does not hold. */
export const codeClasses = lazy((): readonly CodeClass[] =>
  readTable('code_classes.tsv', ['class', 'name', 'count']).rows.map((row) => ({
    code: row.class,
    name: row.name,
    count: Number(row.count),
  })),
);
