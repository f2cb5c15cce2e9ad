import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { asErrorData, fail, isAbort } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages as words } from '../../../../shared/messages/exportFiles.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Core } from '../../core.ts';
import type { JobContext, JobKind } from '../../jobs/jobs.ts';
import { datacenterStore } from '../store.ts';
import { isData } from './describe.ts';
import { type FileMark, hasData, type ReadOutcome } from './snapshot.ts';
import { type FilesRow, filesStore, settingsOf } from './store.ts';
import { workOnFolder } from './worker.ts';

export const FILES_READ = 'datacenter.files';

export interface FilesReadParams {
  connectionId: string;
  name: string;
  force: boolean;
}

export interface FilesReadResult {
  /** Whether a new snapshot was made. */
  read: boolean;
  tables: number;
  rows: number;
  refused: number;
  suspect: number;
  failedFiles: number;
}

/** Reads a folder of export files into a new snapshot, then lets the connection lead to it. */
export const filesReadJob: JobKind<FilesReadParams, FilesReadResult> = {
  kind: FILES_READ,
  title: ({ name }) => words.jobTitle(name),
  resumable: true,
  exclusive: ({ connectionId }) => `datacenter.files:${connectionId}`,
  run: readFiles,
};

/** Where a connection's snapshots lie, relative to the workspace. */
export function snapshotFolder(connectionId: string): string {
  return join('index', 'files', basename(connectionId));
}

async function readFiles(context: JobContext<FilesReadParams>): Promise<FilesReadResult> {
  const { core, actor, params, signal, progress } = context;
  const store = filesStore(core.log);
  const row = await store.of(params.connectionId);
  if (!row) throw fail('FILES_NONE', words.notFiles);
  const folder = snapshotFolder(params.connectionId);
  mkdirSync(core.workspace.path(folder), { recursive: true, mode: 0o700 });
  const name = randomUUID();
  const [snapshot, refused] = [join(folder, `${name}.sqlite`), join(folder, `${name}.lines`)];
  const drop = () => {
    for (const file of [snapshot, refused]) rmSync(core.workspace.path(file), { force: true });
  };
  progress({ done: 0, text: words.checking });
  try {
    const outcome = await workOnFolder(
      core.spawn,
      {
        task: 'read',
        settings: settingsOf(row),
        out: { snapshot: core.workspace.path(snapshot), refused: core.workspace.path(refused) },
        known: JSON.parse(row.marks) as FileMark[],
        force: params.force || row.refused_file === '' || !existsSync(core.workspace.path(row.refused_file)),
      },
      {
        signal,
        progress: ({ file, rows, bytes, total }) =>
          progress({ done: bytes, total, text: words.reading(file, rows) }),
      },
    );
    const at = core.now().toISOString();
    if (!outcome.files) {
      await store.change(row.connection_id, {
        state: 'current',
        checked_at: at,
        error: '',
        marks: JSON.stringify(outcome.marks),
        exported_at: newest(outcome.marks),
      });
      core.changes.bump('datacenter');
      return { read: false, ...countsOf(row) };
    }
    const counts = tally(outcome);
    await datacenterStore(core.log).setFile(row.connection_id, snapshot);
    await store.change(row.connection_id, {
      ...counts,
      state: 'current',
      exported_at: newest(outcome.marks),
      read_at: at,
      checked_at: at,
      error: '',
      marks: JSON.stringify(outcome.marks),
      files: JSON.stringify(outcome.files),
      refused_file: refused,
    });
    sweep(core, folder, name);
    await appendAudit(core, actor, 'datacenter.files.read', row.connection_id, {
      name: params.name,
      ...counts,
    });
    core.changes.bump('datacenter');
    return { read: true, ...countsOf({ ...row, ...counts }) };
  } catch (error) {
    drop();
    if (!isAbort(error)) {
      const { code, message } = asErrorData(error);
      await store.change(row.connection_id, {
        state: code === 'FILES_FOLDER' ? 'missing' : 'failed',
        checked_at: core.now().toISOString(),
        error: message,
      });
      core.changes.bump('datacenter');
    }
    throw error;
  }
}

/** @throws FILES_NOTHING when no file at all was taken */
function tally({ marks, files = [] }: ReadOutcome) {
  if (!hasData(marks)) throw fail('FILES_NOTHING', words.noFiles);
  const taken = files.filter(({ table }) => table !== '');
  if (taken.length === 0) throw fail('FILES_NOTHING', words.nothingTaken(files[0]?.error ?? ''));
  const sum = (field: 'rows' | 'refused' | 'suspect') => files.reduce((all, file) => all + file[field], 0);
  return {
    tables: taken.length,
    rows: sum('rows'),
    refused: sum('refused'),
    suspect: sum('suspect'),
    failed_files: files.length - taken.length,
  };
}

function countsOf(row: Pick<FilesRow, 'tables' | 'rows' | 'refused' | 'suspect' | 'failed_files'>) {
  const { tables, rows, refused, suspect } = row;
  return { tables, rows, refused, suspect, failedFiles: row.failed_files };
}

/** When the newest data file was written. */
function newest(marks: readonly FileMark[]): string | null {
  const times = marks.filter(({ name }) => isData(name)).map(({ mtimeMs }) => mtimeMs);
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** Earlier snapshots; one that a reader still holds open goes the next time. */
function sweep(core: Core, folder: string, keep: string): void {
  for (const file of readdirSync(core.workspace.path(folder))) {
    if (file.startsWith(keep)) continue;
    try {
      rmSync(core.workspace.path(folder, file), { force: true });
    } catch (error) {
      if (!['EBUSY', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}
