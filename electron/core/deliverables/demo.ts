import { nextWorkday } from '../../../shared/domain/calendar.ts';
import { periodOf, previousPeriod, type ReportPeriod } from '../../../shared/domain/reportPeriod.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { demoReportTexts as texts } from '../../../shared/messages/deliverablesDemo.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { listOperators } from '../operators/operators.ts';
import { deliverReport } from './deliver.ts';
import { saveKind } from './due.ts';
import { finaliseEdition, lastEdition, saveNarrative } from './editions.ts';
import { generateJob } from './jobs.ts';
import { beginReport } from './open.ts';

/**
 * Reports of a demo workspace: last week's was delivered, last month's is being written, that of the week before last was
 * never begun. Through the use cases, without rendering a file.
 */
export async function fillDemoDeliverables(core: Core, moment: Date): Promise<void> {
  const operators = await listOperators(core);
  const actorOf = (role: 'engineer' | 'manager'): Actor => {
    const account = operators.find(({ loginName }) => loginName === role);
    return { operatorId: account?.id ?? '', name: account?.name ?? '', role, host: 'window' };
  };
  const [engineer, manager] = [actorOf('engineer'), actorOf('manager')];
  const today = beijingDay(moment);
  const week = previousPeriod(periodOf('week', today));
  const missed = previousPeriod(week);
  const month = previousPeriod(periodOf('month', today));
  const at = (day: Day, time: string): Core => ({ ...core, now: () => beijingInstant(day, time) });
  for (const [kind, count, since] of [
    ['weekly', 1, missed.to],
    ['monthly', 3, month.to],
  ] as const)
    await saveKind(at(missed.from, '09:00'), manager, {
      kind,
      due: { rule: 'workday-after', count },
      recipient: texts.recipient,
      enabled: true,
      since,
      yearStart: '01-01',
    });
  const due = nextWorkday(week.to, await readCalendar(core)) ?? today;
  const day = due < today ? due : today;
  const weekly = await written(at(day, '09:10'), engineer, 'weekly', week, texts.weekly);
  const final = await finaliseEdition(at(day, '09:40'), engineer, weekly);
  await deliverReport(at(day, '10:20'), engineer, {
    id: final.id,
    recipient: texts.recipient,
    way: 'paper',
    day,
    signedBy: texts.signer,
    note: '',
  });
  const begun = addDays(today, -1) > month.to ? addDays(today, -1) : today;
  await written(at(begun, '16:30'), engineer, 'monthly', month, texts.monthly);
}

/** Begins, generates and writes a report at the moment of `core`. */
async function written(
  core: Core,
  actor: Actor,
  kind: string,
  period: ReportPeriod,
  narrative: Record<string, string>,
): Promise<{ id: string; version: number }> {
  const { reportId, title } = await beginReport(core, actor, { kind, key: period.key });
  await generateJob.run({
    core,
    actor,
    jobId: '',
    params: { reportId, title },
    checkpoint: undefined,
    saveCheckpoint: async () => undefined,
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  const { id, narrativeVersion } = await lastEdition(core, reportId);
  const saved = await saveNarrative(core, actor, { id, version: narrativeVersion, narrative });
  return { id, version: saved.narrativeVersion };
}
