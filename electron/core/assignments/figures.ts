import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { periodDays, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { presentRecord } from './present.ts';
import { todayOf } from './records.ts';
import { assignmentsStore, type ListedRow } from './store.ts';

/** More than a contract year can hold. */
const MOST_ROWS = 1_000_000;

export interface AssignmentFigures {
  /** 领导交办 begun in the period, or begun before and still open in it. */
  assignments: { given: number; done: number; doneInTime: number; open: number; overdue: number };
  meetings: { count: number; actions: number; actionsDone: number };
  training: { count: number; hours: number };
  suggestions: { count: number; answered: number; adopted: number };
  coordination: { count: number; done: number };
  events: number;
  assurance: { count: number; byCategory: Record<string, number> };
  planItems: { total: number; done: number; overdue: number; key: number; keyDone: number };
}

/** Records of a kind that begin in the period (plan items: that are due in it), oldest first; cancelled ones left out. */
export async function recordsOfPeriod(
  core: Core,
  kind: RecordKind,
  period: { from: Day; to: Day },
): Promise<ServiceRecord[]> {
  const today = todayOf(core);
  return (await rowsOf(core, kind, period)).map((row) => presentRecord(row, '', today));
}

/** The numbers of a report. A thing counts as done in the period when its day of completion lies in it or before. */
export async function assignmentFigures(
  core: Core,
  period: { from: Day; to: Day },
): Promise<AssignmentFigures> {
  const asOf = todayOf(core) < period.to ? todayOf(core) : period.to;
  const done = (row: ListedRow) => row.state === 'done' && row.done_on <= period.to;
  const late = (row: ListedRow) => row.due_on !== '' && row.due_on < asOf && !done(row);
  const assignments = await rowsOf(core, 'assignment', period);
  const earlier = (await rowsOf(core, 'assignment', { from: '0000-01-01', to: period.from })).filter(
    (row) => row.starts_on < period.from && (row.state === 'open' || row.done_on >= period.from),
  );
  const all = [...earlier, ...assignments];
  const meetings = await rowsOf(core, 'meeting', period);
  const training = await rowsOf(core, 'training', period);
  const suggestions = await rowsOf(core, 'suggestion', period);
  const coordination = await rowsOf(core, 'coordination', period);
  const assurance = await rowsOf(core, 'assurance', period);
  const items = await rowsOf(core, 'planitem', period);
  const byCategory: Record<string, number> = {};
  for (const row of assurance) byCategory[row.category] = (byCategory[row.category] ?? 0) + 1;
  return {
    assignments: {
      given: assignments.length,
      done: all.filter(done).length,
      doneInTime: all.filter((row) => done(row) && (row.due_on === '' || row.done_on <= row.due_on)).length,
      open: all.filter((row) => !done(row)).length,
      overdue: all.filter(late).length,
    },
    meetings: {
      count: meetings.length,
      actions: sum(meetings, ({ child_total }) => Number(child_total)),
      actionsDone: sum(meetings, ({ child_done }) => Number(child_done)),
    },
    training: { count: training.length, hours: sum(training, ({ hours }) => hours ?? 0) },
    suggestions: {
      count: suggestions.length,
      answered: suggestions.filter(done).length,
      adopted: suggestions.filter((row) => done(row) && /^(adopted|partly)$/.test(row.outcome)).length,
    },
    coordination: { count: coordination.length, done: coordination.filter(done).length },
    events: (await rowsOf(core, 'event', period)).length,
    assurance: { count: assurance.length, byCategory },
    planItems: {
      total: items.length,
      done: items.filter(done).length,
      overdue: items.filter(late).length,
      key: items.filter(({ is_key }) => is_key === 1).length,
      keyDone: items.filter((row) => row.is_key === 1 && done(row)).length,
    },
  };
}

async function rowsOf(
  core: Core,
  kind: RecordKind,
  { from, to }: { from: Day; to: Day },
): Promise<ListedRow[]> {
  const { rows } = await assignmentsStore(core.log).list(
    { kinds: [kind], states: ['open', 'done'], limit: MOST_ROWS },
    '',
    todayOf(core),
  );
  return rows
    .filter((row) => dayOf(row) >= from && dayOf(row) <= to)
    .sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.number.localeCompare(b.number));
}

/** The day by which a record belongs to a period. */
function dayOf(row: ListedRow): Day {
  if (row.kind === 'planitem') return row.due_on;
  if (row.kind === 'plan') return periodDays(row.period)?.from ?? '';
  return row.starts_on || beijingDay(row.created_at);
}

function sum(rows: readonly ListedRow[], value: (row: ListedRow) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}
