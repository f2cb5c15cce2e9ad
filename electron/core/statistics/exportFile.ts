import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import type { ExportFormat } from '../../../shared/contract/statistics.ts';
import { csvLine } from '../../../shared/domain/csv.ts';
import type { SpooledCell, SpoolReader } from './spool.ts';

export interface ExportOutcome {
  rows: number;
  bytes: number;
  sha256: string;
  /** Cells cut because Excel's cells hold 32,767 characters. */
  cutCells: number;
}

const EXCEL_CELL = 32_767;
const CUT_MARK = '…〔截断〕';

/**
 * Streams a result into a CSV (UTF-8 with byte order mark) or XLSX file: the whole file or none. Beyond Excel's 1,048,576
 * rows further sheets follow.
 */
export async function exportResult(
  spool: SpoolReader,
  columns: readonly string[],
  target: { file: string; format: ExportFormat; sheetName: string },
  progress: (rows: number) => void,
): Promise<ExportOutcome> {
  const temporary = `${target.file}.tmp`;
  const hash = createHash('sha256');
  const outcome: ExportOutcome = { rows: 0, bytes: 0, sha256: '', cutCells: 0 };
  const handle = await open(temporary, 'w', 0o600);
  const write = async (bytes: Uint8Array) => {
    hash.update(bytes);
    outcome.bytes += bytes.byteLength;
    for (let at = 0; at < bytes.byteLength; ) at += (await handle.write(bytes, at)).bytesWritten;
  };
  try {
    try {
      if (target.format === 'csv') await writeCsv(spool, columns, outcome, write, progress);
      else await writeXlsx(spool, columns, target.sheetName, outcome, write, progress);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target.file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  outcome.sha256 = hash.digest('hex');
  return outcome;
}

async function writeCsv(
  spool: SpoolReader,
  columns: readonly string[],
  outcome: ExportOutcome,
  write: (bytes: Uint8Array) => Promise<void>,
  progress: (rows: number) => void,
): Promise<void> {
  await write(Buffer.from(`\uFEFF${csvLine(columns)}\r\n`, 'utf8'));
  for await (const block of spool.blocks()) {
    await write(Buffer.from(`${block.map(csvLine).join('\r\n')}\r\n`, 'utf8'));
    outcome.rows += block.length;
    progress(outcome.rows);
  }
}

async function writeXlsx(
  spool: SpoolReader,
  columns: readonly string[],
  sheetName: string,
  outcome: ExportOutcome,
  write: (bytes: Uint8Array) => Promise<void>,
  progress: (rows: number) => void,
): Promise<void> {
  const cell = (value: SpooledCell): SpooledCell => {
    if (typeof value !== 'string') return value;
    const clean = writable(value);
    if (clean.length <= EXCEL_CELL) return clean;
    outcome.cutCells++;
    return clean.slice(0, EXCEL_CELL - CUT_MARK.length) + CUT_MARK;
  };
  async function* rows(): AsyncGenerator<SpooledCell[]> {
    for await (const block of spool.blocks()) {
      for (const row of block) {
        outcome.rows++;
        yield row.map(cell);
      }
      progress(outcome.rows);
    }
  }
  const stream = writeXlsxStream(rows(), {
    name: sheetName,
    columns: columns.map((name) => ({
      header: writable(name),
      width: Math.min(40, Math.max(10, name.length * 2)),
    })),
    freezePane: { rows: 1 },
  });
  for await (const bytes of stream) await write(bytes);
}

/** XML 1.0 has no place for most control characters and half surrogates. */
function writable(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '').toWellFormed();
}
