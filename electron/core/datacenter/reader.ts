import type { Cursor } from './dialect.ts';
import type { Value } from './values.ts';

/** A running statement with its session. */
export interface Reader {
  columns(): readonly string[];
  next(count: number): Promise<Value[][]>;
  /** Ends the statement, early or not, and gives the session back; never rejects. */
  end(): Promise<void>;
}

/** Wraps a cursor: `call` runs each step under the time limit, `release` gives the session back. */
export function readerOf(
  cursor: Cursor,
  call: <T>(work: () => Promise<T>) => Promise<T>,
  release: (spoilt: boolean) => void,
): Reader {
  let failed = false;
  return {
    columns: cursor.columns,
    async next(count) {
      failed = true;
      const rows = await call(() => cursor.next(count));
      failed = false;
      return rows;
    },
    async end() {
      if (failed) return release(true);
      // A cursor that will not close takes its session with it; the rows already read are good.
      await call(() => cursor.close()).then(
        () => release(false),
        () => release(true),
      );
    },
  };
}
