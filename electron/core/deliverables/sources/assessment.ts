import type { AssessmentStatus } from '../../../../shared/contract/assessment.ts';
import { asErrorData } from '../../../../shared/errors/errors.ts';
import { assessmentMessages } from '../../../../shared/messages/assessment.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { assessmentStatus, listFacts } from '../../assessment/assessment.ts';
import type { Core } from '../../core.ts';
import { allRows } from './paging.ts';
import type { Found, ReportSource } from './source.ts';

const LISTED = 60;

/** The score of the contract year as it stands, and the facts of the span. */
export const assessmentSource: ReportSource = {
  id: 'assessment',
  outline: partOutlines.assessment,
  async collect({ core, span, once }): Promise<Found> {
    const status = await once('assessment', () => statusOrNone(core));
    if (!status) return { figures: { score: null }, notes: [words.noYear] };
    const facts = (await allRows((page) => listFacts(core, page))).filter(
      ({ date }) => date >= span.from && date <= span.to,
    );
    const of = (...states: string[]) => facts.filter(({ state }) => states.includes(state));
    const effect = of('confirmed').reduce((sum, fact) => sum + fact.effect, 0);
    return {
      figures: {
        score: status.score,
        forecast: status.forecast,
        facts: facts.length,
        confirmed: of('confirmed').length,
        waiting: of('proposed', 'appealed').length,
        effect: Math.round(effect * 100) / 100,
      },
      tables: {
        items: status.items.map(({ item, deducted }) => [assessmentMessages.items[item], deducted]),
        facts: facts
          .slice(0, LISTED)
          .map((fact) => [
            fact.number,
            fact.date,
            assessmentMessages.items[fact.item],
            fact.text,
            fact.effect,
            assessmentMessages.states[fact.state],
          ]),
      },
      notes: facts.length > LISTED ? [words.moreRows(facts.length - LISTED)] : [],
    };
  },
};

/** Undefined while no contract year is set up. */
async function statusOrNone(core: Core): Promise<AssessmentStatus | undefined> {
  try {
    return await assessmentStatus(core);
  } catch (error) {
    if (asErrorData(error).code === 'ASSESSMENT_YEAR_NOT_FOUND') return undefined;
    throw error;
  }
}
