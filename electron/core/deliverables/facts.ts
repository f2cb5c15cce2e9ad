import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import type { Core } from '../core.ts';
import { reportsUntil } from './due.ts';

const words = deliverablesMessages.facts;

/**
 * Reports that were not delivered by their day (seed.txt, 考核评分 2 资料管理: −1 each): missing still, or handed over late.
 * Each bears its due day as date; a day that nobody knows (calendar not published) proposes nothing.
 */
export async function proposeFacts(
  core: Core,
  { from, to }: { from: Day; to: Day },
): Promise<ProposedFact[]> {
  const today = beijingDay(core.now());
  const reports = await reportsUntil(core, to, today);
  return reports.flatMap((report): ProposedFact[] => {
    const { due, deliveredOn, lateDays } = report;
    if (due === null || due < from || due > to || lateDays === 0) return [];
    return [
      {
        id: `deliverable-missing:${report.kind}:${report.key}`,
        type: 'missing-deliverable',
        date: due,
        text:
          deliveredOn === null
            ? words.missing(report.title, due)
            : words.late(report.title, due, deliveredOn, lateDays),
        link: report.reportId ? `/deliverables/${report.reportId}` : '/deliverables',
      },
    ];
  });
}
