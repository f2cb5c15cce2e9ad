import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ExportFormat, StatisticsExport } from '../../../shared/contract/statistics.ts';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages as words } from '../../../shared/messages/statistics.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { JobKind } from '../jobs/jobs.ts';
import type { ExportOutcome } from './exportFile.ts';
import { workOnResult } from './resultWorker.ts';
import { resultFile } from './runJob.ts';
import { columnsOf, type ExportRow, statisticsStore } from './store.ts';

export const STATISTICS_EXPORT = 'statistics.export';
const PART_BYTES = 768 << 10;

export interface ExportParams {
  runId: string;
  name: string;
  format: ExportFormat;
}

/** Writes a kept result as CSV or XLSX into the workspace's results, and records that it was. */
export const statisticsExportJob: JobKind<ExportParams, { id: string; file: string }> = {
  kind: STATISTICS_EXPORT,
  title: ({ name, format }) => words.exportTitle(name, format),
  resumable: true,
  exclusive: ({ runId, format }) => `statistics.export ${runId} ${format}`,
  run: async ({ core, actor, params, signal, progress }) => {
    const row = await exportRun(core, actor, params, signal, (done, total) =>
      progress({ done, total, text: words.rowsWritten(done) }),
    );
    return { id: row.id, file: row.file };
  },
};

async function exportRun(
  core: Core,
  actor: Actor,
  { runId, format }: ExportParams,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<ExportRow> {
  const store = statisticsStore(core.log);
  const run = await store.run(runId);
  if (!run) throw fail('STATISTICS_RUN_NOT_FOUND', words.runNotFound);
  mkdirSync(core.workspace.path('results', 'statistics'), { recursive: true });
  const stamp = beijingStamp(core.now()).replace(/[-:]/g, '').replace(' ', '-');
  const title = run.name.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, '_').slice(0, 60);
  const file = `${title}-${stamp}-${runId.slice(0, 6)}.${format}`;
  const columns = columnsOf(run).map(({ name }) => name);
  const outcome = await workOnResult<ExportOutcome>(
    core.spawn,
    {
      task: 'export',
      spool: resultFile(core, runId),
      columns,
      file: core.workspace.path('results', 'statistics', file),
      format,
      // Excel's sheet names: 31 characters, none of []:*?/\
      sheetName: title.replace(/[[\]']/g, '_').slice(0, 25) || 'Sheet',
    },
    { signal, progress: (rows) => progress(rows, run.rows) },
  );
  const row: ExportRow = {
    id: randomUUID(),
    run_id: runId,
    format,
    file,
    rows: outcome.rows,
    bytes: outcome.bytes,
    sha256: outcome.sha256,
    exported_by: actor.name,
    exported_at: core.now().toISOString(),
  };
  await store.addExport(row);
  await appendAudit(core, actor, 'statistics.export', run.name, {
    run: runId,
    file,
    rows: outcome.rows,
    sha256: outcome.sha256,
    unmasked: run.unmasked === 1,
    reason: run.reason,
    ...(outcome.cutCells > 0 ? { cutCells: outcome.cutCells } : {}),
  });
  core.changes.bump('statistics');
  return row;
}

export function presentExport(row: ExportRow): StatisticsExport {
  return {
    id: row.id,
    runId: row.run_id,
    format: row.format,
    file: row.file,
    rows: row.rows,
    bytes: row.bytes,
    sha256: row.sha256,
    exportedBy: row.exported_by,
    exportedAt: row.exported_at,
  };
}

/** A piece of at most 768 KiB of an exported file. @throws STATISTICS_EXPORT_NOT_FOUND */
export async function exportPart(core: Core, input: { id: string; offset: number }) {
  const row = await statisticsStore(core.log).export(input.id);
  if (!row) throw fail('STATISTICS_EXPORT_NOT_FOUND', words.exportNotFound);
  const path = core.workspace.path('results', 'statistics', basename(row.file));
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? fail('STATISTICS_EXPORT_NOT_FOUND', words.exportNotFound) : error;
  });
  try {
    const bytes = Buffer.alloc(PART_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, PART_BYTES, input.offset);
    const next = input.offset + bytesRead;
    return {
      base64: bytes.subarray(0, bytesRead).toString('base64'),
      next: bytesRead === 0 || next >= row.bytes ? null : next,
      bytes: row.bytes,
    };
  } finally {
    await handle.close();
  }
}
