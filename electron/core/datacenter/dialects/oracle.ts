import type oracledb from 'oracledb';
import type { Binding, Cursor, Dialect, OpenOptions, Session } from '../dialect.ts';
import { codeOf, type Fault, socketFault } from '../fault.ts';
import { StatementTimeout } from '../supervise.ts';
import type { Target } from '../url.ts';
import { dayOrInstant, decimalValue, type Value, wallClockOfInstant, wallClockOfLocal } from '../values.ts';
import { oracleBuilder } from './oracleBuilder.ts';

/** Oracle 12.1 and newer through node-oracledb Thin; older ones through Thick with the Instant Client. */
export const oracleDialect: Dialect = {
  engine: 'oracle',
  maxSessions: 16,
  builder: oracleBuilder,
  open: openOracle,
  fault: oracleFault,
};

const PREFETCH_ROWS = 200;

/** Thin or Thick is one choice for the whole process; the first connection that names a client folder makes it. */
let thickFrom: string | undefined;

async function driverFor(target: Target): Promise<typeof oracledb> {
  const { default: driver } = await import('oracledb');
  if (target.clientDir && thickFrom === undefined) {
    try {
      driver.initOracleClient({ libDir: target.clientDir });
      thickFrom = target.clientDir;
    } catch (error) {
      throw Object.assign(new Error('Instant Client did not load', { cause: error }), { code: 'OPS-THICK' });
    }
  }
  return driver;
}

/** Easy Connect: what the listener is asked for. */
function connectString(target: Target, seconds: number): string {
  const place = `(ADDRESS=(PROTOCOL=${target.tls === 'off' ? 'TCP' : 'TCPS'})(HOST=${target.host})(PORT=${target.port}))`;
  const what = `${target.sid ? 'SID' : 'SERVICE_NAME'}=${target.database}`;
  const security =
    target.tls === 'off' ? '' : `(SECURITY=(SSL_SERVER_DN_MATCH=${target.tls === 'verify' ? 'ON' : 'OFF'}))`;
  return `(DESCRIPTION=(TRANSPORT_CONNECT_TIMEOUT=${seconds})(CONNECT_TIMEOUT=${seconds})(RETRY_COUNT=0)${place}(CONNECT_DATA=(${what}))${security})`;
}

async function openOracle(target: Target, options: OpenOptions): Promise<Session> {
  // The parts go into a descriptor: a bracket in one would be read as its structure.
  if (/[()=]/.test(target.host + target.database)) throw Object.assign(new Error(), { code: 'OPS-NAME' });
  const driver = await driverFor(target);
  const seconds = Math.max(1, Math.round(options.connectTimeoutMs / 1000));
  const connection = await driver.getConnection({
    user: target.user,
    password: target.password,
    connectString: connectString(target, seconds),
  });
  let alive = true;
  let inTransaction = false;
  const fetchAs = fetchTypes(driver);
  const bind = (values: readonly Binding[]) =>
    values.map((value) => {
      if (value instanceof Uint8Array) return { val: Buffer.from(value), type: driver.DB_TYPE_BLOB };
      return typeof value === 'bigint' ? value.toString() : value;
    });
  connection.callTimeout = options.connectTimeoutMs;
  await connection.execute(
    "ALTER SESSION SET TIME_ZONE = '+08:00' NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS' NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS'",
  );

  return {
    async read(sql, bindings, timeoutMs): Promise<Cursor> {
      connection.callTimeout = Math.ceil(timeoutMs);
      const own = !inTransaction;
      if (own && !options.writable) await connection.execute('SET TRANSACTION READ ONLY');
      const leave = async () => {
        if (own) await connection.rollback();
      };
      let result: oracledb.Result<unknown>;
      try {
        result = await connection.execute(sql, bind(bindings), {
          resultSet: true,
          outFormat: driver.OUT_FORMAT_ARRAY,
          fetchArraySize: PREFETCH_ROWS,
          prefetchRows: PREFETCH_ROWS,
          fetchTypeHandler: fetchAs,
        });
      } catch (error) {
        await leave().catch(() => undefined);
        throw error;
      }
      const rows = result.resultSet as oracledb.ResultSet<Value[]> | undefined;
      const columns = (result.metaData ?? []).map((column) => column.name);
      return {
        columns: () => columns,
        next: async (count) => (rows ? ((await rows.getRows(count)) as Value[][]) : []),
        async close() {
          await rows?.close();
          await leave();
        },
      };
    },
    async begin() {
      inTransaction = true;
    },
    async write(sql, bindings, timeoutMs) {
      connection.callTimeout = Math.ceil(timeoutMs);
      const result = await connection.execute(sql, bind(bindings), { autoCommit: false });
      return result.rowsAffected ?? 0;
    },
    async commit() {
      await connection.commit();
      inTransaction = false;
    },
    async rollback() {
      await connection.rollback();
      inTransaction = false;
    },
    cancel: () => connection.break(),
    alive: () => alive && connection.isHealthy(),
    version: async () => `Oracle ${connection.oracleServerVersionString}`,
    async close() {
      alive = false;
      await connection.close({ drop: true }).catch(() => undefined);
    },
  };
}

