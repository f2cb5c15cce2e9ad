import type { DatacenterConnection, Row, Writer } from '../../electron/core/datacenter/connection.ts';
import { dialectOf } from '../../electron/core/datacenter/dialects/index.ts';
import { nativeStatement } from '../../electron/core/datacenter/statement.ts';
import { guardStatement } from '../../electron/core/datacenter/statementGuard.ts';
import type { Engine } from '../../shared/contract/engine.ts';

/** What a server would answer: rows as objects (for `query` and `pages`) whose values in order are its cells. */
export type Answer = (sql: string) => readonly Row[];

/**
 * A connection of an engine that cannot stand here: writes down every statement as it would be sent, in the engine's own
 * placeholders, and answers as told. What reads is held against the same guard the real connection asks.
 */
export function recordingConnection(
  engine: Engine,
  answer: Answer = () => [],
): { connection: DatacenterConnection; sent: string[] } {
  const sent: string[] = [];
  const builder = dialectOf(engine).builder();
  const note = (statement: Parameters<Writer['query']>[0], bindings: Parameters<Writer['query']>[1] = []) => {
    const { sql } = nativeStatement(statement, bindings, engine);
    sent.push(sql);
    return sql;
  };
  const read = (statement: Parameters<Writer['query']>[0], bindings?: Parameters<Writer['query']>[1]) => {
    const sql = note(statement, bindings);
    guardStatement(sql, engine);
    return answer(sql);
  };
  const cells = (rows: readonly Row[]) => rows.map((row) => Object.values(row));
  const columns = (rows: readonly Row[]) => Object.keys(rows[0] ?? {});
  const writer: Writer = {
    async execute(statement, bindings) {
      note(statement, bindings);
      return 1;
    },
    query: async <R>(statement: Parameters<Writer['query']>[0], bindings?: Parameters<Writer['query']>[1]) =>
      answer(note(statement, bindings)) as R[],
    async *pages(statement, bindings) {
      yield cells(answer(note(statement, bindings)));
    },
  };
  const connection: DatacenterConnection = {
    engine,
    writable: true,
    query: async <R>(statement: Parameters<Writer['query']>[0], bindings?: Parameters<Writer['query']>[1]) =>
      read(statement, bindings) as R[],
    async table(statement, bindings) {
      const rows = read(statement, bindings);
      return { columns: columns(rows), rows: cells(rows), truncated: false };
    },
    async *pages<R>(statement: Parameters<Writer['query']>[0], bindings?: Parameters<Writer['query']>[1]) {
      yield read(statement, bindings) as R[];
    },
    async *tablePages(statement, bindings) {
      const rows = read(statement, bindings);
      yield { columns: columns(rows), rows: cells(rows) };
    },
    write: (work) => work(writer),
    async command(statement) {
      sent.push(statement);
    },
    builder: () => builder,
    serverVersion: async () => engine,
    close: async () => undefined,
  };
  return { connection, sent };
}
