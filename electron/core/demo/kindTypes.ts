/** How a closing ends the case: it decides the document written and the term that applies. */
export type ClosingForm = 'judgment' | 'ruling' | 'mediation' | 'enforcement';

/** A closing way: its code of the class, its share, its form. */
export type Closing = readonly [code: string, weight: number, form: ClosingForm];

export const SIMPLE = '09_03201-1';
export const ORDINARY = '09_03201-2';
export const SMALL = '09_03201-3';
export const CRIMINAL_SIMPLE = '09_02206-1';
export const CRIMINAL_ORDINARY = '09_02206-2';
export const CRIMINAL_FAST = '09_02206-3';

/** A term: months by the calendar, or days. */
export type Term = { months: number } | { days: number };

export interface Kind {
  /** Cases of every thousand at courts of a tier. `follows` takes the court above its original, or the same. */
  share: { basic?: number; intermediate?: number; high?: number };
  caseType: string;
  exchange: string;
  mark: string;
  group: 'civil' | 'criminal' | 'admin' | 'enforcement' | 'bankruptcy';
  causes: readonly (readonly [string, number])[];
  sources: readonly string[];
  closings: readonly Closing[];
  procedures: readonly (readonly [string | null, number])[];
  /** Who acts against whom: codes of the class of litigation statuses; claimants may be absent (criminal cases). */
  claimant: string | null;
  respondent: string;
  /** What the case grew out of; it then bears the original's number. */
  follows?: { kind: KindId; court: 'above' | 'same'; gapDays: readonly [number, number] };
  /** The term by procedure; null where the law sets none. */
  term: (procedure: string | null, form: ClosingForm) => Term | null;
  /** Every how many of its cases one bears a defect. */
  defectStep: number;
}

export type KindId =
  | 'civilFirst'
  | 'civilSecond'
  | 'retrialReview'
  | 'civilSpecial'
  | 'criminalFirst'
  | 'criminalSecond'
  | 'sentenceChange'
  | 'adminFirst'
  | 'adminSecond'
  | 'enforcement'
  | 'enforcementResumed'
  | 'enforcementObjection'
  | 'preservation'
  | 'bankruptcyReview'
  | 'liquidation'
  | 'reorganisation'
  | 'settlement';
