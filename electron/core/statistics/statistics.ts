import { randomUUID } from 'node:crypto';
import {
  type ExportFormat,
  type Pivot,
  type PivotInput,
  type RunInput,
  runInputSchema,
  type StatisticsExport,
  type StatisticsParameter,
  type StatisticsRun,
} from '../../../shared/contract/statistics.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages as words } from '../../../shared/messages/statistics.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { openConnection } from '../datacenter/datacenter.ts';
import { guardStatement } from '../datacenter/statementGuard.ts';
import type { JobRecord } from '../jobs/job.ts';
import { referenceOn } from '../standards/inForce.ts';
import { explainStatement } from './explain.ts';
import { type ExportParams, presentExport, STATISTICS_EXPORT } from './exportJob.ts';
import { liveChange, liveRun } from './live.ts';
import type { ResultOrder } from './order.ts';
import { readRows, sortedRows } from './pages.ts';
import { bindParameters, parameterNames } from './parameters.ts';
import {
  completeParameters,
  connectionOf,
  listQueries,
  mustFindQuery,
  parametersOf,
  sensitiveTablesOf,
} from './queries.ts';
import { workOnResult } from './resultWorker.ts';
import { type RunParams, resultFile, STATISTICS_RUN } from './runJob.ts';
import { columnsOf, type QueryRow, type RunRow, statisticsStore } from './store.ts';

export { exportPart, statisticsExportJob } from './exportJob.ts';
export {
  approveQuery,
  listQueries,
  queryNamed,
  queryParameters,
  querySchema,
  removeQuery,
  saveQuery,
  scheduleQuery,
} from './queries.ts';
export { statisticsRunJob } from './runJob.ts';

/** How long a page waits for the first row before it answers without. */
const WAIT_MS = 25_000;
const LOOK_MS = 300;
/** A grid shows this much of a cell; the rest comes when asked for. */
const SHOWN_CHARACTERS = 400;
const MOST_CELL = 1_000_000;

interface Prepared {
  query: QueryRow | undefined;
  connection: { id: string; name: string };
  sql: string;
  bound: ReturnType<typeof bindParameters>;
  input: ReturnType<typeof runInputSchema.parse>;
}

/** What is to run, checked: the text, the values, the guard, and whether this person may. */
async function prepare(core: Core, actor: Actor, given: RunInput): Promise<Prepared> {
  const input = runInputSchema.parse(given);
  const query = input.queryId === undefined ? undefined : await mustFindQuery(core, input.queryId);
  const sql = input.sql ?? query?.sql;
  if (!sql?.trim()) throw fail('STATISTICS_NOTHING', words.nothingToRun);
  const connection = await connectionOf(core, input.connectionId ?? query?.connection_id ?? '');
  const known: readonly StatisticsParameter[] = input.parameters ?? (query ? parametersOf(query) : []);
  const parameters = completeParameters(parameterNames(sql, connection.engine), known);
  // The guard first: a write is a clear answer also while values are missing.
  guardStatement(
    sql.replace(/:(?=[A-Za-z_\p{L}])/gu, (colon, at: number) => (sql[at - 1] === ':' ? colon : ' ')),
    connection.engine,
  );
  const reference = await referenceOn(core);
  const bound = bindParameters(sql, connection.engine, parameters, input.values, core.now(), reference);
  if (input.unmasked) {
    if (actor.role !== 'manager') throw fail('STATISTICS_UNMASKED', words.unmaskedRole);
    if (input.reason === '') throw fail('STATISTICS_UNMASKED', words.unmaskedReason, { field: 'reason' });
  }
  const asSaved =
    query !== undefined &&
    query.sql === sql &&
    query.connection_id === connection.id &&
    query.parameters === JSON.stringify(parameters);
  await requireApproval(core, actor, {
    sql,
    connectionId: connection.id,
    query: asSaved ? query : undefined,
  });
  return { query, connection, sql, bound, input };
}

/** Managers decide for themselves; everybody else needs an approved query where personal data is read. */
async function requireApproval(
  core: Core,
  actor: Actor,
  what: { sql: string; connectionId: string; query: QueryRow | undefined },
): Promise<void> {
  if (actor.role === 'manager' || what.query?.approval === 'approved') return;
  const tables = await sensitiveTablesOf(core, what.connectionId, what.sql);
  if (tables.length === 0) return;
  if (!what.query) throw fail('STATISTICS_APPROVAL', words.approvalNeeded(tables));
  if (what.query.approval === 'rejected')
    throw fail('STATISTICS_APPROVAL', words.approvalRejected(what.query.name, what.query.approval_note));
  throw fail('STATISTICS_APPROVAL', words.approvalWaiting(what.query.name));
}

