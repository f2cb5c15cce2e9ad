import { type ErrorData, fail, OpsError } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import type { SpawnProcess } from '../../processes/processes.ts';
import type { PreviewOutcome, PreviewTask } from './preview.ts';
import type { ReadOutcome, ReadTask, Report } from './snapshot.ts';

export type FilesTask = ReadTask | PreviewTask;

export type FilesReply =
  | { progress: Parameters<Report>[0] }
  | { result: ReadOutcome | PreviewOutcome }
  | { error: { data?: ErrorData; code?: string; message: string } };

const ENTRY = new URL('../../../workers/exportFiles.ts', import.meta.url);
const MEMORY_LIMIT_MB = 384;

/**
 * Works on a folder in a process of its own; the signal ends it.
 * @throws FILES_FOLDER, FILES_WORKER, and what the task throws (DISK_FULL …)
 */
export function workOnFolder<Task extends FilesTask>(
  spawn: SpawnProcess,
  task: Task,
  options: { signal?: AbortSignal | undefined; progress?: Report } = {},
): Promise<Task extends ReadTask ? ReadOutcome : PreviewOutcome> {
  options.signal?.throwIfAborted();
  const worker = spawn(ENTRY, { name: 'exportFiles', memoryLimitMb: MEMORY_LIMIT_MB });
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      options.signal?.removeEventListener('abort', onAbort);
      act();
      worker.kill();
    };
    const onAbort = () => finish(() => reject(options.signal?.reason));
    options.signal?.addEventListener('abort', onAbort, { once: true });
    worker.onMessage((message) => {
      const reply = message as FilesReply;
      if ('progress' in reply) options.progress?.(reply.progress);
      else if ('result' in reply)
        finish(() => resolve(reply.result as Task extends ReadTask ? ReadOutcome : PreviewOutcome));
      else finish(() => reject(rebuilt(reply.error)));
    });
    worker.onExit(() => finish(() => reject(fail('FILES_WORKER', exportFilesMessages.workerLost))));
    worker.send(task);
  });
}

function rebuilt(error: { data?: ErrorData; code?: string; message: string }): Error {
  if (error.data) return new OpsError(error.data);
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES')
    return fail('FILES_FOLDER', exportFilesMessages.folderMissing, { field: 'files.folder' });
  return Object.assign(new Error(error.message), error.code ? { code: error.code } : {});
}
