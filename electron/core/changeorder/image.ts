import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages as words } from '../../../shared/messages/changeorder.ts';
import type { Core } from '../core.ts';
import type { ImageValue } from './columns.ts';

/** A row before and after the change, columns in the image's order; null: not there. */
export interface ImageRow {
  before: ImageValue[] | null;
  after: ImageValue[] | null;
}

interface Line {
  columns?: string[];
  before?: ImageValue[][];
  after?: ImageValue[][];
}

export interface ImageWriter {
  before(rows: ImageValue[][]): Promise<void>;
  after(rows: ImageValue[][]): Promise<void>;
  /** Flushed to disk. @returns the SHA-256 of what was written */
  finish(): Promise<string>;
  discard(): Promise<void>;
}

export function imagePath(core: Core, file: string): string {
  return core.workspace.path('results', 'changeorder', file);
}

/**
 * Begins the file that holds full rows before and after a change: lines of JSON, each sealed with the workspace key,
 * because they hold people's data in clear. The digest covers the plain lines in order.
 */
export async function createImage(core: Core, file: string, columns: string[]): Promise<ImageWriter> {
  mkdirSync(core.workspace.path('results', 'changeorder'), { recursive: true });
  const handle = await open(imagePath(core, file), 'w', 0o600);
  const hash = createHash('sha256');
  const write = async (line: Line) => {
    const text = JSON.stringify(line);
    hash.update(text);
    await handle.write(`${core.workspace.secrets.seal(text)}\n`);
  };
  await write({ columns });
  return {
    before: (rows) => write({ before: rows }),
    after: (rows) => write({ after: rows }),
    async finish() {
      await handle.sync();
      await handle.close();
      return hash.digest('hex');
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(imagePath(core, file), { force: true });
    },
  };
}

/**
 * The rows of an image, checked against its digest before any is used.
 * @throws CHANGEORDER_IMAGE when it is missing or not what was written
 */
export async function readImage(
  core: Core,
  file: string,
  digest: string,
): Promise<{ columns: string[]; before: ImageValue[][]; after: ImageValue[][] }> {
  const handle = await open(imagePath(core, file), 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? fail('CHANGEORDER_IMAGE', words.imageMissing) : error;
  });
  const image = { columns: [] as string[], before: [] as ImageValue[][], after: [] as ImageValue[][] };
  const hash = createHash('sha256');
  try {
    for await (const sealed of handle.readLines()) {
      const text = core.workspace.secrets.open(sealed);
      hash.update(text);
      const line = JSON.parse(text) as Line;
      if (line.columns) image.columns = line.columns;
      for (const row of line.before ?? []) image.before.push(row);
      for (const row of line.after ?? []) image.after.push(row);
    }
  } catch (error) {
    throw fail('CHANGEORDER_IMAGE', words.imageDamaged, undefined, error);
  }
  if (hash.digest('hex') !== digest) throw fail('CHANGEORDER_IMAGE', words.imageDamaged);
  return image;
}