type FetchTypes = NonNullable<oracledb.ExecuteOptions['fetchTypeHandler']>;

/** Fetches every type so that it arrives as values.ts says, without a round through a lossy JavaScript number. */
function fetchTypes(driver: typeof oracledb): FetchTypes {
  // The driver's own type of a converter takes anything; what comes is known from the database type.
  const ofText = (convert: (value: string) => Value) => (value: unknown) =>
    value === null ? null : convert(value as string);
  const ofDate = (convert: (value: Date) => Value) => (value: unknown) =>
    value === null ? null : convert(value as Date);
  return ({ dbType }) => {
    switch (dbType) {
      case driver.DB_TYPE_NUMBER:
      case driver.DB_TYPE_BINARY_DOUBLE:
      case driver.DB_TYPE_BINARY_FLOAT:
        return { type: driver.DB_TYPE_VARCHAR, converter: ofText(decimalValue) };
      case driver.DB_TYPE_DATE:
        return { converter: ofDate((date) => dayOrInstant(wallClockOfLocal(date))) };
      case driver.DB_TYPE_TIMESTAMP:
        return { converter: ofDate(wallClockOfLocal) };
      case driver.DB_TYPE_TIMESTAMP_TZ:
      case driver.DB_TYPE_TIMESTAMP_LTZ:
        return { converter: ofDate(wallClockOfInstant) };
      case driver.DB_TYPE_CLOB:
      case driver.DB_TYPE_NCLOB:
        return { type: driver.DB_TYPE_VARCHAR };
      case driver.DB_TYPE_BLOB:
        return { type: driver.DB_TYPE_RAW };
      default:
        return undefined;
    }
  };
}

/** ORA: Oracle Database Error Messages; NJS: node-oracledb lib/errors.js. */
const KINDS: [RegExp, Fault['kind']][] = [
  [/NJS-138|ORA-28040|DPI-1050/, 'thick'],
  [/NJS-533|NJS-531|NJS-116|ORA-12660|ORA-12650/, 'oracleEncryption'],
  [/OPS-THICK|NJS-118|DPI-1047|NJS-045/, 'thickFailed'],
  [/ORA-01017|ORA-01005|NJS-011/, 'password'],
  [/ORA-28000|ORA-28001|ORA-28002/, 'locked'],
  [/ORA-12514|ORA-12505|NJS-518|NJS-519|ORA-12154|NJS-517|OPS-NAME/, 'database'],
  [/ORA-12541|ORA-12543/, 'refused'],
  [/ORA-12170|NJS-510|NJS-040/, 'timeout'],
  [/ORA-12545/, 'host'],
  [/ORA-00018|ORA-00020|ORA-12516|ORA-12519|ORA-12520/, 'sessionsFull'],
  [/ORA-01033|ORA-01034|ORA-01089|ORA-12528|ORA-27101/, 'starting'],
  [/ORA-28759|ORA-29024|ORA-28860|NJS-505|NJS-514/, 'tls'],
  [/NJS-123|DPI-1067|ORA-03136/, 'statementTimeout'],
  [/ORA-01013/, 'cancelled'],
  [/ORA-00028|ORA-03113|ORA-03114|ORA-03135|ORA-02396|NJS-500|NJS-501|NJS-003|DPI-1010|DPI-1080/, 'lost'],
  [/ORA-01031|ORA-01045/, 'noRight'],
  [/ORA-01456|ORA-16000/, 'readOnly'],
  [/ORA-00001/, 'duplicate'],
  [/ORA-00942|ORA-00904|ORA-04043/, 'missingObject'],
  [/ORA-009\d\d|ORA-01722|ORA-01756/, 'syntax'],
  [/ORA-0165[2-4]|ORA-01688|ORA-30036|ORA-19502/, 'diskFull'],
  [/ORA-00060|ORA-00054/, 'busy'],
  [/NJS-508|NJS-512|NJS-502|NJS-09\d|NJS-521|NJS-522/, 'protocol'],
];
const SAYS: ReadonlySet<Fault['kind']> = new Set(['noRight', 'duplicate', 'missingObject', 'syntax']);

export function oracleFault(error: unknown): Fault {
  if (error instanceof StatementTimeout) return { kind: 'statementTimeout' };
  const said = (error as Error).message ?? '';
  // A listener's answer may be wrapped in NJS-5xx, a socket's error in its cause: the inner one says more.
  const codes = `${codeOf(error) ?? ''} ${said}`;
  const socket =
    socketFault((error as { cause?: unknown }).cause) ?? socketFault(error) ?? socketInText(said);
  if (socket) return socket;
  for (const [pattern, kind] of KINDS) {
    const code = pattern.exec(codes)?.[0];
    if (code) return { kind, code, ...(SAYS.has(kind) ? { said } : {}) };
  }
  const code = /(?:ORA|NJS|DPI)-\d+/.exec(codes)?.[0];
  return code?.startsWith('ORA')
    ? { kind: 'rejected', code, said }
    : { kind: 'other', ...(code ? { code } : {}), said };
}

function socketInText(said: string): Fault | undefined {
  const code =
    /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPROTO)\b/.exec(
      said,
    )?.[1];
  return code ? socketFault({ code }) : undefined;
}
