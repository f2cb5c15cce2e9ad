import { mkdirSync } from 'node:fs';
import type { StatisticsColumn } from '../../../shared/contract/statistics.ts';
import { type MaskKind, maskCell } from '../../../shared/domain/masking.ts';
import { asErrorData, fail, isAbort } from '../../../shared/errors/errors.ts';
import { statisticsMessages as words } from '../../../shared/messages/statistics.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Core } from '../core.ts';
import { openConnection, type Value } from '../datacenter/datacenter.ts';
import type { JobContext, JobKind } from '../jobs/jobs.ts';
import { endLive, startLive, updateLive } from './live.ts';
import { sensitiveResult } from './sensitivity.ts';
import { createSpool, type SpooledCell, type SpoolWriter } from './spool.ts';
import { type RunRow, statisticsStore } from './store.ts';

export const STATISTICS_RUN = 'statistics.run';

/** Results end here: a workstation's disk belongs to others too. */
const MOST_BYTES = 1 << 30;
const PAGE = 250;
/** Windows hear of new rows this often. */
const TELL_MS = 1_000;

export interface RunParams {
  runId: string;
  name: string;
  /** With `?` in the places of its parameters. */
  boundSql: string;
  bindings: (string | number)[];
}

/** Where a run's result lies, without its suffix. */
export function resultFile(core: Core, runId: string): string {
  return core.workspace.path('index', 'results', runId);
}

/** Fetches a statement's rows from a server cursor into a result file; what was fetched before an end stays. */
export const statisticsRunJob: JobKind<RunParams, { rows: number }> = {
  kind: STATISTICS_RUN,
  title: ({ name }) => words.jobTitle(name),
  resumable: false,
  run: async (context) => {
    const { core, params, actor } = context;
    const store = statisticsStore(core.log);
    const row = await store.run(params.runId);
    if (!row) throw fail('STATISTICS_RUN_NOT_FOUND', words.runNotFound);
    startLive(row.id);
    const from = performance.now();
    let result: Fetched = { columns: [], rows: 0, bytes: 0, cut: '', firstRowMs: null };
    let ending: Pick<RunRow, 'state' | 'error'> = { state: 'done', error: '' };
    try {
      await fetchInto(context, row, (fetched) => {
        result = fetched;
      });
      return { rows: result.rows };
    } catch (error) {
      ending = isAbort(error)
        ? { state: 'cancelled', error: words.cancelled }
        : { state: 'failed', error: asErrorData(error).message };
      throw error;
    } finally {
      await store.changeRun(row.id, {
        ...ending,
        columns: JSON.stringify(result.columns),
        rows: result.rows,
        bytes: result.bytes,
        cut: result.cut,
        first_row_ms: result.firstRowMs,
        ms: Math.round(performance.now() - from),
      });
      endLive(row.id);
      await appendAudit(core, actor, 'statistics.result', row.name, {
        run: row.id,
        state: ending.state,
        rows: result.rows,
        cut: result.cut,
      });
      core.changes.bump('statistics');
    }
  },
};

interface Fetched {
  columns: StatisticsColumn[];
  rows: number;
  bytes: number;
  cut: RunRow['cut'];
  firstRowMs: number | null;
}

async function fetchInto(
  { core, params, signal, progress }: JobContext<RunParams>,
  row: RunRow,
  report: (fetched: Fetched) => void,
): Promise<void> {
  const folder = core.workspace.path('index', 'results');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const connection = await openConnection(core, row.connection_id);
  let spool: SpoolWriter | undefined;
  const fetched: Fetched = { columns: [], rows: 0, bytes: 0, cut: '', firstRowMs: null };
  const from = performance.now();
  let told = 0;
  try {
    spool = await createSpool(resultFile(core, row.id));
    let kinds: (MaskKind | undefined)[] = [];
    const pages = connection.tablePages(params.boundSql, params.bindings, { signal, pageSize: PAGE });
    for await (const page of pages) {
      if (fetched.firstRowMs === null) {
        fetched.firstRowMs = Math.round(performance.now() - from);
        kinds = row.unmasked ? [] : sensitiveResult(row.sql, connection.engine, page.columns);
        fetched.columns = page.columns.map((name, index) => ({ name, masked: kinds[index] ?? null }));
      }
      const room = row.row_limit - fetched.rows;
      const cells = page.rows.slice(0, room).map((values) => spooled(values, kinds, row.unmasked === 1));
      await spool.add(cells);
      fetched.rows = spool.rows();
      fetched.bytes = spool.bytes();
      if (page.rows.length > room) fetched.cut = 'rows';
      else if (fetched.bytes >= MOST_BYTES) fetched.cut = 'size';
      report(fetched);
      updateLive(row.id, { columns: fetched.columns, rows: fetched.rows, bytes: fetched.bytes });
      progress({ done: fetched.rows, text: words.rowsRead(fetched.rows) });
      if (performance.now() - told > TELL_MS) {
        told = performance.now();
        core.changes.bump('statistics:rows');
      }
      if (fetched.cut) break;
      signal.throwIfAborted();
    }
  } finally {
    await spool?.close();
    await connection.close();
  }
}

/** A row as it is kept: personal data hidden unless a manager asked for it, bytes described. */
function spooled(
  values: readonly Value[],
  kinds: readonly (MaskKind | undefined)[],
  plain: boolean,
): SpooledCell[] {
  return values.map((value, index) => {
    if (value instanceof Uint8Array) return words.bytesCell(value.byteLength);
    return plain ? value : maskCell(value, kinds[index]);
  });
}
