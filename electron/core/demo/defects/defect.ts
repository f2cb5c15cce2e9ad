import type { Clock } from '../clock.ts';
import type { KindId } from '../kinds.ts';
import type { Random } from '../random.ts';
import type { CaseBundle } from '../rows.ts';
import type { Plan } from '../scene.ts';

/** What a case must be to bear a defect; the plan makes it so. */
export interface Needs {
  closed?: true;
  /** Filed and not closed. */
  open?: true;
  filed?: true;
  /** Open for at least so many days. */
  openDays?: number;
  /** Closing way, procedure, cause. */
  way?: string;
  procedure?: string;
  cause?: string;
  /** Days from filing to closing. */
  workDays?: number;
  /** With days deducted from, or added to, the term. */
  deducted?: true;
  extended?: true;
  /** The first respondent is a person, or an organisation. */
  respondent?: 'person' | 'organisation';
  claimant?: 'person';
}

export interface DefectContext {
  plan: Plan;
  clock: Clock;
  random: Random;
}

/** What a defect did: the rules then broken (the first is the one meant) and what to look at. */
export interface Defect {
  id: string;
  /** Every rule the case then breaks by its plain reading, implied ones included. */
  rules: readonly string[];
  /** Kinds that bear it. */
  kinds: readonly KindId[];
  needs?: Needs;
  /** Takes number and dates of an earlier case of the same court and kind. */
  twin?: true;
  /** The closing way of the case this one follows. */
  originalWay?: string;
  /** Changes the plan before rows are made. */
  dates?: (plan: Plan, context: DefectContext) => void;
  /** Changes the rows; may return details. */
  apply?: (bundle: CaseBundle, context: DefectContext) => Record<string, string | number> | undefined;
}
