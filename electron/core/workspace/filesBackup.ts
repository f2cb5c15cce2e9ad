import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from './atomic.ts';
import type { Workspace } from './workspace.ts';

/** Below the folder of copies: every content once, under its SHA-256, whichever copy names it. */
const STORE = 'files';
/** What people handed in, signed or wrote; `index/` and the embedded data centre can be made again. */
const COVERED = ['results', 'templates', 'workspace.json'] as const;
/** Left behind by a writer that was killed. */
const TEMPORARY = /\.tmp$/;
const CHUNK_BYTES = 1 << 20;
const YOUNG_MS = 24 * 3_600_000;

const manifestSchema = z.object({
  version: z.literal(1),
  /** Files that are in the copy. */
  files: z.array(
    z.object({
      /** Relative to the workspace, with `/`. */
      path: z.string().regex(/^(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/),
      bytes: z.number().int(),
      sha256: z.string().regex(/^[\da-f]{64}$/),
      modified: z.number(),
    }),
  ),
  /** Files the time did not suffice for; the next copy goes on with them. */
  pending: z.number().int(),
});
export type FilesManifest = z.infer<typeof manifestSchema>;
export type FileEntry = FilesManifest['files'][number];

/** `log-….sqlite` → the list of the files that belong to that copy of the log. */
export function manifestOf(logCopy: string): string {
  return logCopy.replace(/\.sqlite$/, '.files.json');
}

/** The list of a copy; undefined where it has none or the list is damaged. */
export function readManifest(logCopy: string): FilesManifest | 'none' | 'damaged' {
  const file = manifestOf(logCopy);
  if (file === logCopy || !existsSync(file)) return 'none';
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : 'damaged';
  } catch (error) {
    if (error instanceof SyntaxError) return 'damaged';
    throw error;
  }
}

/** Where a content lies in a folder of copies. */
export function storedAt(folder: string, sha256: string): string {
  return join(folder, STORE, sha256.slice(0, 2), sha256);
}

/**
 * Adds to the store what has changed since the last copy; nothing in it is written over, so that a kill leaves every
 * earlier copy whole. Unchanged files (size, time) are taken from the last list without being read.
 * @param until ms since 1970: what is not stored by then is left for the next copy and counted as pending
 */
export async function storeFiles(
  workspace: Workspace,
  folder: string,
  last: FilesManifest | undefined,
  options: { until: number; signal?: AbortSignal | undefined },
): Promise<FilesManifest> {
  const known = new Map(last?.files.map((entry) => [entry.path, entry]));
  const manifest: FilesManifest = { version: 1, files: [], pending: 0 };
  for (const path of coveredFiles(workspace)) {
    options.signal?.throwIfAborted();
    const found = statSync(workspace.path(path), { throwIfNoEntry: false });
    if (!found) continue;
    const entry = known.get(path);
    if (entry && entry.bytes === found.size && entry.modified === found.mtimeMs && isStored(folder, entry))
      manifest.files.push(entry);
    else if (Date.now() > options.until) manifest.pending += 1;
    else {
      const stored = await storeFile(workspace.path(path), folder, options.signal);
      manifest.files.push({ path, modified: found.mtimeMs, ...stored });
    }
  }
  return manifest;
}

export function writeManifest(logCopy: string, manifest: FilesManifest): void {
  writeFileAtomic(manifestOf(logCopy), JSON.stringify(manifest), 0o600);
}

/**
 * Contents no list names any more are removed, unless they are so young that a copy at work in another process may be
 * about to name them; with a list unreadable nothing is removed.
 */
export function pruneStore(folder: string, logCopies: readonly string[], now: Date): void {
  const named = new Set<string>();
  for (const copy of logCopies) {
    const manifest = readManifest(copy);
    if (manifest === 'damaged') return;
    if (manifest !== 'none') for (const { sha256 } of manifest.files) named.add(sha256);
  }
  const store = join(folder, STORE);
  if (!existsSync(store)) return;
  for (const part of readdirSync(store))
    for (const name of readdirSync(join(store, part))) {
      const file = join(store, part, name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (!named.has(name) && found && now.getTime() - found.mtimeMs > YOUNG_MS)
        rmSync(file, { force: true });
    }
}

/** Paths of everything covered, in order. */
function coveredFiles(workspace: Workspace): string[] {
  return COVERED.flatMap((root) => {
    const found = statSync(workspace.path(root), { throwIfNoEntry: false });
    if (!found) return [];
    if (found.isFile()) return [root];
    return readdirSync(workspace.path(root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !TEMPORARY.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(workspace.dir.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();
  });
}

function isStored(folder: string, { sha256, bytes }: FileEntry): boolean {
  return statSync(storedAt(folder, sha256), { throwIfNoEntry: false })?.size === bytes;
}

/** Copies a file into the store while its digest is taken; it gets its name only once it is on the disk. */
async function storeFile(
  from: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ bytes: number; sha256: string }> {
  mkdirSync(join(folder, STORE), { recursive: true });
  const temporary = join(folder, `files-${process.pid}.tmp`);
  const digest = createHash('sha256');
  const source = await open(from, 'r');
  try {
    const target = await open(temporary, 'w', 0o600);
    let bytes = 0;
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        signal?.throwIfAborted();
        const { bytesRead } = await source.read(chunk, 0, CHUNK_BYTES, null);
        if (bytesRead === 0) break;
        digest.update(chunk.subarray(0, bytesRead));
        await target.writeFile(chunk.subarray(0, bytesRead));
        bytes += bytesRead;
      }
      await target.sync();
    } finally {
      await target.close();
    }
    const sha256 = digest.digest('hex');
    const place = storedAt(folder, sha256);
    mkdirSync(join(place, '..'), { recursive: true });
    await rename(temporary, place);
    return { bytes, sha256 };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await source.close();
  }
}
