import type { DayKind } from './calendar.ts';
import type { Day } from './time.ts';

/** What the scheme of the contract (seed.txt, 考核评分) deducts for, and what it adds. */
export const ASSESSMENT_FACT_TYPES = [
  'service-failure',
  'leader-criticism',
  'missing-deliverable',
  'duty-absence',
  'attendance',
  'unfiled-replacement',
  'unapproved-key-replacement',
  'refused-withdrawal',
  'security-breach',
  'bonus',
] as const;
export type AssessmentFactType = (typeof ASSESSMENT_FACT_TYPES)[number];

/** One happening the assessment may count, as facts files and the console's own records state it. */
export interface AssessmentFact {
  id: string;
  type: AssessmentFactType;
  /** Beijing day on which it happened. */
  date: Day;
  /** Whom it concerns; absent where it concerns the service as a whole. */
  person?: string;
  /** `duty-absence`: the kind of day missed. */
  dayKind?: DayKind;
  /** `duty-absence`: work suffered. */
  affectedWork?: boolean;
  /** `security-breach`. */
  impact?: 'none' | 'major';
  /** `bonus`: at most 5. */
  points?: number;
  /** `bonus`: the written application was approved. */
  approved?: boolean;
}

/**
 * A fact a capability found in its own records and proposes to the assessment. Its `id` is the same each time the same
 * happening is found (`sheet-missing:2026-11-02`), so that it is proposed once. Each capability that knows such facts
 * exports `proposeFacts(core, { from, to })` from its `facts.ts`.
 */
export interface ProposedFact extends AssessmentFact {
  /** One Chinese sentence: what happened, when. */
  text: string;
  /** The page of the console that shows the evidence, such as `/sheets/2026-11-02`. */
  link: string;
}
