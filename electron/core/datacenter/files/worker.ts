import { fail, OpsError } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import type { SpawnProcess } from '../../processes/processes.ts';
import { runTask } from '../../processes/task.ts';
import type { PreviewOutcome, PreviewTask } from './preview.ts';
import type { ReadOutcome, ReadTask, Report } from './snapshot.ts';

export type FilesTask = ReadTask | PreviewTask;
export type FilesProgress = Parameters<Report>[0];

const WORKER = {
  entry: new URL('../../../workers/exportFiles.ts', import.meta.url),
  name: 'exportFiles',
  memoryLimitMb: 384,
  lost: () => fail('FILES_WORKER', exportFilesMessages.workerLost),
};
/** The folder is gone, no folder, or closed to us. */
const NO_FOLDER = new Set<unknown>(['ENOENT', 'ENOTDIR', 'EACCES']);

/**
 * Works on a folder in a process of its own; the signal ends it.
 * @throws FILES_FOLDER, FILES_WORKER, and what the task throws (DISK_FULL …)
 */
export async function workOnFolder<Task extends FilesTask>(
  spawn: SpawnProcess,
  task: Task,
  options: { signal?: AbortSignal | undefined; progress?: Report } = {},
): Promise<Task extends ReadTask ? ReadOutcome : PreviewOutcome> {
  try {
    return await runTask(spawn, WORKER, task, options);
  } catch (error) {
    const isFolder =
      error instanceof Error && !(error instanceof OpsError) && NO_FOLDER.has(Reflect.get(error, 'code'));
    if (isFolder) throw fail('FILES_FOLDER', exportFilesMessages.folderMissing, { field: 'files.folder' });
    throw error;
  }
}
