import type { ExportFormat, Pivot, PivotInput } from '../../../shared/contract/statistics.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages } from '../../../shared/messages/statistics.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import { runTask } from '../processes/task.ts';
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

const WORKER = {
  entry: new URL('../../workers/statistics.ts', import.meta.url),
  name: 'statistics',
  memoryLimitMb: 512,
  lost: () => fail('STATISTICS_WORKER', statisticsMessages.workerFailed),
};

/**
 * Works through a result in a process of its own; the signal ends it.
 * @throws what the task throws; STATISTICS_WORKER when the process died
 */
export function workOnResult<Result extends Pivot | ExportOutcome | OrderOutcome>(
  spawn: SpawnProcess,
  task: ResultTask,
  options: { signal?: AbortSignal | undefined; progress?: (rows: number) => void } = {},
): Promise<Result> {
  return runTask(spawn, WORKER, task, options);
}
