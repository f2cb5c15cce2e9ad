import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { DatacenterConnection } from './connection.ts';
import { connectionNamed, openConnection } from './datacenter.ts';
import type { Value } from './values.ts';

export interface QueryOptions {
  maxRows: number;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** An answered query: rows as objects in column order; a BLOB is `{bytes, base64}`. */
export interface QueryAnswer {
  columns: string[];
  rows: Record<string, JsonValue>[];
  rowCount: number;
  truncated: boolean;
  ms: number;
}

export type JsonValue = Exclude<Value, Uint8Array> | { bytes: number; base64: string };

/** Runs one reading statement on an open connection. @throws DATACENTER_READ_ONLY, DATACENTER_STATEMENT and the engine's errors */
export async function runQuery(
  connection: DatacenterConnection,
  sql: string,
  options: QueryOptions,
): Promise<QueryAnswer> {
  const from = performance.now();
  const { columns, rows, truncated } = await connection.table(sql, [], options);
  return {
    columns,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((name, index) => [name, jsonValue(row[index] ?? null)])),
    ),
    rowCount: rows.length,
    truncated,
    ms: Math.round(performance.now() - from),
  };
}

/** The same on a saved connection, recorded with its statement and row count. @throws DATACENTER_NOT_FOUND as well */
export async function runSavedQuery(
  core: Core,
  actor: Actor,
  input: { connection: string; sql: string } & QueryOptions,
): Promise<QueryAnswer> {
  const saved = await connectionNamed(core, input.connection);
  const connection = await openConnection(core, saved.id);
  try {
    const answer = await runQuery(connection, input.sql, input);
    await appendAudit(core, actor, 'datacenter.query', saved.id, {
      name: saved.name,
      sql: input.sql,
      rows: answer.rowCount,
    });
    return answer;
  } finally {
    await connection.close();
  }
}

function jsonValue(value: Value): JsonValue {
  if (!(value instanceof Uint8Array)) return value;
  return { bytes: value.byteLength, base64: Buffer.from(value).toString('base64') };
}
