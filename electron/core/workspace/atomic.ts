import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';

/**
 * Writes a whole file or nothing: a temporary file beside it, flushed to disk, then renamed over it. A full disk or a kill
 * leaves the old file as it was.
 * @throws NOT_A_FILE when the name belongs to a folder, device or link; FOLDER_NOT_FOUND
 */
export function writeFileAtomic(file: string, content: string | Uint8Array, mode = 0o644): void {
  if (existsSync(file) && !lstatSync(file).isFile()) throw fail('NOT_A_FILE', workspaceMessages.notAFile);
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    throw fail('FOLDER_NOT_FOUND', workspaceMessages.noFolder);
  const temporary = `${file}.${process.pid}.tmp`;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  try {
    const handle = openSync(temporary, 'w', mode);
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(handle, bytes, written, bytes.length - written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    flushFolder(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const flushed = promisify(fsync);

/**
 * Like `writeFileAtomic`, but the disk is waited for beside other work: the name appears, whole, only once the content is
 * on it. For a worker's many files in a row: all but the flush holds its thread, which costs half as much.
 * @throws NOT_A_FILE when the name belongs to a folder, device or link; what the system reports
 */
export async function writeFileDurably(file: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const existing = lstatSync(file, { throwIfNoEntry: false });
  if (existing && !existing.isFile()) throw fail('NOT_A_FILE', workspaceMessages.notAFile);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'w', mode);
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(handle, bytes, written, bytes.length - written);
      await flushed(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    await flushFolderBeside(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** One of many files to write. */
export interface FileToWrite {
  file: string;
  bytes: Uint8Array;
}

/**
 * Like `writeFileAtomic` for many files, without ever holding the thread, which a slow share would: for the core. A name
 * appears, whole, only once its content is on the disk. Where one fails the others are written all the same.
 * @throws NOT_A_FILE when a name belongs to a folder, device or link; what the system reports
 */
export async function writeFilesDurably(files: readonly FileToWrite[], mode = 0o644): Promise<void> {
  const ends = await Promise.allSettled(files.map((each) => writeAndRename(each, mode)));
  const folders = new Set(
    files.filter((_, index) => ends[index]?.status === 'fulfilled').map(({ file }) => dirname(file)),
  );
  for (const folder of folders) await flushFolderBeside(folder);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Names of temporary files of one process, which may write several at a time. */
let lastTemporary = 0;

async function writeAndRename({ file, bytes }: FileToWrite, mode: number): Promise<void> {
  if (!(await isFileOrFree(file))) throw fail('NOT_A_FILE', workspaceMessages.notAFile);
  const temporary = `${file}.${process.pid}-${++lastTemporary}.tmp`;
  try {
    const handle = await open(temporary, 'w', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function isFileOrFree(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

async function flushFolderBeside(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    await flushed(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the rename itself durable; Windows has no handle for a folder and needs none. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
