import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import type { Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { proposeFacts as inspection } from '../inspection/facts.ts';

export type ProposeFacts = (core: Core, range: { from: Day; to: Day }) => Promise<ProposedFact[]>;

/** The capabilities whose records show facts of the assessment, by name. */
export const FACT_SOURCES: Readonly<Record<string, ProposeFacts>> = { inspection };
