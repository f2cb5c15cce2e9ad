import { casesOf } from './cases.ts';
import { codesOf } from './codes.ts';
import { courtsOf } from './courts.ts';
import { shippedRows } from './shipped.ts';
import type { RowsOf } from './table.ts';

export { type CaseDataItem, type CaseType, type Cause, caseDataItems, type ExchangeType } from './cases.ts';
export { CODE_VERSION, type Code, type CodeClass } from './codes.ts';
export type { Court, CourtTier, NationalCourt } from './courts.ts';
export * from './rules.ts';

/** Code tables, courts, case types, causes and charges of one set of versions. */
export type Reference = ReturnType<typeof createReference>;

/** A reference over given tables. Each part is made at its first use and kept. */
export function createReference(rowsOf: RowsOf) {
  return { ...casesOf(rowsOf), ...codesOf(rowsOf), ...courtsOf(rowsOf) };
}

/**
 * The versions the console comes with, read lazily from `resources/domain` and kept. What is in force in a workspace on a
 * day comes from `referenceOn` of the capability `standards`: use that wherever a core is at hand.
 */
export const shipped: Reference = createReference(shippedRows);

export const {
  allCodes,
  caseType,
  caseTypes,
  causeNamed,
  causes,
  charges,
  codeClasses,
  codeEntry,
  codes,
  courtByCode,
  courtByMark,
  courtMarks,
  courts,
  districts,
  exchangeTypes,
  nationalCourts,
  typeMarks,
} = shipped;
