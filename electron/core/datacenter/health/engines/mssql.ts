import { datacenterHealthMessages as words } from '../../../../../shared/messages/datacenterHealth.ts';
import {
  blocked,
  clock,
  instance,
  invalid,
  lastBackup,
  longestTransaction,
  passwordExpiry,
  replicationLag,
  sessions,
  size,
  slowest,
  storage,
  yesterdayRows,
} from '../builders.ts';
import { type HealthProbe, numberOf, textOf } from '../item.ts';

const transactionLog: HealthProbe = {
  id: 'archive',
  unit: 'percent',
  measure: async (ask) => {
    const row = await ask.one(
      'SELECT u.used_log_space_in_percent AS used, d.recovery_model_desc AS model FROM sys.dm_db_log_space_usage u JOIN sys.databases d ON d.database_id = u.database_id',
    );
    const share = numberOf(row.used);
    return { value: share, text: words.logUsed(share, textOf(row.model)) };
  },
};

/** SQL Server 2012 and newer; the dm_ views need VIEW SERVER STATE. */
export const mssqlProbes: readonly HealthProbe[] = [
  instance('SELECT DATEDIFF(second, sqlserver_start_time, SYSDATETIME()) AS seconds FROM sys.dm_os_sys_info'),
  sessions(
    'SELECT COUNT(*) AS used, @@MAX_CONNECTIONS AS most FROM sys.dm_exec_sessions WHERE is_user_process = 1',
  ),
  size('SELECT SUM(CAST(size AS bigint)) * 8192 AS bytes FROM sys.database_files'),
  // A file without a bound of its own grows until its volume is full.
  storage([
    "SELECT f.name AS name, CAST(FILEPROPERTY(f.name, 'SpaceUsed') AS bigint) * 8192 AS used, CASE WHEN f.max_size > 0 THEN CAST(f.max_size AS bigint) * 8192 WHEN f.growth = 0 THEN CAST(f.size AS bigint) * 8192 ELSE CAST(f.size AS bigint) * 8192 + v.available_bytes END AS most FROM sys.database_files f OUTER APPLY sys.dm_os_volume_stats(DB_ID(), f.file_id) v",
    "SELECT name, CAST(FILEPROPERTY(name, 'SpaceUsed') AS bigint) * 8192 AS used, CASE WHEN max_size > 0 THEN CAST(max_size AS bigint) * 8192 WHEN growth = 0 THEN CAST(size AS bigint) * 8192 END AS most FROM sys.database_files",
  ]),
  transactionLog,
  lastBackup(
    "SELECT CONVERT(varchar(19), MAX(backup_finish_date), 120) AS ended, DATEDIFF(second, MAX(backup_finish_date), GETDATE()) AS age FROM msdb.dbo.backupset WHERE database_name = DB_NAME() AND type = 'D'",
  ),
  blocked('SELECT COUNT(*) AS waiting FROM sys.dm_exec_requests WHERE blocking_session_id <> 0'),
  longestTransaction(
    "SELECT TOP 10 DATEDIFF(second, t.transaction_begin_time, GETDATE()) AS seconds, e.login_name + ' ' + COALESCE(e.host_name, '') AS who FROM sys.dm_tran_active_transactions t JOIN sys.dm_tran_session_transactions s ON s.transaction_id = t.transaction_id JOIN sys.dm_exec_sessions e ON e.session_id = s.session_id WHERE s.session_id <> @@SPID ORDER BY t.transaction_begin_time",
  ),
  slowest('mssql', [
    {
      sql: 'SELECT TOP 10 t.text AS statement, q.total_elapsed_time / q.execution_count / 1000.0 AS ms, q.execution_count AS calls FROM sys.dm_exec_query_stats q CROSS APPLY sys.dm_exec_sql_text(q.sql_handle) t WHERE q.execution_count > 0 ORDER BY q.total_elapsed_time / q.execution_count DESC',
    },
  ]),
  invalid(
    'invalidObjects',
    "SELECT TOP 100 OBJECT_NAME(parent_object_id) + '.' + name AS name, 'NOT TRUSTED' AS kind FROM sys.foreign_keys WHERE is_not_trusted = 1 OR is_disabled = 1",
  ),
  invalid(
    'invalidIndexes',
    "SELECT TOP 100 OBJECT_NAME(object_id) + '.' + name AS name, 'DISABLED' AS kind FROM sys.indexes WHERE is_disabled = 1",
  ),
  // is_primary_replica came with SQL Server 2014; before, a primary knows its replicas as not local.
  replicationLag([
    'SELECT CASE WHEN synchronization_state IN (1, 2) THEN COALESCE(DATEDIFF(second, last_redone_time, last_hardened_time), 0) END AS seconds FROM sys.dm_hadr_database_replica_states WHERE is_primary_replica = 0 AND database_id = DB_ID()',
    'SELECT CASE WHEN synchronization_state IN (1, 2) THEN COALESCE(DATEDIFF(second, last_redone_time, last_hardened_time), 0) END AS seconds FROM sys.dm_hadr_database_replica_states WHERE is_local = 0 AND database_id = DB_ID()',
  ]),
  passwordExpiry(
    "SELECT SUSER_SNAME() AS name, CAST(LOGINPROPERTY(SUSER_SNAME(), 'DaysUntilExpiration') AS int) AS days",
  ),
  clock('SELECT CONVERT(varchar(19), SYSUTCDATETIME(), 120) AS utc'),
  yesterdayRows,
];
