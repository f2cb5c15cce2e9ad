import { OpsError } from '../../shared/errors/errors.ts';
import { previewFolder } from '../core/datacenter/files/preview.ts';
import { readFolder } from '../core/datacenter/files/snapshot.ts';
import type { FilesReply, FilesTask } from '../core/datacenter/files/worker.ts';
import { connectParent } from './parent.ts';

/** A process that reads a folder of export files: parsing millions of rows would keep the core from answering. */
const parent = connectParent();
const PROGRESS_MS = 200;

parent.onMessage((message) => {
  work(message as FilesTask).then(
    (result) => parent.send({ result } satisfies FilesReply),
    (error: unknown) => {
      const { code, message: text } = error as { code?: string; message: string };
      const data = error instanceof OpsError ? { data: error.data } : {};
      parent.send({ error: { ...data, ...(code ? { code } : {}), message: text } } satisfies FilesReply);
    },
  );
});

async function work(task: FilesTask) {
  if (task.task === 'preview') return previewFolder(task);
  let told = 0;
  return readFolder(task, (progress) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    parent.send({ progress } satisfies FilesReply);
  });
}
