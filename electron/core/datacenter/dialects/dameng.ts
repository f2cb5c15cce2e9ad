import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Binding, Cursor, Dialect, OpenOptions, Session } from '../dialect.ts';
import { codeOf, type Fault, socketFault } from '../fault.ts';
import { StatementTimeout } from '../supervise.ts';
import type { Target } from '../url.ts';
import { decimalValue, integerValue, type Value, wallClockOfLocal } from '../values.ts';
import { oracleBuilder } from './oracleBuilder.ts';

/**
 * Dameng (达梦 DM8) through `dmdb`, the vendor's driver, which the customer supplies: it is not on the registry under a
 * free licence. Its interface follows node-oracledb; only what we call is typed here.
 */
export const damengDialect: Dialect = {
  engine: 'dameng',
  maxSessions: 8,
  builder: oracleBuilder,
  open: openDameng,
  fault: damengFault,
};

interface DmResult {
  metaData?: { name: string; dbTypeName?: string; fetchType?: number }[];
  rows?: unknown[][];
  rowsAffected?: number;
  resultSet?: { getRows(count: number): Promise<unknown[][]>; close(): Promise<void> };
}

interface DmConnection {
  execute(sql: string, bindings: unknown[], options: Record<string, unknown>): Promise<DmResult>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
}

interface DmDriver {
  getConnection(attributes: { connectString: string }): Promise<DmConnection>;
  OUT_FORMAT_ARRAY?: number;
}

/** Looks for `dmdb` in the given folders, then beside the program. */
function loadDriver(folders: readonly string[]): DmDriver {
  const places = [...folders.map((folder) => pathToFileURL(join(folder, 'x.js'))), import.meta.url];
  for (const place of places) {
    const from = createRequire(place);
    for (const name of ['./dmdb', 'dmdb']) {
      try {
        return from(name) as DmDriver;
      } catch (error) {
        // Only "it is not here" leads on to the next place; a driver that is here but broken must be heard.
        if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error;
      }
    }
  }
  throw Object.assign(new Error('dmdb is not installed'), { code: 'OPS-DRIVER' });
}

async function openDameng(target: Target, options: OpenOptions): Promise<Session> {
  const driver = loadDriver(options.driverFolders);
  const part = encodeURIComponent;
  const seconds = Math.ceil(options.connectTimeoutMs);
  const schema = target.database ? `&schema=${part(target.database)}` : '';
  const connection = await driver.getConnection({
    connectString: `dm://${part(target.user)}:${part(target.password)}@${target.host}:${target.port}?autoCommit=false&connectTimeout=${seconds}${schema}`,
  });
  let alive = true;
  let inTransaction = false;
  const bind = (values: readonly Binding[]) =>
    values.map((value) => ({
      val:
        value instanceof Uint8Array
          ? Buffer.from(value)
          : typeof value === 'bigint'
            ? value.toString()
            : value,
    }));
  const ask = (sql: string) => connection.execute(sql, [], {});

  return {
    async read(sql, bindings): Promise<Cursor> {
      const own = !inTransaction;
      if (own && !options.writable) await ask('SET TRANSACTION READ ONLY');
      const leave = async () => {
        if (own) await connection.rollback();
      };
      let result: DmResult;
      try {
        result = await connection.execute(sql, bind(bindings), {
          resultSet: true,
          ...(driver.OUT_FORMAT_ARRAY === undefined ? {} : { outFormat: driver.OUT_FORMAT_ARRAY }),
        });
      } catch (error) {
        await leave().catch(() => undefined);
        throw error;
      }
      const columns = (result.metaData ?? []).map((column) => column.name);
      const rows = result.resultSet;
      return {
        columns: () => columns,
        next: async (count) => {
          const page = rows ? await rows.getRows(count) : [];
          return Promise.all(page.map((row) => Promise.all(row.map(plain))));
        },
        async close() {
          await rows?.close();
          await leave();
        },
      };
    },
    async begin() {
      inTransaction = true;
    },
    async write(sql, bindings) {
      return (await connection.execute(sql, bind(bindings), { autoCommit: false })).rowsAffected ?? 0;
    },
    async commit() {
      await connection.commit();
      inTransaction = false;
    },
    async rollback() {
      await connection.rollback();
      inTransaction = false;
    },
    // The driver has no way to stop a statement: cutting the session makes the server end it.
    async cancel() {
      alive = false;
      await connection.close();
    },
    alive: () => alive,
    async version() {
      const { resultSet } = await connection.execute('SELECT banner FROM v$version WHERE ROWNUM = 1', [], {
        resultSet: true,
      });
      const banner = (await resultSet?.getRows(1))?.[0]?.[0];
      await resultSet?.close();
      return typeof banner === 'string' ? banner : 'DM Database Server';
    },
    async close() {
      alive = false;
      await connection.close().catch(() => undefined);
    },
  };
}

/** A LOB of the driver: read in one go. */
interface DmLob {
  getData(): Promise<string | Buffer>;
}

async function plain(value: unknown): Promise<Value> {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return integerValue(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return wallClockOfLocal(value);
  if (typeof (value as DmLob).getData === 'function') return (value as DmLob).getData();
  const text = String(value);
  return /^-?[\d.]+$/.test(text) ? decimalValue(text) : text;
}

/** The driver reports the server's numbers as `[-2501]:…`: DM8 程序员手册, 附录 错误码. */
function damengFault(error: unknown): Fault {
  if (error instanceof StatementTimeout) return { kind: 'statementTimeout' };
  const code = codeOf(error);
  if (code === 'OPS-DRIVER') return { kind: 'driverMissing' };
  const said = (error as Error).message ?? '';
  const number = /\[?(-\d{3,5})\]?/.exec(said)?.[1];
  switch (number) {
    case '-2501':
      return { kind: 'password', code: number };
    case '-2502':
    case '-2503':
      return { kind: 'locked', code: number };
    case '-2103':
    case '-2104':
      return { kind: 'database', code: number };
    case '-2106':
    case '-2111':
    case '-2207':
      return { kind: 'missingObject', code: number, said };
    case '-2007':
      return { kind: 'syntax', code: number, said };
    case '-5504':
    case '-5515':
      return { kind: 'noRight', code: number, said };
    case '-6602':
      return { kind: 'duplicate', code: number };
    case '-510':
    case '-543':
      return { kind: 'readOnly', code: number };
  }
  const socket = socketFault(error);
  if (socket) return socket;
  const inText = /\b(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ECONNRESET)\b/.exec(said)?.[1];
  if (inText) return socketFault({ code: inText }) ?? { kind: 'other' };
  if (/timeout/i.test(said)) return { kind: 'timeout' };
  return number ? { kind: 'rejected', code: number, said } : { kind: 'other', said };
}
