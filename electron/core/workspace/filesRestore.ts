import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type FileEntry, type FilesManifest, storedAt } from './filesBackup.ts';
import type { Workspace } from './workspace.ts';

const CHUNK_BYTES = 1 << 20;

/** Files of a copy whose content is gone or not what its list says; every byte is read. */
export function damagedFiles(folder: string, manifest: FilesManifest): FileEntry[] {
  return manifest.files.filter(({ sha256 }) => {
    const place = storedAt(folder, sha256);
    return !existsSync(place) || digestOfFile(place) !== sha256;
  });
}

/**
 * Puts the files of a copy back. What lies there with another content is moved to `asideFolder`, what the copy does not
 * name stays: nothing is deleted. Each file appears whole or not at all.
 */
export function putBackFiles(
  workspace: Workspace,
  folder: string,
  manifest: FilesManifest,
  asideFolder: string,
): { restored: number; kept: number } {
  let [restored, kept] = [0, 0];
  for (const { path, sha256 } of manifest.files) {
    const target = workspace.path(path);
    if (existsSync(target)) {
      if (digestOfFile(target) === sha256) continue;
      const aside = workspace.path(asideFolder, path);
      mkdirSync(dirname(aside), { recursive: true });
      copyFileSync(target, aside);
      kept += 1;
    }
    mkdirSync(dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      copyFileSync(storedAt(folder, sha256), temporary);
      flush(temporary);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    restored += 1;
  }
  return { restored, kept };
}

/** SHA-256 of a file of any size. */
export function digestOfFile(file: string): string {
  const digest = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = openSync(file, 'r');
  try {
    for (;;) {
      const read = readSync(handle, chunk, 0, CHUNK_BYTES, null);
      if (read === 0) return digest.digest('hex');
      digest.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
}

export function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
