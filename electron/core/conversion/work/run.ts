import { setTimeout as sleep } from 'node:timers/promises';
import { showInstant } from '../../../../shared/domain/time.ts';
import { isAbort } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import { conversionStore, type FileRow } from '../store.ts';
import { holdCases } from './caseLocks.ts';
import { type Converter, LARGEST_BYTES, quarantineOf, sha256, tooLarge } from './engine.ts';
import { locationOf } from './find.ts';
import type { OpenedSource } from './openSource.ts';
import { patiently } from './patience.ts';
import { isDone, resultWriter, type WriterOptions, withOwnNotes } from './results.ts';
import { rateWait, windowAt } from './window.ts';

/** Files and bytes one lane holds at a time; two lanes read, convert and write side by side. */
const BATCH_FILES = 32;
const BATCH_BYTES = 32 << 20;
const LANES = 2;
/** A slow rate takes small bites: no case is held for longer than about this. */
const RATE_BATCH_SECONDS = 10;
const LOOK_AGAIN_MS = 500;

export type OutsideWindow = 'wait' | 'skip' | 'ignore';

export interface ConvertOptions extends WriterOptions {
  converter: Converter;
  outsideWindow: OutsideWindow;
  /** Only these files; absent: all that wait. */
  fileIds?: readonly number[] | undefined;
  onText: (text: string) => void;
}

/**
 * Converts a source's waiting files until none is left, the window closes, or the signal comes. Each result is written
 * to its place in a transaction, then noted in the log: a kill in between is found at the next start by the digest that
 * stands beside the result.
 * @returns why it stopped with files left, or null
 */
export async function convertWaiting(
  core: Core,
  opened: OpenedSource,
  options: ConvertOptions,
): Promise<string | null> {
  const store = conversionStore(core.log);
  const { signal } = options.patience;
  const pace = paceOf(opened, core, options);
  for (;;) {
    if (!(await pace.waitForWindow())) return pace.closedText();
    const lanes = Array.from({ length: LANES }, () => lane(core, opened, options, pace));
    const ends = await Promise.allSettled(lanes);
    for (const end of ends) if (end.status === 'rejected' && !isAbort(end.reason)) throw end.reason;
    signal.throwIfAborted();
    if (!pace.open()) continue;
    if ((await store.countWaiting(opened.row.id, options.fileIds)) === 0) return null;
    // What is left belongs to cases that another run holds: it finishes them, or its locks run out.
    options.onText(words.progress.lockedElsewhere);
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

interface Pace {
  batchFiles: number;
  open(): boolean;
  /** False when the window is closed and the run is not to wait for it. */
  waitForWindow(): Promise<boolean>;
  waitForTurn(): Promise<void>;
  closedText(): string;
}

function paceOf(opened: OpenedSource, core: Core, options: ConvertOptions): Pace {
  const { window, ratePerMinute } = opened.settings;
  const { signal } = options.patience;
  const at = () => windowAt(options.outsideWindow === 'ignore' ? null : window, core.now());
  const until = () => showInstant(at().changesAt ?? core.now());
  let lastStart: number | null = null;
  const bite = ratePerMinute > 0 ? Math.ceil((ratePerMinute / 60) * RATE_BATCH_SECONDS) : BATCH_FILES;
  return {
    batchFiles: Math.max(1, Math.min(BATCH_FILES, bite)),
    open: () => at().open,
    async waitForWindow() {
      while (!at().open) {
        if (options.outsideWindow === 'skip') return false;
        options.onText(words.progress.windowClosed(until()));
        await sleep(LOOK_AGAIN_MS, undefined, { signal });
      }
      return true;
    },
    async waitForTurn() {
      const now = Date.now();
      const wait = rateWait(ratePerMinute, lastStart, now);
      lastStart = now + wait;
      if (wait > 0) await sleep(wait, undefined, { signal });
    },
    closedText: () => words.stopped.window(until()),
  };
}

/** One batch after the other until nothing can be claimed or the window closes. */
async function lane(core: Core, opened: OpenedSource, options: ConvertOptions, pace: Pace): Promise<void> {
  const locks = holdCases(core);
  const { signal } = options.patience;
  try {
    while (pace.open()) {
      signal.throwIfAborted();
      const room = { limit: pace.batchFiles, bytes: BATCH_BYTES };
      const rows = await locks.claim(opened.row.id, room, options.fileIds);
      if (rows.length === 0) return;
      await convertBatch(core, opened, options, pace, rows);
      await locks.release();
    }
  } finally {
    await locks.end();
  }
}

async function convertBatch(
  core: Core,
  opened: OpenedSource,
  options: ConvertOptions,
  pace: Pace,
  rows: readonly FileRow[],
): Promise<void> {
  const { patience } = options;
  const { signal } = patience;
  const store = conversionStore(core.log);
  const present = await patiently(patience, () => opened.target.present(rows.map(locationOf), signal));
  const toRead = rows.filter((row) => (row.byte_size ?? 0) <= LARGEST_BYTES);
  const { contents, complete } = await patiently(patience, () =>
    opened.source.read(
      toRead.map((row) => row.file_key),
      signal,
    ),
  );
  const writer = resultWriter(core, opened, options);
  const gone: number[] = [];

  async function one(row: FileRow): Promise<void> {
    const bytes = contents.get(row.file_key);
    contents.delete(row.file_key);
    const tooBig = !toRead.includes(row);
    if (!bytes && !tooBig) {
      if (complete) gone.push(row.id);
      return;
    }
    const digest = bytes ? sha256(bytes) : row.stamp;
    const there = present.get(row.file_key);
    if (there && isDone(row, there, digest, opened.target.keepsDigest)) {
      await writer.adopt(row, digest, there);
      return;
    }
    await pace.waitForTurn();
    const result = bytes
      ? (quarantineOf(bytes, row.suffix) ?? (await options.converter.toPdf(bytes, signal)))
      : tooLarge();
    writer.add(row, digest, withOwnNotes(row, digest, result));
  }

  // Each lane keeps every worker supplied, so that none idles while the other lane reads or writes.
  const queue = [...rows];
  const side = options.converter.jobs;
  const ends = await Promise.allSettled(
    Array.from({ length: side }, async () => {
      for (let row = queue.shift(); row; row = queue.shift()) {
        signal.throwIfAborted();
        if (!pace.open()) return;
        await one(row);
      }
    }),
  );
  // What is finished is kept even when the rest was stopped.
  await writer.flush();
  if (gone.length > 0) await store.forget(gone);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
