import { constants } from 'node:fs';
import { access, open, opendir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import { type FoundFile, READ_AT_ONCE_BYTES, type SourcePlace } from './places.ts';
import { HEAD_BYTES, isRtfHead, suffixOfName } from './sniff.ts';

const PAGE = 500;
/** Clocks of file servers differ from ours: files this much older than the last search are looked at again. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * A front-end folder, walked with its subfolders; links are not followed. A file's key is its path below the folder,
 * with `/`; its case is the folder it lies in.
 */
export function folderSource(folder: string, courtCode: number | null): SourcePlace {
  return {
    async *search({ signal, since }) {
      await mustBeReadable(folder);
      const limit = since ? Date.parse(since) - OVERLAP_MS : Number.NEGATIVE_INFINITY;
      let page: FoundFile[] = [];
      for await (const key of walk(folder, '', signal)) {
        const file = await look(folder, key, courtCode, limit);
        if (file) page.push(file);
        if (page.length >= PAGE) {
          yield page;
          page = [];
        }
      }
      if (page.length > 0) yield page;
    },

    mark: async () => new Date().toISOString(),

    async read(keys, signal) {
      const contents = new Map<string, Uint8Array>();
      let held = 0;
      for (const key of keys) {
        if (held > READ_AT_ONCE_BYTES) return { contents, complete: false };
        const bytes = await unlessGone(readFile(join(folder, key), { signal }));
        if (bytes) contents.set(key, bytes);
        held += bytes?.length ?? 0;
      }
      if (contents.size < keys.length) await mustBeReadable(folder);
      return { contents, complete: true };
    },

    results: null,

    // Only a walk could tell, and a walk is a search.
    countWaiting: async () => null,
    countRtf: async () => null,
    close: async () => undefined,
  };
}

/** @throws CONVERSION_FOLDER_MISSING: also what an unmounted share looks like. */
export async function mustBeReadable(folder: string): Promise<void> {
  try {
    await access(folder, constants.R_OK);
    if (!(await stat(folder)).isDirectory()) throw new Error('not a folder');
  } catch (error) {
    throw fail('CONVERSION_FOLDER_MISSING', words.folderMissing(folder), undefined, error);
  }
}

async function* walk(root: string, below: string, signal: AbortSignal): AsyncGenerator<string> {
  const folders = [below];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const listing = await unlessGone(opendir(join(root, at)));
    if (!listing) continue;
    for await (const entry of listing) {
      signal.throwIfAborted();
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && !isTemporary(entry.name)) yield path;
    }
  }
}

/** Files that an editor or a copy in progress leaves beside the real ones. */
function isTemporary(name: string): boolean {
  return name.startsWith('~$') || /\.(tmp|part|crdownload)$/i.test(name);
}

/** The file as a search hands it on, or undefined when it is no RTF by suffix nor by its first bytes. */
async function look(
  folder: string,
  key: string,
  courtCode: number | null,
  limit: number,
): Promise<FoundFile | undefined> {
  const path = join(folder, key);
  const facts = await unlessGone(stat(path));
  if (!facts) return undefined;
  const suffix = suffixOfName(key);
  if (suffix !== 'rtf') {
    // A file moved here keeps its own time but gets a new change time.
    if (Math.max(facts.mtimeMs, facts.ctimeMs) < limit) return undefined;
    if (!(await beginsAsRtf(path))) return undefined;
  }
  const caseFolder = dirname(key);
  return {
    key,
    caseId: caseFolder === '.' ? '' : caseFolder,
    courtCode,
    name: key.split('/').at(-1) ?? key,
    suffix,
    byteSize: facts.size,
    stamp: `${facts.size}|${Math.round(facts.mtimeMs)}`,
    digest: null,
  };
}

async function beginsAsRtf(path: string): Promise<boolean> {
  const handle = await unlessGone(open(path, 'r'));
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return isRtfHead(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Files come and go while we look: one that went is no error. */
async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
