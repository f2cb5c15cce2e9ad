import { randomUUID } from 'node:crypto';
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

/** Weekly reports delivered before the one that was missed. */
const EARLIER_WEEKS = 5;

/**
 * Reports of a demo workspace: the weeks of the past, the month and the quarter before were delivered, that of the week
 * before last was never begun, last month's is being written. Through the use cases, without rendering a file.
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
  const calendar = await readCalendar(core);
  const weeks: ReportPeriod[] = [];
  for (let each = missed; weeks.length < EARLIER_WEEKS; ) {
    each = previousPeriod(each);
    weeks.unshift(each);
  }
  const monthBefore = previousPeriod(month);
  const quarter = previousPeriod(periodOf('quarter', today));
  const firstWeek = weeks[0] ?? missed;
  for (const [kind, count, since] of [
    ['weekly', 1, firstWeek.to],
    ['monthly', 3, monthBefore.to],
    ['quarterly', 5, quarter.to],
  ] as const)
    await saveKind(at(firstWeek.from, '09:00'), manager, {
      kind,
      due: { rule: 'workday-after', count },
      recipient: texts.recipient,
      enabled: true,
      since,
      yearStart: '01-01',
    });
  const deliver = async (kind: string, period: ReportPeriod, narrative: Record<string, string>) => {
    const due = nextWorkday(period.to, calendar) ?? today;
    const day = due < today ? due : today;
    const made = await written(at(day, '09:10'), engineer, kind, period, narrative);
    const final = await finaliseEdition(at(day, '09:40'), engineer, made);
    await deliverReport(at(day, '10:20'), engineer, {
      id: final.id,
      recipient: texts.recipient,
      way: 'paper',
      day,
      signedBy: texts.signer,
      note: '',
    });
  };
  await deliver('quarterly', quarter, texts.quarterly);
  await deliver('monthly', monthBefore, texts.monthBefore);
  for (const each of [...weeks, week]) await deliver('weekly', each, texts.weekly);
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
    jobId: randomUUID(),
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
