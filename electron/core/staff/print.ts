import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import type { Actor, Core } from '../core.ts';
import { typesetPaper } from '../typst/paper.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { recordStaff } from './recordStaff.ts';
import { mustFindReplacement } from './replacements.ts';
import { type ListedReplacement, staffStore } from './store.ts';

const words = staffMessages.print;

/** The A4 form by which a replacement is filed with the court. @throws STAFF_PRINT, STAFF_REPLACEMENT_NOT_FOUND */
export async function printReplacement(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ pdf: Uint8Array; pages: number; fileName: string }> {
  const row = await mustFindReplacement(core, id);
  const leaving = await staffStore(core.log).member(row.leaving_id);
  const { none } = words;
  let printed: { pdf: Uint8Array; pages: number };
  try {
    printed = await typesetPaper(core, {
      title: `${words.heading} ${row.number}`,
      heading: words.heading,
      number: row.number,
      right: words.right(row.number, staffMessages.states[row.state]),
      blocks: [
        {
          kind: 'facts',
          rows: [
            [
              [words.post, staffMessages.posts[row.post]],
              [words.keyPost, row.key_post === 1 ? words.yes : words.no],
            ],
            [
              [words.leaving, row.leaving],
              [words.since, row.leaving_since],
            ],
            [
              [words.level, leaving?.level || none],
              [words.phone, leaving?.phone || none],
            ],
            [
              [words.successor, row.successor],
              [words.effectiveOn, row.effective_on],
            ],
            [
              [words.level, row.level || none],
              [words.phone, row.phone || none],
            ],
            [[words.qualifications, row.qualifications || none]],
            [[words.cause, [staffMessages.causes[row.cause], row.reason].filter(Boolean).join('。')]],
            [[words.handover, `${row.handover_from} — ${row.handover_to}`]],
            [[words.handoverNote, row.handover_note || none]],
            [
              [words.filedOn, row.filed_on || none],
              [words.filedTo, row.filed_to || none],
            ],
            [[words.document, row.document || none]],
            [[words.approval, approval(row)]],
          ],
        },
        {
          kind: 'boxes',
          boxes: [
            words.boxes.contractor,
            words.boxes.leaving,
            words.boxes.successor,
            words.boxes.customer,
          ].map((title) => ({ title, name: '', at: '' })),
        },
      ],
    });
  } catch (error) {
    recordUnexpected(core.workspace, 'staff.print', error);
    throw fail('STAFF_PRINT', words.failed, undefined, error);
  }
  await recordStaff(core, actor, 'print', row.number, { pages: printed.pages });
  return { ...printed, fileName: words.fileName(row.number) };
}

function approval(row: ListedReplacement): string {
  if (row.key_post !== 1) return words.notNeeded;
  if (!row.approved_at) return words.pending;
  return row.approved_on
    ? words.agreed(row.approved_on, row.approval_note)
    : words.refused(beijingDay(row.approved_at), row.approval_note);
}