/**
 * Starts a query: a job that fetches from a server cursor into a result file. Its rows can be read as they come.
 * @throws DATACENTER_READ_ONLY, DATACENTER_STATEMENT, STATISTICS_APPROVAL, STATISTICS_PARAMETER, STATISTICS_UNMASKED
 */
export async function startRun(core: Core, actor: Actor, given: RunInput): Promise<StatisticsRun> {
  const { query, connection, sql, bound, input } = await prepare(core, actor, given);
  const row: RunRow = {
    id: randomUUID(),
    query_id: query?.id ?? null,
    name: query?.name ?? words.adHoc,
    connection_id: connection.id,
    connection_name: connection.name,
    sql,
    parameter_values: JSON.stringify(bound.values),
    reason: input.reason,
    unmasked: input.unmasked ? 1 : 0,
    row_limit: input.rowLimit,
    job_id: null,
    state: 'running',
    columns: '[]',
    rows: 0,
    cut: '',
    bytes: 0,
    first_row_ms: null,
    ms: null,
    error: '',
    run_by_id: actor.operatorId,
    run_by: actor.name,
    started_at: core.now().toISOString(),
    dropped: 0,
  };
  const store = statisticsStore(core.log);
  await store.addRun(row);
  await appendAudit(core, actor, 'statistics.run', row.name, {
    run: row.id,
    connection: connection.name,
    sql,
    values: bound.values,
    reason: input.reason,
    unmasked: input.unmasked,
  });
  const params: RunParams = { runId: row.id, name: row.name, boundSql: bound.sql, bindings: bound.bindings };
  const job = await core.jobs.start(actor, STATISTICS_RUN, params);
  await store.changeRun(row.id, { job_id: job.id });
  core.changes.bump('statistics');
  return present(core, { ...row, job_id: job.id });
}

/** The plan of what would run. @throws what starting it would, STATISTICS_NO_PLAN */
export async function explainRun(core: Core, actor: Actor, given: RunInput, signal?: AbortSignal) {
  const { connection, bound } = await prepare(core, actor, given);
  const open = await openConnection(core, connection.id);
  try {
    return { lines: await explainStatement(open, bound.sql, bound.bindings, signal) };
  } finally {
    await open.close();
  }
}

export async function listRuns(
  core: Core,
  page: { queryId?: string | undefined; offset: number; limit: number },
): Promise<{ total: number; rows: StatisticsRun[] }> {
  const { rows, total } = await statisticsStore(core.log).runs(page);
  return { total, rows: await Promise.all(rows.map((row) => present(core, row))) };
}

/** Waits until a run has ended. */
export async function finishedRun(core: Core, runId: string, signal?: AbortSignal): Promise<StatisticsRun> {
  const { job_id } = await mustFindRun(core, runId);
  if (job_id) await core.jobs.wait(job_id, signal);
  return present(core, await mustFindRun(core, runId));
}

/**
 * A page of a result, also of one that is still coming. Long texts are cut for showing; `resultCell` has them whole.
 * @throws STATISTICS_RUN_NOT_FOUND, STATISTICS_RESULT when it is gone, STATISTICS_UNMASKED
 */
export async function resultPage(
  core: Core,
  actor: Actor,
  input: { runId: string; offset: number; limit: number; wait: boolean; order?: ResultOrder | undefined },
  signal?: AbortSignal,
) {
  let run = await readableRun(core, actor, input.runId);
  const until = Date.now() + WAIT_MS;
  while (input.wait && run.state === 'running' && run.rows <= input.offset && Date.now() < until) {
    await liveChange(run.id, LOOK_MS, signal);
    signal?.throwIfAborted();
    run = await readableRun(core, actor, input.runId);
  }
  // A result that still comes has no order yet: its rows stand as they came.
  if (input.order && run.state !== 'running' && run.rows > 0) {
    const subject = { id: run.id, rows: run.rows, columns: run.columns.length };
    const sorted = await sortedRows(core, subject, input.order, input.offset, input.limit);
    return { run, offset: input.offset, rows: cutInPlace(sorted.rows), places: sorted.places };
  }
  const rows = run.rows === 0 ? [] : await readRows(core, run.id, input.offset, input.limit);
  return { run, offset: input.offset, rows: cutInPlace(rows) };
}

/** One cell, at most a million characters of it. */
export async function resultCell(
  core: Core,
  actor: Actor,
  input: { runId: string; row: number; column: number },
): Promise<{ text: string; length: number }> {
  const run = await readableRun(core, actor, input.runId);
  const [row] = await readRows(core, run.id, input.row, 1);
  const text = String(row?.[input.column] ?? '');
  return { text: text.slice(0, MOST_CELL), length: text.length };
}

