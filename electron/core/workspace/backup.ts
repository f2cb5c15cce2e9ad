import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { JobKind } from '../jobs/jobs.ts';
import { newestLogVersion } from '../log/log.ts';
import {
  type FilesManifest,
  manifestOf,
  pruneStore,
  readManifest,
  storeFiles,
  writeManifest,
} from './filesBackup.ts';
import { damagedFiles, flush, putBackFiles } from './filesRestore.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const FOLDER = 'backups';
const NAME = /^log-\d{8}-\d{6}\.sqlite$/;
/** Two weeks of daily copies. */
const KEPT_COPIES = 14;
const PAGES_PER_STEP = 200;
/** A day's copy is due this long after the last: workdays start at slightly different hours. */
const DUE_AFTER_HOURS = 20;
/** How long one copy may go on with files; the next continues. */
const FILES_BUDGET_MS = 10 * 60_000;
const LEFT_BEHIND = /\.tmp(?:-journal|-wal|-shm)?$/;
const LEFT_BEHIND_MS = 24 * 3_600_000;

export interface LogBackup {
  file: string;
  /** Size in bytes. */
  bytes: number;
  /** ISO instant. */
  at: string;
}

/** The files of a copy: how many, together how large in bytes, and how many are still to be copied. */
export interface FilesInBackup {
  count: number;
  bytes: number;
  pending: number;
}

/** What a copy of the log has of the files; undefined where it has none or its list is damaged. */
export function filesInBackup({ file }: Pick<LogBackup, 'file'>): FilesInBackup | undefined {
  const manifest = readManifest(file);
  if (manifest === 'none' || manifest === 'damaged') return undefined;
  return summary(manifest);
}

/** The copies in the workspace, newest first. */
export function listBackups(workspace: Workspace): LogBackup[] {
  const folder = workspace.path(FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => {
      const file = join(folder, name);
      const { size, mtime } = statSync(file);
      return { file, bytes: size, at: mtime.toISOString() };
    });
}

/**
 * Copies the log while it is in use, a few pages at a time so that the core keeps answering, checks the copy, then stores
 * what changed of the files it speaks of (ADR 0081), and only then gives it its name. Copies beyond the newest fourteen
 * are removed.
 * @throws DISK_FULL, NO_RIGHTS, BACKUP_DAMAGED
 */
export async function backupLog(
  core: Core,
  actor: Actor,
  signal?: AbortSignal,
  filesBudgetMs = FILES_BUDGET_MS,
): Promise<LogBackup & { files: FilesInBackup }> {
  const folder = core.workspace.path(FOLDER);
  mkdirSync(folder, { recursive: true });
  const stamp = beijingStamp(core.now()).replace(/[-:]/g, '').replace(' ', '-');
  const file = join(folder, `log-${stamp}.sqlite`);
  const temporary = `${file}.${process.pid}.tmp`;
  removeLeftBehind(folder, core.now());
  let files: FilesManifest;
  try {
    const source = new Database(core.workspace.path('log.sqlite'), { readonly: true });
    try {
      await source.backup(temporary, {
        progress: () => {
          signal?.throwIfAborted();
          return PAGES_PER_STEP;
        },
      });
    } finally {
      source.close();
    }
    leaveWal(temporary);
    checkCopy(temporary);
    flush(temporary);
    // After the log: whatever a row of the copy speaks of is there by now.
    files = await storeFiles(core.workspace, folder, lastManifest(core.workspace), {
      until: Date.now() + filesBudgetMs,
      signal,
    });
    writeManifest(file, files);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  removeOld(core.workspace, folder, core.now());
  const { size: bytes } = statSync(file);
  const summed = summary(files);
  await appendAudit(core, actor, 'workspace.backup', `log-${stamp}.sqlite`, {
    bytes,
    files: summed.count,
    fileBytes: summed.bytes,
    pending: summed.pending,
  });
  core.changes.bump('workspace');
  return { file, bytes, at: core.now().toISOString(), files: summed };
}

/** The newest list that can be read. */
function lastManifest(workspace: Workspace): FilesManifest | undefined {
  for (const { file } of listBackups(workspace)) {
    const manifest = readManifest(file);
    if (manifest !== 'none' && manifest !== 'damaged') return manifest;
  }
  return undefined;
}

/** Copies beyond the newest, lists without their copy, and contents nobody names. */
function removeOld(workspace: Workspace, folder: string, now: Date): void {
  const copies = listBackups(workspace).map(({ file }) => file);
  for (const old of copies.slice(KEPT_COPIES)) {
    rmSync(old, { force: true });
    rmSync(manifestOf(old), { force: true });
  }
  const kept = copies.slice(0, KEPT_COPIES);
  const lists = new Set(kept.map(manifestOf));
  for (const name of readdirSync(folder))
    if (/^log-.*\.files\.json$/.test(name) && !lists.has(join(folder, name))) rmSync(join(folder, name));
  pruneStore(folder, kept, now);
}

/** What a copy that was killed left behind, unless it may be another one at work. */
function removeLeftBehind(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!LEFT_BEHIND.test(name)) continue;
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isFile() && now.getTime() - found.mtimeMs > LEFT_BEHIND_MS) rmSync(file, { force: true });
  }
}

