import { beijingStamp, showInstant, showTime } from '../../../shared/domain/time.ts';
import { dutyLogMessages } from '../../../shared/messages/dutyLog.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { findHandover } from './duty.ts';
import { typesetForm } from './paper.ts';

const words = dutyPageMessages.handover;

/** The hand-over as form D (check sheet columns), with the shift's log and both signatures. @throws HANDOVER_NOT_FOUND, DUTY_PRINT */
export async function printHandover(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ pdf: Uint8Array; pages: number; fileName: string }> {
  const handover = await findHandover(core, id);
  const settings = await readSettings(core);
  const at = (instant: string | null) => (instant ? beijingStamp(instant).slice(0, 16) : '');
  const printed = await typesetForm(core, 'handover', {
    title: words.formTitle,
    author: settings.contractor,
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    facts: [
      [words.from, handover.fromName],
      [words.to, handover.toName ?? words.notAccepted],
      [words.writtenAt, at(handover.writtenAt)],
      [words.acceptedAt, at(handover.acceptedAt)],
    ],
    wide: [
      [words.faceToFace, handover.faceToFace ? words.face : words.remote],
      [words.systemState, handover.systemState],
      [words.items, handover.items || words.nothing],
      [words.notices, handover.notices || words.nothing],
      [words.risks, handover.risks || words.nothing],
    ],
    mattersTitle: words.matters,
    matters: handover.matters.map(({ title, detail, raisedBy, raisedAt }) => [
      title,
      detail,
      `${raisedBy} ${at(raisedAt)}`,
    ]),
    mattersColumns: words.matterColumns,
    noMatters: words.noMatters,
    logTitle: words.log,
    logColumns: words.logColumns,
    noLog: words.noLog,
    log: handover.log
      .filter(({ voidedBy }) => voidedBy === null)
      .map((entry) => [
        `${entry.day.slice(5)} ${showTime(entry.at)}`,
        dutyLogMessages.kinds[entry.kind],
        [entry.who, entry.phone].filter(Boolean).join(' '),
        [entry.content, entry.outcome].filter(Boolean).join('；'),
      ]),
    people: [
      { title: words.from, name: handover.fromName, at: at(handover.writtenAt) },
      { title: words.to, name: handover.toName ?? '', at: at(handover.acceptedAt) },
    ],
    printedAt: showInstant(core.now()),
  });
  await appendAudit(core, actor, 'duty.printHandover', id, { pages: printed.pages });
  return { ...printed, fileName: words.fileName(beijingStamp(handover.writtenAt).slice(0, 10)) };
}
