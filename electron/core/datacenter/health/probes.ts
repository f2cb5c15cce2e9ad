import type { Engine } from '../../../../shared/contract/datacenter.ts';
import { datacenterMessages } from '../../../../shared/messages/datacenter.ts';
import type { Value } from '../values.ts';
import { bytesText, type HealthProbe, numberOf } from './item.ts';

const words = datacenterMessages.health;

/** `SELECT … AS utc`: the server's clock in UTC, `YYYY-MM-DD HH:mm:ss`; the value is seconds ahead of ours. */
function clock(sql: string): HealthProbe {
  return {
    id: 'clock',
    unit: 's',
    measure: async (ask) => {
      const { utc } = await ask(sql);
      const ahead = Math.round((Date.parse(`${String(utc).replace(' ', 'T')}Z`) - Date.now()) / 1000);
      // Both clocks are cut to whole seconds: one second apart is none.
      const seconds = Math.abs(ahead) <= 1 ? 0 : ahead;
      return { value: seconds, text: words.clock(seconds) };
    },
  };
}

/** `SELECT … AS bytes`. */
function size(sql: string): HealthProbe {
  return {
    id: 'size',
    unit: 'bytes',
    measure: async (ask) => {
      const bytes = numberOf((await ask(sql)).bytes);
      return { value: bytes, text: words.size(bytesText(bytes)) };
    },
  };
}

/** `SELECT … AS used, … AS most`. */
function sessions(sql: string): HealthProbe {
  return {
    id: 'sessions',
    unit: 'count',
    measure: async (ask) => sessionsMeasure(await ask(sql)),
  };
}

function sessionsMeasure(row: Record<string, Value>) {
  const most = Number(row.most);
  // Oracle says UNLIMITED, a limit of 0 means none.
  const limit = Number.isFinite(most) && most > 0 ? most : null;
  return { value: numberOf(row.used), limit, text: words.sessions(numberOf(row.used), limit) };
}

/** `SELECT … AS waiting`. */
function blocked(sql: string): HealthProbe {
  return {
    id: 'blocked',
    unit: 'count',
    measure: async (ask) => {
      const waiting = numberOf((await ask(sql)).waiting);
      return { value: waiting, text: words.blocked(waiting) };
    },
  };
}

/** `SELECT … AS seconds, … AS hidden`: the longest other transaction; `hidden` sessions may not be looked into. */
function longestTransaction(sql: string): HealthProbe {
  return {
    id: 'longestTransaction',
    unit: 's',
    measure: async (ask) => {
      const row = await ask(sql);
      const seconds = Math.max(0, Math.round(numberOf(row.seconds)));
      return { value: seconds, text: words.transaction(seconds, numberOf(row.hidden)) };
    },
  };
}

/** `SELECT … AS ended, … AS age`: when the last good backup ended, and seconds since. */
function lastBackup(sql: string): HealthProbe {
  return {
    id: 'lastBackup',
    unit: 's',
    measure: async (ask) => {
      const { ended, age } = await ask(sql);
      if (ended === null || ended === undefined) return { value: null, text: words.noBackup };
      return { value: numberOf(age), text: words.backup(String(ended).slice(0, 16)) };
    },
  };
}

/** What each engine can tell, in its own words. An item an engine has no notion of is absent. */
export const PROBES: Record<Engine, readonly HealthProbe[]> = {
  sqlite: [size('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')],
  postgres: [
    clock("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS utc"),
    size('SELECT pg_database_size(current_database()) AS bytes'),
    sessions(
      "SELECT count(*) AS used, current_setting('max_connections') AS most FROM pg_stat_activity WHERE datname IS NOT NULL",
    ),
    blocked('SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted'),
    longestTransaction(
      "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) AS seconds, count(CASE WHEN query = '<insufficient privilege>' THEN 1 END) AS hidden FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()",
    ),
  ],
  mysql: [
    clock("SELECT date_format(utc_timestamp(), '%Y-%m-%d %H:%i:%s') AS utc"),
    size(
      'SELECT coalesce(sum(data_length + index_length), 0) AS bytes FROM information_schema.tables WHERE table_schema = database()',
    ),
    {
      id: 'sessions',
      unit: 'count',
      measure: async (ask) => {
        const connected = await ask("SHOW GLOBAL STATUS LIKE 'Threads_connected'");
        const { most } = await ask('SELECT @@global.max_connections AS most');
        return sessionsMeasure({ used: connected.value ?? null, most: most ?? null });
      },
    },
    blocked("SELECT count(*) AS waiting FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"),
    longestTransaction(
      // trx_started is in the machine's zone whatever the session's is.
      "SELECT coalesce(max(timestampdiff(SECOND, trx_started, convert_tz(now(), @@session.time_zone, 'SYSTEM'))), 0) AS seconds FROM information_schema.innodb_trx WHERE trx_mysql_thread_id <> connection_id()",
    ),
  ],
  oracle: [
    clock("SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD HH24:MI:SS') AS utc FROM dual"),
    size('SELECT NVL(SUM(bytes), 0) AS bytes FROM dba_data_files'),
    sessions(
      "SELECT current_utilization AS used, TRIM(limit_value) AS most FROM v$resource_limit WHERE resource_name = 'sessions'",
    ),
    blocked('SELECT COUNT(*) AS waiting FROM v$session WHERE blocking_session IS NOT NULL'),
    longestTransaction('SELECT NVL(MAX((SYSDATE - start_date) * 86400), 0) AS seconds FROM v$transaction'),
    lastBackup(
      "SELECT TO_CHAR(MAX(end_time), 'YYYY-MM-DD HH24:MI:SS') AS ended, (SYSDATE - MAX(end_time)) * 86400 AS age FROM v$rman_backup_job_details WHERE status LIKE 'COMPLETED%'",
    ),
  ],
  mssql: [
    clock('SELECT CONVERT(varchar(19), SYSUTCDATETIME(), 120) AS utc'),
    size('SELECT SUM(CAST(size AS bigint)) * 8192 AS bytes FROM sys.database_files'),
    sessions(
      'SELECT COUNT(*) AS used, @@MAX_CONNECTIONS AS most FROM sys.dm_exec_sessions WHERE is_user_process = 1',
    ),
    blocked('SELECT COUNT(*) AS waiting FROM sys.dm_exec_requests WHERE blocking_session_id <> 0'),
    longestTransaction(
      'SELECT ISNULL(MAX(DATEDIFF(second, t.transaction_begin_time, GETDATE())), 0) AS seconds FROM sys.dm_tran_active_transactions t JOIN sys.dm_tran_session_transactions s ON s.transaction_id = t.transaction_id WHERE s.session_id <> @@SPID',
    ),
    lastBackup(
      "SELECT CONVERT(varchar(19), MAX(backup_finish_date), 120) AS ended, DATEDIFF(second, MAX(backup_finish_date), GETDATE()) AS age FROM msdb.dbo.backupset WHERE database_name = DB_NAME() AND type = 'D'",
    ),
  ],
  dameng: [
    clock("SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD HH24:MI:SS') AS utc FROM dual"),
    size('SELECT NVL(SUM(bytes), 0) AS bytes FROM dba_data_files'),
    sessions(
      "SELECT COUNT(*) AS used, (SELECT MAX(para_value) FROM v$dm_ini WHERE para_name = 'MAX_SESSIONS') AS most FROM v$sessions",
    ),
    blocked('SELECT COUNT(*) AS waiting FROM v$trxwait'),
  ],
};
