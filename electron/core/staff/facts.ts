import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import { replacementBreaches } from '../../../shared/domain/staffing.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import type { Core } from '../core.ts';
import { factsOf } from './replacements.ts';
import { staffStore } from './store.ts';

/**
 * Replacements of the period that were not filed beforehand, or touched a key post without approval. The date is the
 * successor's first day; no person is named, for it is the company that replaces people.
 */
export async function proposeFacts(
  core: Core,
  { from, to }: { from: Day; to: Day },
): Promise<ProposedFact[]> {
  const today = beijingDay(core.now());
  const rows = await staffStore(core.log).replacementsFrom(from, to);
  return rows.flatMap((row) =>
    replacementBreaches(factsOf(row), today).map((type) => ({
      id: `staff-${type}:${row.number}`,
      type,
      date: row.effective_on,
      text: staffMessages.factText[type](row.leaving, row.successor, row.effective_on, row.filed_on),
      link: `/staff/${row.number}`,
    })),
  );
}
