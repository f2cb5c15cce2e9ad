import { cell, lazy, type RowsOf, readTable } from './table.ts';

/** A case type of the case-number standard (法〔2015〕137号). */
export interface CaseType {
  /** Four digits, e.g. `0301`. */
  code: string;
  name: string;
  /** 类型代字, e.g. `民初`; '' for the groups. */
  mark: string;
  level: string;
}

/** A two-character exchange code and its number in the five-minute channel (1–76; undefined where none). */
export interface ExchangeType {
  code: string;
  realtime: number | undefined;
  name: string;
}

/** A civil cause of action; `level` 2 is a part, 3 and 4 are causes. */
export interface Cause {
  /** Number in the rule, e.g. `108.3`; '' for a part. */
  ordinal: string;
  name: string;
  part: string;
  level: 2 | 3 | 4;
  /** Whether nothing finer stands below it. */
  leaf: boolean;
}

export interface Charge {
  name: string;
  article: string;
}

/** Case types, exchange types, causes and charges out of their tables. */
export function casesOf(rowsOf: RowsOf) {
  const caseTypes = lazy((): readonly CaseType[] =>
    rowsOf('case-types').map((row) => ({
      code: cell(row, 'code'),
      name: cell(row, 'name'),
      mark: cell(row, 'mark'),
      level: cell(row, 'level'),
    })),
  );
  const typeByCode = lazy(() => new Map(caseTypes().map((type) => [type.code, type])));
  const causes = lazy((): readonly Cause[] => {
    const rows = rowsOf('causes');
    const divided = new Set(
      rows.filter((row) => row.level === '4').map((row) => cell(row, 'ordinal').split('.')[0]),
    );
    const parts = [...new Set(rows.map((row) => cell(row, 'partName')))];
    return [
      ...parts.map((name): Cause => ({ ordinal: '', name, part: name, level: 2, leaf: false })),
      ...rows.map(
        (row): Cause => ({
          ordinal: cell(row, 'ordinal'),
          name: cell(row, 'name'),
          part: cell(row, 'partName'),
          level: row.level === '4' ? 4 : 3,
          leaf: row.level === '4' || !divided.has(cell(row, 'ordinal')),
        }),
      ),
    ];
  });
  const causeByName = lazy(() => new Map(causes().map((cause) => [cause.name, cause])));
  return {
    caseTypes,
    caseType: (code: string): CaseType | undefined => typeByCode().get(code),
    /** The type marks of the standard (129 with the later additions). */
    typeMarks: lazy(
      (): ReadonlySet<string> => new Set(caseTypes().flatMap((type) => (type.mark ? [type.mark] : []))),
    ),
    exchangeTypes: lazy((): readonly ExchangeType[] =>
      rowsOf('exchange-types').map((row) => ({
        code: cell(row, 'code'),
        realtime: cell(row, 'realtime') === '' ? undefined : Number(row.realtime),
        name: cell(row, 'name'),
      })),
    ),
    /** Civil causes, parts included. */
    causes,
    causeNamed: (name: string): Cause | undefined => causeByName().get(name),
    /** Frequent charges, an extract: one not listed is 待核. */
    charges: lazy((): readonly Charge[] =>
      rowsOf('charges').map((row) => ({ name: cell(row, 'name'), article: cell(row, 'article') })),
    ),
  };
}

/** A data item of the exchange schema. */
export interface CaseDataItem {
  category: string;
  section: string;
  item: string;
  /** `C50` text of at most 50, `N`, `D`, `DT`, `M`, or the name of a nested element. */
  type: string;
  required: boolean;
}

export const caseDataItems = lazy((): readonly CaseDataItem[] =>
  readTable('case_data_items.tsv', ['category', 'section', 'item', 'type', 'required']).rows.map((row) => ({
    ...row,
    required: row.required === '*',
  })),
);
