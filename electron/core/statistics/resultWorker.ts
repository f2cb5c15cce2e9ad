import type { ExportFormat, Pivot, PivotInput } from '../../../shared/contract/statistics.ts';
import { type ErrorData, fail, OpsError } from '../../../shared/errors/errors.ts';
import { statisticsMessages } from '../../../shared/messages/statistics.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import type { ExportOutcome } from './exportFile.ts';
import type { ResultOrder } from './order.ts';

/** The order of a result, written to its file. */
export interface OrderOutcome {
  rows: number;
}

export type ResultTask =
  | { task: 'order'; spool: string; rows: number; order: ResultOrder; file: string }
  | { task: 'pivot'; spool: string; columns: string[]; input: Omit<PivotInput, 'runId'> }
  | {
      task: 'export';
      spool: string;
      columns: string[];
      file: string;
      format: ExportFormat;
      sheetName: string;
    };

export type ResultReply =
  | { progress: number }
  | { result: Pivot | ExportOutcome | OrderOutcome }
  | { error: { data?: ErrorData; code?: string; message: string } };

const ENTRY = new URL('../../workers/statistics.ts', import.meta.url);
const MEMORY_LIMIT_MB = 512;

/**
 * Works through a result in a process of its own; the signal ends it.
 * @throws what the task throws; STATISTICS_WORKER when the process died
 */
export function workOnResult<Result extends Pivot | ExportOutcome | OrderOutcome>(
  spawn: SpawnProcess,
  task: ResultTask,
  options: { signal?: AbortSignal | undefined; progress?: (rows: number) => void } = {},
): Promise<Result> {
  options.signal?.throwIfAborted();
  const worker = spawn(ENTRY, { name: 'statistics', memoryLimitMb: MEMORY_LIMIT_MB });
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      options.signal?.removeEventListener('abort', onAbort);
      act();
      worker.kill();
    };
    const onAbort = () => finish(() => reject(options.signal?.reason));
    options.signal?.addEventListener('abort', onAbort, { once: true });
    worker.onMessage((message) => {
      const reply = message as ResultReply;
      if ('progress' in reply) options.progress?.(reply.progress);
      else if ('result' in reply) finish(() => resolve(reply.result as Result));
      else finish(() => reject(rebuilt(reply.error)));
    });
    worker.onExit(() => finish(() => reject(fail('STATISTICS_WORKER', statisticsMessages.workerFailed))));
    worker.send(task);
  });
}

function rebuilt(error: { data?: ErrorData; code?: string; message: string }): Error {
  if (error.data) return new OpsError(error.data);
  return Object.assign(new Error(error.message), error.code ? { code: error.code } : {});
}
