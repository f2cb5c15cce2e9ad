import type { Readable } from 'node:stream';

/** Rows of an object stream by pages; the stream holds only what its buffer allows. */
export interface StreamedRows<T> {
  /** Resolves with the first row or the end; rejects with the statement's error. */
  started(): Promise<void>;
  next(count: number): Promise<T[]>;
  ended(): boolean;
  /** Reads on without keeping anything, to the end or the error that stopped the statement. */
  drain(): Promise<void>;
}

export function streamRows<T>(stream: Readable): StreamedRows<T> {
  let ended = false;
  let error: unknown;
  let wake: (() => void) | undefined;
  const notify = () => {
    const waiting = wake;
    wake = undefined;
    waiting?.();
  };
  stream.on('readable', notify);
  stream.on('end', () => {
    ended = true;
    notify();
  });
  stream.on('close', () => {
    ended = true;
    notify();
  });
  stream.on('error', (reason) => {
    error = reason ?? new Error('stream failed');
    ended = true;
    notify();
  });
  const changed = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  return {
    async started() {
      while (!ended && stream.readableLength === 0) {
        // Reading from the empty buffer is what makes a stream without rows tell its end.
        stream.read(0);
        if (!ended && stream.readableLength === 0) await changed();
      }
      if (error) throw error;
    },
    async next(count) {
      const page: T[] = [];
      while (page.length < count) {
        const row = stream.read() as T | null;
        if (row !== null) page.push(row);
        else if (error) throw error;
        else if (ended) break;
        else await changed();
      }
      return page;
    },
    ended: () => ended,
    async drain() {
      while (!ended) {
        while (stream.read() !== null);
        if (!ended) await changed();
      }
    },
  };
}
