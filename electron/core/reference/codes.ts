import { cell, lazy, type RowsOf, readTable } from './table.ts';

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

/** The version the code tables the console comes with carry in the data centre. */
export const CODE_VERSION = '09/15';

/** Code tables out of the version in force. */
export function codesOf(rowsOf: RowsOf) {
  const allCodes = lazy((): readonly Code[] =>
    rowsOf('codes').map((row) => ({
      classCode: cell(row, 'class'),
      className: cell(row, 'className'),
      code: cell(row, 'code'),
      name: cell(row, 'name'),
    })),
  );
  const byClass = lazy(() => Map.groupBy(allCodes(), (code) => code.classCode));
  const byCode = lazy(() => new Map(allCodes().map((code) => [code.code, code])));
  return {
    allCodes,
    /** The codes of a class, e.g. `codes('03223')`; empty where the table does not hold the class. */
    codes: (classCode: string): readonly Code[] => byClass().get(classCode) ?? [],
    /** The entry of a full code, e.g. `09_03223-1`. */
    codeEntry: (code: string): Code | undefined => byCode().get(code),
    /** Every class known by name, also those whose codes the table does not hold. */
    codeClasses: lazy((): readonly CodeClass[] => {
      const known = shippedClasses();
      const names = new Set(known.map(({ code }) => code));
      const further = [...byClass()].filter(([code]) => !names.has(code));
      return [
        ...known,
        ...further.map(([code, own]) => ({ code, name: own[0]?.className ?? '', count: own.length })),
      ];
    }),
  };
}

const shippedClasses = lazy((): readonly CodeClass[] =>
  readTable('code_classes.tsv', ['class', 'name', 'count']).rows.map((row) => ({
    code: row.class,
    name: row.name,
    count: Number(row.count),
  })),
);
