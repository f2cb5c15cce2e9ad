import type { Binding } from '../dialect.ts';

/** What the core asks its SQLite process; one answer each, in order. */
export type SqliteRequest = { id: number } & (
  | { ask: 'open'; file: string; writable: boolean }
  | { ask: 'read'; sql: string; bindings: readonly Binding[] }
  | { ask: 'next'; count: number }
  | { ask: 'end' }
  | { ask: 'write'; sql: string; bindings: readonly Binding[] }
  | { ask: 'transaction'; verb: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK' }
);

export type SqliteReply =
  | { id: number; result: unknown; error?: undefined }
  | { id: number; result?: undefined; error: { code: string; message: string } };

/** A request without its number. */
export type SqliteAsk = SqliteRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never;
