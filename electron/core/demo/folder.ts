import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { fail } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';

const CONFIG = 'workspace.json';

/** What a creation that was killed leaves inside a folder that cannot be replaced itself. */
const INSIDE = /^\.creating-(\d+)$/;

/**
 * Makes sure a demo may be made in a folder: absent, empty, or an earlier demo that nobody has open.
 * @throws DEMO_DIR_IS_FILE, DEMO_DIR_NOT_EMPTY, DEMO_DIR_IS_WORKSPACE, DEMO_DIR_IN_USE, NO_RIGHTS
 */
export function checkFolder(dir: string): void {
  const found = statSync(dir, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) throw fail('DEMO_DIR_IS_FILE', demoMessages.dirIsFile);
  if (readdirSync(dir).every((name) => INSIDE.test(name))) return;
  const config = join(dir, CONFIG);
  if (!existsSync(config)) throw fail('DEMO_DIR_NOT_EMPTY', demoMessages.dirNotEmpty);
  if (!isDemoConfig(config)) throw fail('DEMO_DIR_IS_WORKSPACE', demoMessages.dirIsWorkspace);
  checkUnused(join(dir, 'log.sqlite'));
}

/**
 * Makes the folder in which the demo is built: beside the target, or inside it where it is a mount point or its parent may not be
 * written. What killed creations left is cleared away.
 */
export function stagingFolder(dir: string): string {
  makeParent(dirname(dir));
  if (!replaceable(dir)) {
    for (const name of readdirSync(dir)) {
      const left = INSIDE.exec(name);
      if (left && !isAlive(Number(left[1]))) rmSync(join(dir, name), { recursive: true, force: true });
    }
    return makeStaging(join(dir, `.creating-${process.pid}`));
  }
  const prefix = `.${basename(dir)}.`;
  for (const name of readdirSync(dirname(dir))) {
    const left = name.startsWith(prefix)
      ? /^(creating|replaced)-(\d+)$/.exec(name.slice(prefix.length))
      : null;
    if (!left || isAlive(Number(left[2]))) continue;
    const path = join(dirname(dir), name);
    // Killed between the two renames: the earlier demo goes back to its place.
    if (left[1] === 'replaced' && !existsSync(dir)) renameSync(path, dir);
    else rmSync(path, { recursive: true, force: true });
  }
  return makeStaging(join(dirname(dir), `${prefix}creating-${process.pid}`));
}

/** Puts the whole demo in its place: by renaming the folder, or part by part where it was built inside, the config last. */
export function publish(staging: string, dir: string): void {
  if (dirname(staging) === dir) {
    moveUp(staging, dir);
    return;
  }
  const old = join(dirname(dir), `.${basename(dir)}.replaced-${process.pid}`);
  const replaces = existsSync(dir);
  if (replaces) renameSync(dir, old);
  renameSync(staging, dir);
  if (replaces) rmSync(old, { recursive: true, force: true });
}

/** An earlier demo loses its config first: until the new one's stands there the folder is no workspace. */
function moveUp(staging: string, dir: string): void {
  rmSync(join(dir, CONFIG), { force: true });
  for (const name of readdirSync(dir)) {
    if (join(dir, name) !== staging) rmSync(join(dir, name), { recursive: true, force: true });
  }
  const parts = readdirSync(staging).sort((a, b) => Number(a === CONFIG) - Number(b === CONFIG));
  for (const part of parts) renameSync(join(staging, part), join(dir, part));
  rmSync(staging, { recursive: true, force: true });
}

/** Whether the folder can be renamed away: it is absent, or an ordinary folder in one that may be written. */
function replaceable(dir: string): boolean {
  const found = statSync(dir, { throwIfNoEntry: false });
  if (!found) return true;
  if (lstatSync(dir).isSymbolicLink() || found.dev !== statSync(dirname(dir)).dev) return false;
  try {
    accessSync(dirname(dir), constants.W_OK);
    return true;
  } catch {
    // Not ours to write: the folder itself may still be.
    return false;
  }
}

/** One level only: where the system makes no folders at all (`/proc`), a recursive mkdir never comes back. */
function makeStaging(path: string): string {
  try {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
    return path;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT')
      throw fail('DEMO_DIR_IMPOSSIBLE', demoMessages.dirImpossible, undefined, error);
    throw error;
  }
}

function makeParent(parent: string): void {
  try {
    mkdirSync(parent, { recursive: true });
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw fail('DEMO_DIR_IS_FILE', demoMessages.dirIsFile, undefined, error);
    throw error;
  }
}

function isDemoConfig(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { demo?: unknown } | null)?.demo === true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Leaving the write-ahead log needs the database for oneself: it fails while any process has it open. */
function checkUnused(log: string): void {
  if (!existsSync(log)) return;
  let database: Database.Database | undefined;
  try {
    database = new Database(log, { timeout: 200 });
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
      throw fail('DEMO_DIR_IN_USE', demoMessages.dirInUse, undefined, error);
    }
    // A damaged log of a demo is no reason to keep the demo.
    if (!code.startsWith('SQLITE_NOTADB') && !code.startsWith('SQLITE_CORRUPT')) throw error;
  } finally {
    database?.close();
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
