import { randomUUID } from 'node:crypto';
import type { Report } from '../../../shared/contract/deliverables.ts';
import { daysFrom, periodNamed, periodOf, previousPeriod } from '../../../shared/domain/reportPeriod.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import { recorder } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { findReport, mustFindKind, mustFindReport } from './due.ts';
import { periodLabel, rhythmTitle } from './present.ts';
import { deliverablesStore } from './store.ts';

const recorded = recorder('deliverables');

const LONGEST_DAYS = 3 * 366;

/**
 * Begins a report of a rhythm, once per period whoever asks; also while the period still goes on.
 * @throws DELIVERABLE_KIND, DELIVERABLE_PERIOD
 */
export async function beginReport(
  core: Core,
  actor: Actor,
  input: { kind: string; key: string },
): Promise<Report> {
  const kind = await mustFindKind(core, input.kind);
  if (kind.period === 'once') throw fail('DELIVERABLE_PERIOD', words.onceOnly(kind.name));
  const period = periodNamed(kind.period, input.key, kind.yearStart);
  if (!period) throw fail('DELIVERABLE_PERIOD', words.keyWrong(input.key, kind.name), { field: 'key' });
  if (period.from > beijingDay(core.now()))
    throw fail('DELIVERABLE_PERIOD', words.keyFuture(periodLabel(kind, period)), { field: 'key' });
  const store = deliverablesStore(core.log);
  const found = await store.reportOf(kind.id, period.key);
  if (found) return findReport(core, found.id);
  const id = randomUUID();
  const added = await store.addReport({
    id,
    kind: kind.id,
    period_key: period.key,
    title: rhythmTitle(kind, period),
    period_from: period.from,
    period_to: period.to,
    due_day: null,
    recipient: kind.recipient,
    opened_by: actor.name,
    opened_at: core.now().toISOString(),
  });
  if (!added) {
    const other = await store.reportOf(kind.id, period.key);
    return findReport(core, other?.id ?? id);
  }
  await recorded(core, actor, 'deliverables.begin', id, { kind: kind.id, period: period.key });
  return findReport(core, id);
}

/** The key of the last period of a kind that is over. @throws DELIVERABLE_KIND, DELIVERABLE_PERIOD */
export async function lastPeriodKey(core: Core, kindId: string): Promise<string> {
  const kind = await mustFindKind(core, kindId);
  if (kind.period === 'once') throw fail('DELIVERABLE_PERIOD', words.onceNamed(kind.name));
  const current = periodOf(kind.period, beijingDay(core.now()), kind.yearStart);
  return previousPeriod(current, kind.yearStart).key;
}

/** Opens a report without a rhythm (专项报告, 建议报告). @throws DELIVERABLE_KIND, DELIVERABLE_PERIOD, DELIVERABLE_RANGE */
export async function openReport(
  core: Core,
  actor: Actor,
  input: {
    kind: string;
    title: string;
    from: Day;
    to: Day;
    due?: Day | undefined;
    recipient?: string | undefined;
  },
): Promise<Report> {
  const kind = await mustFindKind(core, input.kind);
  if (kind.period !== 'once') throw fail('DELIVERABLE_PERIOD', words.rhythmOnly(kind.name));
  const from = requireDay(input.from);
  const to = requireDay(input.to);
  if (to < from) throw fail('DELIVERABLE_RANGE', words.rangeWrong, { field: 'to' });
  if (daysFrom(from, to) > LONGEST_DAYS) throw fail('DELIVERABLE_RANGE', words.rangeLong, { field: 'from' });
  if (to > beijingDay(core.now())) throw fail('DELIVERABLE_RANGE', words.rangeFuture, { field: 'to' });
  if (input.due !== undefined && requireDay(input.due) < to)
    throw fail('DELIVERABLE_RANGE', words.dueWrong, { field: 'due' });
  const id = randomUUID();
  await deliverablesStore(core.log).addReport({
    id,
    kind: kind.id,
    // Nobody names a report without a rhythm by its period.
    period_key: id,
    title: input.title,
    period_from: from,
    period_to: to,
    due_day: input.due ?? null,
    recipient: input.recipient ?? kind.recipient,
    opened_by: actor.name,
    opened_at: core.now().toISOString(),
  });
  await recorded(core, actor, 'deliverables.open', id, { kind: kind.id, title: input.title });
  return findReport(core, id);
}

/** Takes back a report without a rhythm that was never delivered; it stays in the log. @throws DELIVERABLE_NOT_REMOVABLE */
export async function removeReport(core: Core, actor: Actor, id: string, reason: string): Promise<void> {
  const { row, kind } = await mustFindReport(core, id);
  const store = deliverablesStore(core.log);
  if (kind.period !== 'once' || (await store.deliveries([id])).length > 0)
    throw fail('DELIVERABLE_NOT_REMOVABLE', words.notRemovable);
  await store.removeReport(id, core.now().toISOString());
  await recorded(core, actor, 'deliverables.remove', id, { title: row.title, reason });
}
