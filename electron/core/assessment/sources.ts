import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import type { Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { proposeFacts as deliverables } from '../deliverables/facts.ts';
import { proposeFacts as duty } from '../duty/facts.ts';
import { proposeFacts as inspection } from '../inspection/facts.ts';
import { proposeFacts as servicedesk } from '../servicedesk/facts.ts';
import { proposeFacts as staff } from '../staff/facts.ts';

export type ProposeFacts = (core: Core, range: { from: Day; to: Day }) => Promise<ProposedFact[]>;

/** The capabilities whose records show facts of the assessment, by name. */
export const FACT_SOURCES: Readonly<Record<string, ProposeFacts>> = {
  inspection,
  duty,
  servicedesk,
  deliverables,
  staff,
};
