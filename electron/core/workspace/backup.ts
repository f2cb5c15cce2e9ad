import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { JobKind } from '../jobs/jobs.ts';
import { newestLogVersion } from '../log/log.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const FOLDER = 'backups';
const NAME = /^log-\d{8}-\d{6}\.sqlite$/;
/** Two weeks of daily copies. */
const KEPT_COPIES = 14;
const PAGES_PER_STEP = 200;
/** A day's copy is due this long after the last: workdays start at slightly different hours. */
const DUE_AFTER_HOURS = 20;

export interface LogBackup {
  file: string;
  /** Size in bytes. */
  bytes: number;
  /** ISO instant. */
  at: string;
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
 * Copies the log while it is in use, a few pages at a time so that the core keeps answering, checks the copy, and only
 * then gives it its name. Copies beyond the newest fourteen are removed.
 * @throws DISK_FULL, NO_RIGHTS, BACKUP_DAMAGED
 */
export async function backupLog(core: Core, actor: Actor, signal?: AbortSignal): Promise<LogBackup> {
  const folder = core.workspace.path(FOLDER);
  mkdirSync(folder, { recursive: true });
  const stamp = beijingStamp(core.now()).replace(/[-:]/g, '').replace(' ', '-');
  const file = join(folder, `log-${stamp}.sqlite`);
  const temporary = `${file}.${process.pid}.tmp`;
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
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  for (const old of listBackups(core.workspace).slice(KEPT_COPIES)) rmSync(old.file, { force: true });
  await appendAudit(core, actor, 'workspace.backup', `log-${stamp}.sqlite`, { bytes: statSync(file).size });
  core.changes.bump('workspace');
  return { file, bytes: statSync(file).size, at: core.now().toISOString() };
}

/** Whether the last copy is too old. */
export function backupIsDue(core: Core): boolean {
  const last = listBackups(core.workspace)[0];
  return !last || core.now().getTime() - Date.parse(last.at) > DUE_AFTER_HOURS * 3_600_000;
}

export const backupJob: JobKind<Record<string, never>, { bytes: number }> = {
  kind: 'workspace.backup',
  title: () => workspaceMessages.backupTitle,
  resumable: false,
  exclusive: () => 'workspace.backup',
  run: async ({ core, actor, signal }) => ({ bytes: (await backupLog(core, actor, signal)).bytes }),
};

/**
 * Puts a copy in the log's place; the log that was there is kept beside it. Needs the workspace to itself.
 * @returns where the replaced log is kept
 * @throws BACKUP_MISSING, BACKUP_DAMAGED, LOG_FROM_FUTURE, WORKSPACE_IN_USE
 */
export function restoreLog(workspaceDir: string, from: string, now: Date): { replaced: string } {
  const workspace = openWorkspace(workspaceDir);
  if (!existsSync(from)) throw fail('BACKUP_MISSING', workspaceMessages.backupMissing);
  checkCopy(from);
  const log = workspace.path('log.sqlite');
  const stamp = beijingStamp(now).replace(/[-:]/g, '').replace(' ', '-');
  const replaced = workspace.path(`log-replaced-${stamp}.sqlite`);
  if (existsSync(log)) {
    takeAlone(log);
    renameSync(log, replaced);
  }
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
  return { replaced };
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

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
