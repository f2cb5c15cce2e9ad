import type { Row } from './rows.ts';

/** Where the rows of the data centre go: batches, one table at a time, nothing visible before `finish`. */
export interface Writer {
  /** Keeps rows for the next flush. */
  add(table: string, rows: readonly Row[]): void;
  /** Rows kept. */
  pending(): number;
  flush(): Promise<void>;
  /** Builds the indexes and makes the whole visible. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** Rows kept per table between flushes. */
export function createBuffer() {
  const tables = new Map<string, Row[]>();
  let count = 0;
  return {
    add(table: string, rows: readonly Row[]): void {
      if (rows.length === 0) return;
      const kept = tables.get(table) ?? [];
      tables.set(table, kept);
      for (const row of rows) kept.push(row);
      count += rows.length;
    },
    pending: () => count,
    /** The rows kept, by table; the buffer is empty afterwards. */
    take(): [string, Row[]][] {
      const taken = [...tables];
      tables.clear();
      count = 0;
      return taken;
    },
  };
}
