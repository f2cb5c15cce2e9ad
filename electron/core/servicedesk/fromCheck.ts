import type { SheetItem } from '../../../shared/contract/inspection.ts';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Actor, Core } from '../core.ts';
import { fillItem, mustFindSheet } from '../inspection/inspection.ts';
import { raiseIncident } from './incidents.ts';

/**
 * Raises an incident from an item of a day's sheet that is 警告 or 故障, and writes its number on the sheet. While an
 * incident of the same item is live, the day becomes a further occurrence of it. Doing it again does nothing twice, so
 * that a crash between the two steps is mended by pressing once more.
 * @throws INSPECTION_NO_SHEET, INSPECTION_NO_ITEM, SERVICEDESK_NOT_BAD
 */
export async function raiseFromCheck(
  core: Core,
  actor: Actor,
  input: { day: Day; itemId: string; owner: string },
): Promise<{ incident: Incident; merged: boolean }> {
  const item = (await mustFindSheet(core, input.day)).items.find(({ id }) => id === input.itemId);
  if (!item) throw fail('INSPECTION_NO_ITEM', words.noItem(input.itemId));
  if (item.result === 'normal') throw fail('SERVICEDESK_NOT_BAD', words.notBad);
  if (item.result === 'unchecked') throw fail('SERVICEDESK_NOT_BAD', words.uncheckedNotBad);
  const fault = item.result === 'fault';
  const raised = await raiseIncident(
    core,
    actor,
    {
      title: words.fromCheckTitle(item.name, resultNames[item.result]).slice(0, 100),
      source: 'check',
      reporter: words.fromCheckReporter,
      reporterPhone: '',
      court: null,
      service: item.service,
      occurredAt: pastMoment(item, core.now()),
      openedAt: null,
      impact: fault ? 1 : 2,
      urgency: fault ? 1 : 3,
      symptom: symptomOf(item),
      owner: input.owner || item.owner,
    },
    {
      key: `check:${item.id}`,
      origin: `${input.day}/${item.id}`,
      text: words.occurred(input.day, item.value || item.explanation || resultNames[item.result]),
    },
  );
  const { number } = raised.incident;
  if (item.incident !== number) {
    await fillItem(core, actor, {
      day: input.day,
      itemId: item.id,
      version: item.version,
      fields: { incident: number },
      reason: words.fromCheckReason(number),
    });
  }
  return raised;
}

/** The number of the live incident an item of a sheet belongs to is what the sheet itself says; here are its facts. */
function symptomOf(item: SheetItem): string {
  return words.fromCheckSymptom(item.value, item.standard, item.explanation).slice(0, 2000);
}

/** When the check found it; never later than now, as the clock of a data centre may run ahead. */
function pastMoment(item: SheetItem, now: Date): string | null {
  if (item.checkedAt === null) return null;
  return Date.parse(item.checkedAt) > now.getTime() ? now.toISOString() : item.checkedAt;
}
