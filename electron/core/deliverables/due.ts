import type { DueItem, Report, ReportKindView } from '../../../shared/contract/deliverables.ts';
import { type DueRule, dueDay } from '../../../shared/domain/reportDue.ts';
import { addDays, beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import { appendAudit } from '../audit/audit.ts';
import { readCalendar, requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { presentDelivery, presentDue, presentHead, type ReportParts, rhythmTitle } from './present.ts';
import { expectedReports, type ReportKind, reportKinds } from './register.ts';
import { deliverablesStore, type ReportRow } from './store.ts';

const DAYS_BACK = 92;
const DAYS_AHEAD = 35;
const BEGINNING = '0000-01-01';
const RANK = { overdue: 0, soon: 1, open: 2, done: 3 } as const;

/**
 * What is due, from the calendar: reports of `from`…`to` (by their day; by the end of their period while it is not known),
 * those whose period goes on, and every overdue one. Overdue first, then by day.
 */
export async function dueReports(core: Core, range: { from?: Day | undefined; to?: Day | undefined } = {}) {
  const today = beijingDay(core.now());
  const from = requireDay(range.from ?? addDays(today, -DAYS_BACK));
  const to = requireDay(range.to ?? addDays(today, DAYS_AHEAD));
  if (to < from) throw fail('DELIVERABLE_RANGE', words.rangeWrong);
  const all = await reportsUntil(core, to, today);
  const asked = range.from !== undefined || range.to !== undefined;
  const rows = all.filter((item) => {
    // What has not begun yet is shown only to whom asks for those days (the calendar).
    if (item.from > today && !asked) return false;
    const day = item.due ?? item.to;
    return item.overdue || (day >= from && day <= to) || (item.running && item.from <= today);
  });
  rows.sort((a, b) => rankOf(a) - rankOf(b) || byDay(a, b));
  const calendar = await readCalendar(core);
  const years = new Set(
    rows.filter(({ due }) => due === null).map(({ to: day }) => Number(addDays(day, 1).slice(0, 4))),
  );
  return {
    today,
    overdue: all.filter(({ overdue }) => overdue).length,
    soon: all.filter(({ soon }) => soon).length,
    rows,
    unpublished: [...years].filter((year) => !calendar.publishedYears.has(year)).sort(),
  };
}

/** How many reports want somebody now: overdue, or due within the next days. */
export async function waitingReports(core: Core): Promise<{ count: number }> {
  const { overdue, soon } = await dueReports(core);
  return { count: overdue + soon };
}

/** Every report asked for or opened whose period ends by `to`, or lies about today, however it stands. */
export async function reportsUntil(core: Core, to: Day, today: Day): Promise<DueItem[]> {
  const store = deliverablesStore(core.log);
  const kinds = await reportKinds(core);
  const calendar = await readCalendar(core);
  const horizon = to > today ? to : today;
  const rows = await store.reports(BEGINNING, '9999-12-31');
  const rowOf = new Map(rows.map((row) => [`${row.kind} ${row.period_key}`, row]));
  // A year that has begun is listed although it ends long after the horizon.
  const expected = expectedReports(kinds, calendar, {
    from: BEGINNING_OF_LIFE,
    to: addDays(horizon, 366),
  }).filter((report) => report.from <= horizon);
  const parts: Omit<ReportParts, 'heads' | 'deliveries'>[] = expected.map((report) => {
    const row = rowOf.get(`${report.kind.id} ${report.key}`);
    rowOf.delete(`${report.kind.id} ${report.key}`);
    return {
      ...report,
      title: row?.title ?? rhythmTitle(report.kind, report),
      recipient: row?.recipient ?? report.kind.recipient,
      row,
    };
  });
  for (const row of rowOf.values()) {
    const kind = kinds.find(({ id }) => id === row.kind);
    if (kind) parts.push(partsOfRow(row, kind, dueOfRow(row, kind, calendar)));
  }
  const ids = parts.flatMap(({ row }) => row?.id ?? []);
  const heads = await store.heads(ids);
  const deliveries = await store.deliveries(ids);
  return parts.map((part) =>
    presentDue(
      {
        ...part,
        heads: heads.filter(({ report_id }) => report_id === part.row?.id),
        deliveries: deliveries.filter(({ report_id }) => report_id === part.row?.id),
      },
      today,
    ),
  );
}

/** No workspace is older. */
const BEGINNING_OF_LIFE = '2020-01-01';

function dueOfRow(row: ReportRow, kind: ReportKind, calendar: Parameters<typeof dueDay>[2]): Day | undefined {
  return row.due_day ?? dueDay(kind.due, { to: row.period_to }, calendar);
}

function partsOfRow(row: ReportRow, kind: ReportKind, due: Day | undefined) {
  return {
    kind,
    key: row.period_key,
    title: row.title,
    from: row.period_from,
    to: row.period_to,
    due,
    recipient: row.recipient,
    row,
  };
}

/** One report with its editions and deliveries. @throws DELIVERABLE_NOT_FOUND */
export async function findReport(core: Core, id: string): Promise<Report> {
  const { row, kind } = await mustFindReport(core, id);
  const store = deliverablesStore(core.log);
  const heads = await store.heads([id]);
  const deliveries = await store.deliveries([id]);
  const due = dueOfRow(row, kind, await readCalendar(core));
  const item = presentDue({ ...partsOfRow(row, kind, due), heads, deliveries }, beijingDay(core.now()));
  return {
    ...item,
    reportId: id,
    editionList: heads.map(presentHead),
    deliveries: deliveries.map((delivery) => presentDelivery(delivery, heads)),
  };
}

/** @throws DELIVERABLE_NOT_FOUND */
export async function mustFindReport(core: Core, id: string): Promise<{ row: ReportRow; kind: ReportKind }> {
  const row = await deliverablesStore(core.log).report(id);
  const kind = row && (await reportKinds(core)).find((candidate) => candidate.id === row.kind);
  if (!row || !kind) throw fail('DELIVERABLE_NOT_FOUND', words.notFound);
  return { row, kind };
}

/** @throws DELIVERABLE_KIND */
export async function mustFindKind(core: Core, id: string): Promise<ReportKind> {
  const kind = (await reportKinds(core)).find((candidate) => candidate.id === id);
  if (!kind) throw fail('DELIVERABLE_KIND', words.kindUnknown(id));
  return kind;
}

export async function listKinds(core: Core): Promise<ReportKindView[]> {
  return (await reportKinds(core)).map(viewOf);
}

/** Changes what was agreed of a kind: its day, to whom, since when. @throws DELIVERABLE_KIND */
export async function saveKind(
  core: Core,
  actor: Actor,
  input: { kind: string; due: DueRule; recipient: string; enabled: boolean; since: Day; yearStart: string },
): Promise<ReportKindView> {
  await mustFindKind(core, input.kind);
  requireDay(input.since);
  // 29 February does not come every year.
  requireDay(`2025-${input.yearStart}`);
  await deliverablesStore(core.log).saveDefinition({
    kind: input.kind,
    due: JSON.stringify(input.due),
    recipient: input.recipient,
    enabled: input.enabled ? 1 : 0,
    since: input.since,
    year_start: input.yearStart,
    changed_by: actor.name,
    changed_at: core.now().toISOString(),
  });
  await appendAudit(core, actor, 'deliverables.kind', input.kind, { ...input });
  core.changes.bump('deliverables');
  return viewOf(await mustFindKind(core, input.kind));
}

function viewOf({ sections: _sections, ...kind }: ReportKind): ReportKindView {
  return kind;
}

function rankOf({ overdue, soon, state }: DueItem): number {
  if (overdue) return RANK.overdue;
  if (soon) return RANK.soon;
  return state === 'delivered' ? RANK.done : RANK.open;
}

/** Open ones: the nearest day first. Delivered ones: the latest first. */
function byDay(a: DueItem, b: DueItem): number {
  const order = (a.due ?? a.to).localeCompare(b.due ?? b.to) || a.kind.localeCompare(b.kind);
  return a.state === 'delivered' ? -order : order;
}
