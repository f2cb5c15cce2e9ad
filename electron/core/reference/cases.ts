import { lazy, readTable } from './table.ts';

/** A case type of the case-number standard (法〔2015〕137号). */
export interface CaseType {
  /** Four digits, e.g. `0301`. */
  code: string;
  name: string;
  /** 类型代字, e.g. `民初`; '' for the groups. */
  mark: string;
  level: string;
}

export const caseTypes = lazy(
  (): readonly CaseType[] => readTable('case_types.tsv', ['code', 'name', 'mark', 'level']).rows,
);

const typeByCode = lazy(() => new Map(caseTypes().map((type) => [type.code, type])));

export function caseType(code: string): CaseType | undefined {
  return typeByCode().get(code);
}

/** The type marks of the standard (129 with the later additions). */
export const typeMarks = lazy(
  (): ReadonlySet<string> => new Set(caseTypes().flatMap((type) => (type.mark ? [type.mark] : []))),
);

/** A two-character exchange code and its number in the five-minute channel (1–76; undefined where none). */
export interface ExchangeType {
  code: string;
  realtime: number | undefined;
  name: string;
}

export const exchangeTypes = lazy((): readonly ExchangeType[] =>
  readTable('exchange_types.tsv', ['code', 'realtime', 'name']).rows.map((row) => ({
    code: row.code,
    realtime: row.realtime === '' ? undefined : Number(row.realtime),
    name: row.name,
  })),
);

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

/** Civil causes in force from 2026-01-01, parts included. */
export const causes = lazy((): readonly Cause[] => {
  const rows = readTable('civil_causes.tsv', ['partName', 'ordinal', 'name', 'level']).rows.filter((row) =>
    /^[\d.]+$/.test(row.ordinal),
  );
  const divided = new Set(rows.filter((row) => row.level === '4').map((row) => row.ordinal.split('.')[0]));
  const parts = [...new Set(rows.map((row) => row.partName))];
  return [
    ...parts.map((name): Cause => ({ ordinal: '', name, part: name, level: 2, leaf: false })),
    ...rows.map(
      (row): Cause => ({
        ordinal: row.ordinal,
        name: row.name,
        part: row.partName,
        level: row.level === '4' ? 4 : 3,
        leaf: row.level === '4' || !divided.has(row.ordinal),
      }),
    ),
  ];
});

const causeByName = lazy(() => new Map(causes().map((cause) => [cause.name, cause])));

export function causeNamed(name: string): Cause | undefined {
  return causeByName().get(name);
}

/** Frequent charges, an extract: one not listed is 待核. */
export const charges = lazy(
  (): readonly { name: string; article: string }[] =>
    readTable('criminal_charges.tsv', ['name', 'article']).rows,
);

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
