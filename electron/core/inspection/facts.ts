import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import { dayKind } from '../../../shared/domain/calendar.ts';
import { beijingInstant, type Day, showInstant, weekday } from '../../../shared/domain/time.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { missedDays } from './sheets.ts';
import { inspectionStore } from './store.ts';

/**
 * What the inspection proposes to the assessment: workdays without any check, and workdays first checked after their due
 * time. Whether work suffered, as the contract asks, is for a person to say.
 */
export async function proposeFacts(core: Core, range: { from: Day; to: Day }): Promise<ProposedFact[]> {
  const { inspectionDue } = await readSettings(core);
  const calendar = await readCalendar(core);
  const missed = (await missedDays(core)).filter((day) => range.from <= day && day <= range.to);
  const first = await inspectionStore(core.log).firstContent(range.from, range.to);
  const late = [...first].filter(
    ([day, at]) =>
      dayKind(day, calendar) === 'workday' && at > beijingInstant(day, inspectionDue).toISOString(),
  );
  return [
    ...missed.map((day) => fact('sheet-missing', day, messages.factMissing(day, weekday(day)))),
    ...late.map(([day, at]) =>
      fact('sheet-late', day, messages.factLate(day, inspectionDue, showInstant(at))),
    ),
  ];
}

function fact(kind: string, day: Day, text: string): ProposedFact {
  return { id: `${kind}:${day}`, type: 'service-failure', date: day, text, link: `/sheets/${day}` };
}
