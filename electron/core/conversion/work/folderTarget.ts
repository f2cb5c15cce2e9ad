import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileToWrite, writeFilesDurably } from '../../workspace/atomic.ts';
import type { FileLocation, PresentResult, TargetPlace } from './places.ts';

const LONGEST_NAME = 100;

/**
 * Results as files: `<court>/<case>/<name>_<key>.pdf` for files of a database; the source's own tree, `.pdf` behind the
 * whole name, for files of a folder. Each is written whole or not at all. A folder keeps no digest of the source: what is
 * there is known by the digest of the PDF, which the log notes before the file is written.
 */
export function folderTarget(folder: string, from: 'database' | 'folder'): TargetPlace {
  const pathOf = (file: FileLocation) => join(folder, relativePath(file, from));

  return {
    keepsDigest: false,

    async present(files) {
      const there = new Map<string, PresentResult>();
      for (const file of files) {
        const bytes = await readIfThere(pathOf(file));
        if (bytes) {
          const digest = createHash('sha256').update(bytes).digest('hex');
          there.set(file.key, { digest, status: 'converted', pages: null });
        }
      }
      return there;
    },

    async write(results, signal) {
      signal.throwIfAborted();
      const files: FileToWrite[] = [];
      for (const result of results) {
        if (!result.pdf) continue;
        const file = pathOf(result);
        await mkdir(dirname(file), { recursive: true });
        files.push({ file, bytes: result.pdf });
      }
      await writeFilesDurably(files);
      return new Map();
    },

    readPdf: async (file) => (await readIfThere(pathOf(file))) ?? null,
    close: async () => undefined,
  };
}

/** Where a file's result lies below the target folder, with `/`. */
export function relativePath(file: FileLocation, from: 'database' | 'folder'): string {
  if (from === 'folder') return `${file.key}.pdf`;
  const name = file.name ? `${part(file.name)}_${part(file.key)}` : part(file.key);
  return `${file.courtCode ?? '0'}/${part(file.caseId) || '0'}/${name}.pdf`;
}

/** A text as one safe part of a path on every system. */
function part(text: string): string {
  const safe = text
    .replace(/[\\/:*?"<>|\p{C}]/gu, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '');
  return [...safe].slice(0, LONGEST_NAME).join('');
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
