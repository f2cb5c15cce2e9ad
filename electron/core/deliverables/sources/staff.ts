import { partOutlines } from '../../../../shared/messages/deliverablesFigures.ts';
import { staffMessages } from '../../../../shared/messages/staff.ts';
import { listMembers, listReplacements } from '../../staff/staff.ts';
import { allRows } from './paging.ts';
import type { ReportSource } from './source.ts';

/** Who serves, and who was replaced in the span, with filing and approval. */
export const staffSource: ReportSource = {
  id: 'staff',
  outline: partOutlines.staff,
  async collect({ core, span, once }) {
    const serving = (await once('staff', () => listMembers(core, false))).filter(
      ({ state }) => state === 'serving',
    );
    const replacements = (await allRows((page) => listReplacements(core, page))).filter(
      ({ effectiveOn, state }) => effectiveOn >= span.from && effectiveOn <= span.to && state !== 'cancelled',
    );
    return {
      figures: {
        serving: serving.length,
        replacements: replacements.length,
        breaches: replacements.filter(({ breaches }) => breaches.length > 0).length,
      },
      tables: {
        members: serving.map(({ name, post, level, since }) => [
          name,
          staffMessages.posts[post],
          level,
          since,
        ]),
        replacements: replacements.map((row) => [
          row.number,
          row.leaving,
          row.successor,
          row.effectiveOn,
          row.filedOn,
          row.approvedOn,
        ]),
      },
    };
  },
};
