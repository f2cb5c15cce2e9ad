import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { Statement, Writer } from './connection.ts';
import type { Binding, Session } from './dialect.ts';
import { asObjects, nativeStatement } from './statement.ts';
import { columnNames, type Value } from './values.ts';

const READ_PAGE = 1_000;

/** What a transaction's work is handed; `call` runs each step under the time limit. */
export function writerOf(
  session: Session,
  call: <T>(act: () => Promise<T>) => Promise<T>,
  timeoutMs: number,
  engine: Engine,
): Writer {
  return {
    execute(statement, bindings = []) {
      const native = nativeStatement(statement, bindings, engine);
      return call(() => session.write(native.sql, native.bindings, timeoutMs));
    },
    async query<R>(statement: Statement, bindings: readonly Binding[] = []) {
      const native = nativeStatement(statement, bindings, engine);
      const cursor = await call(() => session.read(native.sql, native.bindings, timeoutMs));
      const rows: Value[][] = [];
      for (;;) {
        const page = await call(() => cursor.next(READ_PAGE));
        if (page.length === 0) break;
        for (const row of page) rows.push(row);
      }
      const columns = columnNames(cursor.columns());
      await call(() => cursor.close());
      return asObjects<R>(columns, rows);
    },
    async *pages(statement: Statement, bindings: readonly Binding[] = []) {
      const native = nativeStatement(statement, bindings, engine);
      const cursor = await call(() => session.read(native.sql, native.bindings, timeoutMs));
      // Left early or not, the session must be free for the next statement; after an error it is not usable anyway.
      let usable = true;
      try {
        for (;;) {
          usable = false;
          const page = await call(() => cursor.next(READ_PAGE));
          usable = true;
          if (page.length === 0) break;
          yield page;
        }
      } finally {
        if (usable) await call(() => cursor.close());
      }
    },
  };
}
