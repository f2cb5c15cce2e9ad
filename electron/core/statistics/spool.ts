import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A cell as it is kept: bytes are described, not kept. */
export type SpooledCell = string | number | null;

/** A run of rows lying together in the file. */
interface Block {
  first: number;
  rows: number;
  offset: number;
  length: number;
}

const RECORD = 24;
const BLOCK_ROWS = 250;
const BLOCK_BYTES = 128 << 10;

export interface SpoolWriter {
  /** Adds rows; on return they can be read. */
  add(rows: readonly (readonly SpooledCell[])[]): Promise<void>;
  rows(): number;
  bytes(): number;
  close(): Promise<void>;
}

export interface SpoolReader {
  rows(): Promise<number>;
  page(offset: number, limit: number): Promise<SpooledCell[][]>;
  /** The rows of these places, in this order. */
  rowsAt(places: readonly number[]): Promise<SpooledCell[][]>;
  /** All rows, block by block. */
  blocks(): AsyncGenerator<SpooledCell[][]>;
  close(): Promise<void>;
}

/**
 * A result on disk: `<file>.rows` holds blocks of rows, each one JSON array; `<file>.index` one record of 24 bytes per
 * block (first row, offset, length, rows). A block is written before its record, so that a reader, also in another
 * process, only ever sees whole blocks. Memory: one page. Readable by the owner only.
 */
export async function createSpool(file: string): Promise<SpoolWriter> {
  const data = await open(`${file}.rows`, 'w', 0o600);
  const index = await open(`${file}.index`, 'w', 0o600);
  let total = 0;
  let offset = 0;

  async function block(rows: readonly (readonly SpooledCell[])[]): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(rows), 'utf8');
    await data.write(bytes, 0, bytes.length, offset);
    const record = Buffer.alloc(RECORD);
    record.writeDoubleLE(total, 0);
    record.writeDoubleLE(offset, 8);
    record.writeUInt32LE(bytes.length, 16);
    record.writeUInt32LE(rows.length, 20);
    await index.write(record);
    offset += bytes.length;
    total += rows.length;
  }

  return {
    async add(rows) {
      let from = 0;
      let weight = 0;
      for (let at = 0; at < rows.length; at++) {
        for (const cell of rows[at] ?? []) weight += typeof cell === 'string' ? cell.length : 8;
        if (at - from + 1 < BLOCK_ROWS && weight < BLOCK_BYTES) continue;
        await block(rows.slice(from, at + 1));
        from = at + 1;
        weight = 0;
      }
      if (from < rows.length) await block(rows.slice(from));
    },
    rows: () => total,
    bytes: () => offset,
    async close() {
      await data.close();
      await index.close();
    },
  };
}

/** Opens a result for reading, also while it is still being written. */
export async function openSpool(file: string): Promise<SpoolReader> {
  const data = await open(`${file}.rows`, 'r');
  const index = await open(`${file}.index`, 'r').catch(async (error) => {
    await data.close();
    throw error;
  });
  // The index as it lies on disk; records are read from it when asked for, so that a page makes no garbage of others.
  let known: Buffer = Buffer.alloc(0);

  async function count(): Promise<number> {
    const bytes = (await index.stat()).size;
    const whole = bytes - (bytes % RECORD);
    if (whole > known.length)
      known = Buffer.concat([known, await readAt(index, known.length, whole - known.length)]);
    return known.length / RECORD;
  }
  const block = (at: number): Block => ({
    first: known.readDoubleLE(at * RECORD),
    offset: known.readDoubleLE(at * RECORD + 8),
    length: known.readUInt32LE(at * RECORD + 16),
    rows: known.readUInt32LE(at * RECORD + 20),
  });
  let scratch = Buffer.alloc(0);
  // Blocks of one reader are read one after the other: they share a buffer.
  const rowsOf = async ({ offset, length }: Block) => {
    if (scratch.length < length) scratch = Buffer.allocUnsafe(Math.max(length, BLOCK_BYTES * 2));
    const bytes = await readAt(data, offset, length, scratch);
    return JSON.parse(bytes.toString('utf8')) as SpooledCell[][];
  };

  return {
    async rows() {
      const blocks = await count();
      if (blocks === 0) return 0;
      const last = block(blocks - 1);
      return last.first + last.rows;
    },
    async page(offset, limit) {
      const blocks = await count();
      const page: SpooledCell[][] = [];
      for (let at = blockOf(block, blocks, offset); at < blocks && page.length < limit; at++) {
        const found = block(at);
        const rows = await rowsOf(found);
        for (let i = Math.max(0, offset - found.first); i < rows.length && page.length < limit; i++)
          page.push(rows[i] as SpooledCell[]);
      }
      return page;
    },
    async rowsAt(places) {
      const blocks = await count();
      const found = new Map<number, SpooledCell[]>();
      // In the order of the file, so that each block is read once.
      const wanted = places.toSorted((a, b) => a - b);
      for (let next = 0; next < wanted.length; ) {
        const at = blockOf(block, blocks, wanted[next] as number);
        if (at >= blocks) break;
        const { first, rows: count, ...where } = block(at);
        const rows = await rowsOf({ first, rows: count, ...where });
        for (; next < wanted.length && (wanted[next] as number) < first + count; next++)
          found.set(wanted[next] as number, rows[(wanted[next] as number) - first] ?? []);
      }
      return places.map((place) => found.get(place) ?? []);
    },
    async *blocks() {
      const blocks = await count();
      for (let at = 0; at < blocks; at++) yield await rowsOf(block(at));
    },
    async close() {
      await data.close();
      await index.close();
    },
  };
}

/** Takes a result away, with the orders made of it; one that is not there is gone already. */
export async function removeSpool(file: string): Promise<void> {
  const start = `${basename(file)}.`;
  const own = (await readdir(dirname(file)).catch(() => [])).filter((name) => name.startsWith(start));
  for (const name of own) await rm(join(dirname(file), name), { force: true });
}

/** Bytes on disk; 0 when it is not there. */
export async function spoolBytes(file: string): Promise<number> {
  const found = await stat(`${file}.rows`).catch(() => undefined);
  return found?.size ?? 0;
}

/** The block that holds a row, by bisection; `blocks` when there is none. */
function blockOf(block: (at: number) => Block, blocks: number, row: number): number {
  let low = 0;
  let high = blocks;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { first, rows } = block(middle);
    if (first + rows <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function readAt(
  handle: FileHandle,
  offset: number,
  length: number,
  into: Buffer = Buffer.allocUnsafe(length),
): Promise<Buffer> {
  const bytes = into.subarray(0, length);
  let read = 0;
  while (read < length) {
    const step = await handle.read(bytes, read, length - read, offset + read);
    if (step.bytesRead === 0) throw new Error('result file ends early');
    read += step.bytesRead;
  }
  return bytes;
}
