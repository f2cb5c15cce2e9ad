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
 * on it. For many files in a row.
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
    if (process.platform === 'win32') return;
    const folder = openSync(dirname(file), 'r');
    try {
      await flushed(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
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
