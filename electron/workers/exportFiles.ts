import { previewFolder } from '../core/datacenter/files/preview.ts';
import { readFolder } from '../core/datacenter/files/snapshot.ts';
import type { FilesProgress, FilesTask } from '../core/datacenter/files/worker.ts';
import { serveTask } from '../core/processes/task.ts';
import { connectParent } from './parent.ts';

/** A process that reads a folder of export files. */
serveTask<FilesTask, FilesProgress>(connectParent(), async (task, tell) =>
  task.task === 'preview' ? previewFolder(task) : readFolder(task, tell),
);
