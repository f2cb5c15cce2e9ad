import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type {
  ExportFiles,
  FilesStand,
  ReadFile,
  RefusedLine,
} from '../../../../shared/contract/exportFiles.ts';
import { fail, OpsError } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages as words } from '../../../../shared/messages/exportFiles.ts';
import type { Actor, Core } from '../../core.ts';
import type { JobRecord } from '../../jobs/job.ts';
import type { SpawnProcess } from '../../processes/processes.ts';
import { connectTarget } from '../connect.ts';
import { datacenterStore } from '../store.ts';
import { emptyTarget } from '../url.ts';
import { isData } from './describe.ts';
import { FILES_READ } from './job.ts';
import type { PreviewOutcome } from './preview.ts';
import { REFUSED_COUNT, REFUSED_PAGE } from './refusedList.ts';
import type { FileMark } from './snapshot.ts';
import { type FilesRow, filesStore, settingsOf, standOf } from './store.ts';
import { terminators } from './terminators.ts';
import { workOnFolder } from './worker.ts';

const READ_MS = 20_000;
/** How often a folder is looked at, and how long its files must have rested before they are read. */
const LOOK_EVERY_MS = 5 * 60_000;
const REST_MS = 60_000;
/** A network folder that does not answer must not hold up what else is due. */
const FOLDER_MS = 10_000;

/**
 * Whether settings can be kept: a folder by its absolute path, outside of the workspace, terminators that can be told apart.
 * @throws FILES_FOLDER, FILES_TERMINATOR
 */
export function checkFilesSettings(core: Pick<Core, 'workspace'> | undefined, settings: ExportFiles): void {
  if (!isAbsolute(settings.folder)) throw folderError(words.folderAbsolute);
  const inside = core ? relative(core.workspace.dir, settings.folder) : '..';
  if (!inside.startsWith('..') && !isAbsolute(inside)) throw folderError(words.folderOwn);
  terminators(settings);
}

/** The first rows of each file; keeps nothing. @throws FILES_FOLDER, FILES_TERMINATOR */
export async function previewFiles(
  core: Pick<Core, 'spawn'> & Partial<Pick<Core, 'workspace'>>,
  settings: ExportFiles,
  signal?: AbortSignal,
): Promise<PreviewOutcome> {
  const { workspace } = core;
  checkFilesSettings(workspace ? { workspace } : undefined, settings);
  const found = await workOnFolder(core.spawn as SpawnProcess, { task: 'preview', settings }, { signal });
  if (found.files.length === 0) throw folderError(words.noFiles);
  return found;
}

/** Starts reading a folder into its snapshot. @throws FILES_NONE, JOB_ALREADY_RUNNING */
export async function startFilesRead(
  core: Core,
  actor: Actor,
  input: { id: string; force: boolean },
): Promise<JobRecord> {
  await mustFind(core, input.id);
  const row = await datacenterStore(core.log).byId(input.id);
  return core.jobs.start(actor, FILES_READ, {
    connectionId: input.id,
    name: row?.name ?? '',
    force: input.force,
  });
}

/** What became of each file at the last reading. @throws FILES_NONE */
export async function filesReport(core: Core, id: string): Promise<{ stand: FilesStand; files: ReadFile[] }> {
  const row = await mustFind(core, id);
  return { stand: standOf(row), files: JSON.parse(row.files) as ReadFile[] };
}

/** The lines that were not taken or look cut off, page by page. @throws FILES_NONE */
export async function refusedLines(
  core: Core,
  input: { id: string; offset: number; limit: number },
): Promise<{ total: number; rows: RefusedLine[] }> {
  const row = await mustFind(core, input.id);
  if (row.refused_file === '') return { total: 0, rows: [] };
  const connection = connectTarget(
    { ...emptyTarget('sqlite'), file: core.workspace.path(row.refused_file) },
    {
      connectTimeoutMs: READ_MS,
      statementTimeoutMs: READ_MS,
      maxSessions: 1,
      writable: false,
      spawn: core.spawn,
      driverFolders: [],
    },
  );
  try {
    const [count] = await connection.query<{ total: number }>(REFUSED_COUNT);
    const rows = await connection.query<Omit<RefusedLine, 'column'> & { column_name: string }>(REFUSED_PAGE, [
      input.limit,
      input.offset,
    ]);
    return {
      total: Number(count?.total ?? 0),
      rows: rows.map(({ column_name: column, ...rest }) => ({ ...rest, column })),
    };
  } finally {
    await connection.close();
  }
}

/** Looks at the folders that are due and starts reading those whose files changed and rest. @returns ids being read */
export async function lookAtFiles(core: Core, actor: Actor): Promise<string[]> {
  const store = filesStore(core.log);
  const now = core.now().getTime();
  const started: string[] = [];
  for (const row of await store.all()) {
    if (row.checked_at !== null && now - Date.parse(row.checked_at) < LOOK_EVERY_MS) continue;
    // What was never read waits for the person who is still setting it up.
    if (row.read_at === null) continue;
    const found = await lookedAt(row);
    const state = found === undefined ? 'missing' : found.changed ? 'changed' : row.state;
    await store.change(row.connection_id, {
      checked_at: core.now().toISOString(),
      state: state === 'missing' || state === 'changed' || row.state !== 'missing' ? state : 'current',
      error: state === 'missing' ? words.folderMissing : row.state === 'missing' ? '' : row.error,
    });
    if (state !== row.state) core.changes.bump('datacenter');
    if (!found?.changed || now - found.newest < REST_MS) continue;
    try {
      await startFilesRead(core, actor, { id: row.connection_id, force: false });
      started.push(row.connection_id);
    } catch (error) {
      if (!(error instanceof OpsError) || error.data.code !== 'JOB_ALREADY_RUNNING') throw error;
    }
  }
  return started;
}

/** Whether names, sizes or times differ from what was read; undefined when the folder cannot be read (in time). */
async function lookedAt(row: FilesRow): Promise<{ changed: boolean; newest: number } | undefined> {
  const { folder } = settingsOf(row);
  const marks = new Map((JSON.parse(row.marks) as FileMark[]).map((mark) => [mark.name, mark]));
  const look = async () => {
    const names = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && (isData(entry.name) || /\.(fmt|sql)$/i.test(entry.name)))
      .map(({ name }) => name);
    let changed = names.length !== marks.size;
    let newest = 0;
    for (const name of names) {
      const { size, mtimeMs } = await stat(join(folder, name));
      const mark = marks.get(name);
      newest = Math.max(newest, mtimeMs);
      if (mark?.bytes !== size || mark.mtimeMs !== Math.round(mtimeMs)) changed = true;
    }
    return { changed, newest };
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), FOLDER_MS);
  });
  try {
    return await Promise.race([look().catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function mustFind(core: Core, id: string): Promise<FilesRow> {
  const row = await filesStore(core.log).of(id);
  if (!row) throw fail('FILES_NONE', words.notFiles);
  return row;
}

function folderError(message: string): Error {
  return fail('FILES_FOLDER', message, { field: 'files.folder' });
}
