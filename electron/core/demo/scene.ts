import type { Court } from '../reference/reference.ts';
import type { Clock } from './clock.ts';
import type { Defect } from './defects/defect.ts';
import type { ClosingForm, Kind, KindId } from './kinds.ts';
import type { Slot, Template } from './template.ts';

/** What every part of the demo is made from. */
export interface Scene {
  cases: number;
  seed: number;
  clock: Clock;
  template: Template;
  /** How many cases bear e-files. */
  casefiles: number;
}

/** The skeleton of a case: what other cases may ask of it. Days are day numbers. */
export interface Plan {
  index: number;
  slot: Slot;
  kindId: KindId;
  kind: Kind;
  court: Court;
  caseId: string;
  /** Number within its court and type. */
  sequence: number;
  received: number;
  filed: number;
  closed: number | null;
  closing: { code: string; form: ClosingForm } | null;
  procedure: string | null;
  cause: string;
  /** Days deducted from the term, and days it was extended by. */
  deducted: number;
  extended: number;
  defect: Defect | null;
  originalIndex: number | null;
}