function summary({ files, pending }: FilesManifest): FilesInBackup {
  return { count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), pending };
}

/** Whether the last copy is too old. */
export function backupIsDue(core: Core): boolean {
  const last = listBackups(core.workspace)[0];
  return !last || core.now().getTime() - Date.parse(last.at) > DUE_AFTER_HOURS * 3_600_000;
}

export const backupJob: JobKind<Record<string, never>, { bytes: number; files: FilesInBackup }> = {
  kind: 'workspace.backup',
  title: () => workspaceMessages.backupTitle,
  resumable: false,
  exclusive: () => 'workspace.backup',
  run: async ({ core, actor, signal }) => {
    const { bytes, files } = await backupLog(core, actor, signal);
    return { bytes, files };
  },
};

/**
 * Reads every byte of a copy: the log, and each file it names.
 * @throws BACKUP_MISSING, BACKUP_DAMAGED naming files, LOG_FROM_FUTURE
 */
export function verifyBackup(from: string): FilesInBackup | undefined {
  if (!existsSync(from)) throw fail('BACKUP_MISSING', workspaceMessages.backupMissing);
  checkCopy(from);
  const manifest = readManifest(from);
  if (manifest === 'none') return undefined;
  if (manifest === 'damaged') throw fail('BACKUP_DAMAGED', workspaceMessages.backupListDamaged);
  const damaged = damagedFiles(dirname(from), manifest);
  if (damaged.length > 0)
    throw fail(
      'BACKUP_DAMAGED',
      workspaceMessages.backupFilesDamaged(
        damaged.length,
        damaged.slice(0, 3).map(({ path }) => path),
      ),
    );
  return summary(manifest);
}

/**
 * Puts a copy in the log's place, and the files that belong to it in theirs; the log that was there is kept beside it, as
 * is every file with another content. Needs the workspace to itself.
 * @param options.logOnly leaves the files alone: where their copies are damaged
 * @returns where the replaced log is kept, and how many files were put back
 * @throws BACKUP_MISSING, BACKUP_DAMAGED, LOG_FROM_FUTURE, WORKSPACE_IN_USE
 */
export function restoreLog(
  workspaceDir: string,
  from: string,
  now: Date,
  options: { logOnly?: boolean } = {},
): { replaced: string; restored: number; kept: number; pending: number } {
  const workspace = openWorkspace(workspaceDir);
  if (options.logOnly && existsSync(from)) checkCopy(from);
  else verifyBackup(from);
  const manifest = options.logOnly ? 'none' : readManifest(from);
  const log = workspace.path('log.sqlite');
  const stamp = beijingStamp(now).replace(/[-:]/g, '').replace(' ', '-');
  const replaced = workspace.path(`log-replaced-${stamp}.sqlite`);
  if (existsSync(log)) takeAlone(log);
  // Before the log: cut short here, the log still is the one that was.
  const files =
    typeof manifest === 'string'
      ? { restored: 0, kept: 0, pending: 0 }
      : {
          ...putBackFiles(workspace, dirname(from), manifest, `files-replaced-${stamp}`),
          pending: manifest.pending,
        };
  if (existsSync(log)) renameSync(log, replaced);
  const incoming = `${log}.${process.pid}.tmp`;
  const copy = new Database(from, { readonly: true });
  try {
    copy.prepare('VACUUM INTO ?').run(incoming);
  } catch (error) {
    rmSync(incoming, { force: true });
    if (existsSync(replaced)) renameSync(replaced, log);
    throw error;
  } finally {
    copy.close();
  }
  flush(incoming);
  renameSync(incoming, log);
  return { replaced, ...files };
}

/** A copy stands alone: without WAL, reading it makes no files beside it. */
function leaveWal(file: string): void {
  const copy = new Database(file);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

/** Leaving WAL succeeds only for the sole user of a database, and folds the WAL into the file. */
function takeAlone(file: string): void {
  const database = new Database(file, { timeout: 200 });
  try {
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    throw fail('WORKSPACE_IN_USE', workspaceMessages.inUse, undefined, error);
  } finally {
    database.close();
  }
}

function checkCopy(file: string): void {
  let version: number;
  try {
    const copy = new Database(file, { readonly: true });
    try {
      const answer = copy.pragma('quick_check', { simple: true });
      if (answer !== 'ok') throw fail('BACKUP_DAMAGED', workspaceMessages.backupDamaged);
      version = Number(copy.pragma('user_version', { simple: true }));
    } finally {
      copy.close();
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') {
      throw fail('BACKUP_DAMAGED', workspaceMessages.backupDamaged, undefined, error);
    }
    throw error;
  }
  if (version === 0) throw fail('BACKUP_DAMAGED', workspaceMessages.backupDamaged);
  if (version > newestLogVersion()) throw fail('LOG_FROM_FUTURE', workspaceMessages.backupFromFuture);
}
