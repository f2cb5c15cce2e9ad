import type { Engine } from '../../../../shared/contract/engine.ts';

/** How an engine tells who waits for whom, and who they are. */
export interface BlockingSql {
  /** `waiter`, `blocker` per wait; from the view of newer versions to that of older ones. */
  edges: readonly string[];
  /** `id`, `mark`, `user`, `client`, `program`, `state`, `seconds`, `statement` of the sessions that may be in a chain. */
  sessions: readonly string[];
  /** Ends the session; absent where the console does not. `id` has been checked against `shape`. */
  end?: { shape: RegExp; sql: (id: string) => string };
}

const ORACLE_ID = "TO_CHAR(s.sid) || ',' || TO_CHAR(s.serial#) || ',@' || TO_CHAR(s.inst_id)";
const oracleId = (alias: string) => ORACLE_ID.replaceAll('s.', `${alias}.`);

/** Columns that would be reserved words carry a `_name`; SQLite has no sessions to speak of. */
export const BLOCKING: Record<Exclude<Engine, 'sqlite'>, BlockingSql> = {
  postgres: {
    edges: [
      "SELECT pid AS waiter, unnest(pg_blocking_pids(pid)) AS blocker FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
    ],
    sessions: [
      "SELECT pid AS id, to_char(backend_start, 'YYYYMMDDHH24MISSUS') AS mark, usename AS user_name, host(client_addr) AS client, application_name AS program, state AS state_name, extract(epoch FROM clock_timestamp() - coalesce(state_change, backend_start)) AS seconds, query AS statement FROM pg_stat_activity WHERE datname IS NOT NULL",
    ],
    end: { shape: /^\d{1,10}$/, sql: (id) => `SELECT pg_terminate_backend(${id})` },
  },
  mysql: {
    edges: [
      'SELECT r.trx_mysql_thread_id AS waiter, b.trx_mysql_thread_id AS blocker FROM performance_schema.data_lock_waits w JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_engine_transaction_id JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_engine_transaction_id',
      'SELECT r.trx_mysql_thread_id AS waiter, b.trx_mysql_thread_id AS blocker FROM information_schema.innodb_lock_waits w JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_trx_id JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id',
    ],
    // Thread ids are given once in the life of a server.
    sessions: [
      "SELECT p.id AS id, concat(p.id, '') AS mark, p.user AS user_name, p.host AS client, p.db AS program, p.command AS state_name, p.time AS seconds, coalesce(p.info, '') AS statement FROM information_schema.processlist p",
    ],
    end: { shape: /^\d{1,19}$/, sql: (id) => `KILL ${id}` },
  },
  oracle: {
    edges: [
      `SELECT ${oracleId('w')} AS waiter, ${oracleId('b')} AS blocker FROM gv$session w JOIN gv$session b ON b.sid = w.blocking_session AND b.inst_id = w.blocking_instance`,
    ],
    sessions: [
      `SELECT ${ORACLE_ID} AS id, TO_CHAR(s.serial#) AS mark, s.username AS user_name, s.machine AS client, s.program AS program, s.status AS state_name, s.last_call_et AS seconds, (SELECT MAX(q.sql_text) FROM gv$sqlarea q WHERE q.inst_id = s.inst_id AND q.sql_id = NVL(s.sql_id, s.prev_sql_id)) AS statement FROM gv$session s WHERE s.blocking_session IS NOT NULL OR (s.inst_id, s.sid) IN (SELECT blocking_instance, blocking_session FROM gv$session WHERE blocking_session IS NOT NULL)`,
    ],
    end: {
      shape: /^\d{1,10},\d{1,10},@\d{1,4}$/,
      sql: (id) => `ALTER SYSTEM KILL SESSION '${id}' IMMEDIATE`,
    },
  },
  mssql: {
    edges: [
      'SELECT session_id AS waiter, blocking_session_id AS blocker FROM sys.dm_exec_requests WHERE blocking_session_id > 0',
    ],
    sessions: [
      'SELECT s.session_id AS id, CONVERT(varchar(30), s.login_time, 126) AS mark, s.login_name AS user_name, s.host_name AS client, s.program_name AS program, s.status AS state_name, DATEDIFF(second, s.last_request_start_time, GETDATE()) AS seconds, t.text AS statement FROM sys.dm_exec_sessions s LEFT JOIN sys.dm_exec_connections c ON c.session_id = s.session_id OUTER APPLY sys.dm_exec_sql_text(c.most_recent_sql_handle) t WHERE s.is_user_process = 1',
    ],
    end: { shape: /^\d{1,5}$/, sql: (id) => `KILL ${id}` },
  },
  dameng: {
    edges: [
      'SELECT r.sess_id AS waiter, b.sess_id AS blocker FROM v$trxwait w JOIN v$trx r ON r.id = w.id JOIN v$trx b ON b.id = w.wait_for_id',
    ],
    sessions: [
      "SELECT s.sess_id AS id, TO_CHAR(s.create_time, 'YYYYMMDDHH24MISS') AS mark, s.user_name AS user_name, s.clnt_ip AS client, s.appname AS program, s.state AS state_name, (SYSDATE - s.last_recv_time) * 86400 AS seconds, s.sql_text AS statement FROM v$sessions s",
    ],
  },
};