/** @throws STATISTICS_RUN_NOT_FOUND */
export async function cancelRun(core: Core, actor: Actor, runId: string): Promise<void> {
  const run = await mustFindRun(core, runId);
  if (run.job_id) await core.jobs.cancel(actor, run.job_id);
}

/** @throws STATISTICS_PIVOT, STATISTICS_RESULT, STATISTICS_RUNNING */
export async function pivotResult(
  core: Core,
  actor: Actor,
  { runId, ...input }: PivotInput,
  signal?: AbortSignal,
): Promise<Pivot> {
  const run = await wholeRun(core, actor, runId);
  const columns = run.columns.map(({ name }) => name);
  return workOnResult<Pivot>(
    core.spawn,
    { task: 'pivot', spool: resultFile(core, runId), columns, input },
    { signal },
  );
}

/** Starts the export of a result. @throws STATISTICS_RESULT, STATISTICS_RUNNING, JOB_ALREADY_RUNNING */
export async function startExport(
  core: Core,
  actor: Actor,
  input: { runId: string; format: ExportFormat },
): Promise<JobRecord> {
  const run = await wholeRun(core, actor, input.runId);
  const params: ExportParams = { ...input, name: run.name };
  return core.jobs.start(actor, STATISTICS_EXPORT, params);
}

export async function listExports(core: Core, runId: string): Promise<StatisticsExport[]> {
  return (await statisticsStore(core.log).exports(runId)).map(presentExport);
}

/** Codes and names for the choice of a court. */
export async function listCourts(core: Core): Promise<{ code: number; name: string }[]> {
  return (await referenceOn(core)).courts().map(({ code, name }) => ({ code, name }));
}

export async function statisticsToday(core: Core): Promise<{ day: string; waiting: number }> {
  const waiting = (await listQueries(core)).filter(({ approval }) => approval === 'waiting').length;
  return { day: beijingDay(core.now()), waiting };
}

async function mustFindRun(core: Core, id: string): Promise<RunRow> {
  const row = await statisticsStore(core.log).run(id);
  if (!row) throw fail('STATISTICS_RUN_NOT_FOUND', words.runNotFound);
  return row;
}

/** A run whose rows this person may see. */
async function readableRun(core: Core, actor: Actor, id: string): Promise<StatisticsRun> {
  const row = await mustFindRun(core, id);
  if (row.unmasked && actor.role !== 'manager') throw fail('STATISTICS_UNMASKED', words.unmaskedResult);
  if (row.dropped) throw fail('STATISTICS_RESULT', words.dropped);
  return present(core, row);
}

async function wholeRun(core: Core, actor: Actor, id: string): Promise<StatisticsRun> {
  const run = await readableRun(core, actor, id);
  if (run.state === 'running') throw fail('STATISTICS_RUNNING', words.stillRunning);
  if (run.columns.length === 0) throw fail('STATISTICS_RESULT', words.noResult);
  return run;
}

/** The rows are ours alone: cut where they stand, without a copy of a page. */
function cutInPlace<T>(rows: (T | string)[][]): (T | string)[][] {
  for (const row of rows) for (let i = 0; i < row.length; i++) row[i] = shown(row[i] as T | string);
  return rows;
}

function shown<T>(cell: T): T | string {
  if (typeof cell !== 'string' || cell.length <= SHOWN_CHARACTERS) return cell;
  return `${cell.slice(0, SHOWN_CHARACTERS)}${words.clipped(cell.length)}`;
}

/** The row as it stands now: a run going on here knows more than the log; one whose process died is lost. */
async function present(core: Core, row: RunRow): Promise<StatisticsRun> {
  const live = liveRun(row.id);
  let { state, error } = row;
  if (state === 'running' && !live && row.job_id) {
    const job = await core.jobs.get(row.job_id);
    if (job && job.state !== 'running' && job.state !== 'queued') {
      // The job's end is written just after the run's own: ask once more before it counts as lost.
      const again = await statisticsStore(core.log).run(row.id);
      if (again && again.state !== 'running') return present(core, again);
      state = 'failed';
      error = words.lostRun;
    }
  }
  return {
    id: row.id,
    queryId: row.query_id,
    name: row.name,
    connectionName: row.connection_name,
    sql: row.sql,
    values: JSON.parse(row.parameter_values) as Record<string, string>,
    reason: row.reason,
    unmasked: row.unmasked === 1,
    jobId: row.job_id,
    state,
    columns: live?.columns ?? columnsOf(row),
    rows: live?.rows ?? row.rows,
    cut: row.cut,
    bytes: live?.bytes ?? row.bytes,
    firstRowMs: row.first_row_ms,
    ms: row.ms,
    error,
    runBy: row.run_by,
    startedAt: row.started_at,
    kept: row.dropped === 0,
  };
}
