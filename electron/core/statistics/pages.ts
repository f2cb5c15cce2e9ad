import { open } from 'node:fs/promises';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages as words } from '../../../shared/messages/statistics.ts';
import type { Core } from '../core.ts';
import type { ResultOrder } from './order.ts';
import { type OrderOutcome, workOnResult } from './resultWorker.ts';
import { resultFile } from './runJob.ts';
import { openSpool, type SpooledCell, type SpoolReader } from './spool.ts';

const BYTES_PER_PLACE = 4;
/** Orders being made, so that the pages a person scrolls through wait for one worker. */
const making = new Map<string, Promise<unknown>>();

/**
 * A page of a whole result in the order of a column. The order is made once, in a process of its own, kept beside the result
 * and taken away with it. @returns the rows with their places in the result
 * @throws STATISTICS_RESULT when the result is gone, STATISTICS_WORKER
 */
export async function sortedRows(
  core: Core,
  run: { id: string; rows: number; columns: number },
  order: ResultOrder,
  offset: number,
  limit: number,
): Promise<{ rows: SpooledCell[][]; places: number[] }> {
  if (order.column >= run.columns) throw fail('STATISTICS_RESULT', words.noResult);
  const spool = resultFile(core, run.id);
  const file = `${spool}.order-${order.column}-${order.direction}`;
  const places = await placesOf(file, offset, limit).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const made =
      making.get(file) ??
      workOnResult<OrderOutcome>(core.spawn, { task: 'order', spool, rows: run.rows, order, file }).finally(
        () => making.delete(file),
      );
    making.set(file, made);
    await made;
    return placesOf(file, offset, limit);
  });
  return { rows: await reading(spool, (reader) => reader.rowsAt(places)), places };
}

/** Rows of a result as they came. @throws STATISTICS_RESULT when it is gone */
export function readRows(core: Core, runId: string, offset: number, limit: number): Promise<SpooledCell[][]> {
  return reading(resultFile(core, runId), (reader) => reader.page(offset, limit));
}

async function reading<T>(spool: string, work: (reader: SpoolReader) => Promise<T>): Promise<T> {
  const reader = await openSpool(spool).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? fail('STATISTICS_RESULT', words.dropped) : error;
  });
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

async function placesOf(file: string, offset: number, limit: number): Promise<number[]> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(limit * BYTES_PER_PLACE);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset * BYTES_PER_PLACE);
    return Array.from({ length: Math.floor(bytesRead / BYTES_PER_PLACE) }, (_unused, at) =>
      bytes.readUInt32LE(at * BYTES_PER_PLACE),
    );
  } finally {
    await handle.close();
  }
}
