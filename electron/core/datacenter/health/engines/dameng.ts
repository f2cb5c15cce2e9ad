import { datacenterHealthMessages as words } from '../../../../../shared/messages/datacenterHealth.ts';
import {
  blocked,
  clock,
  instance,
  invalid,
  lastBackup,
  logFiles,
  longestTransaction,
  passwordExpiry,
  replicationMeasure,
  sessions,
  size,
  slowest,
  storage,
  yesterdayRows,
} from '../builders.ts';
import type { HealthProbe } from '../item.ts';

const archive: HealthProbe = {
  id: 'archiveFailed',
  unit: 'count',
  measure: async (ask) => {
    const { mode } = await ask.one('SELECT arch_mode AS "mode" FROM v$database');
    if (mode === 'N') return { value: null, text: words.archiveOff };
    const rows = await ask.rows(
      "SELECT arch_dest AS name, arch_status AS kind FROM v$arch_status WHERE arch_status = 'INVALID'",
    );
    return { value: rows.length, text: words.archiveTargetsBroken(rows.length) };
  },
};

/**
 * A standby knows the commit it received and the one it replayed; its primary only whether each standby is still being
 * sent to.
 */
const replication: HealthProbe = {
  id: 'replicationLag',
  unit: 's',
  measure: async (ask) => {
    const rows = await ask.rows(
      "SELECT 'STANDBY' AS place, CASE WHEN last_cmt_time IS NULL THEN 0 ELSE TIMESTAMPDIFF(SQL_TSI_SECOND, apply_cmt_time, last_cmt_time) END AS seconds FROM v$rapply_stat WHERE EXISTS (SELECT 1 FROM v$instance WHERE mode$ = 'STANDBY') UNION ALL SELECT 'PRIMARY' AS place, CASE WHEN arch_status <> 'INVALID' THEN 0 END AS seconds FROM v$arch_status WHERE arch_type IN ('REALTIME', 'TIMELY', 'ASYNC', 'SYNC') AND EXISTS (SELECT 1 FROM v$instance WHERE mode$ = 'PRIMARY')",
    );
    const found = replicationMeasure(rows);
    return found.value === 0 && rows.some((row) => row.place === 'PRIMARY')
      ? { value: null, text: words.damengSending(rows.length) }
      : found;
  },
};

/** Dameng 8, by its system view reference. */
export const damengProbes: readonly HealthProbe[] = [
  instance(
    "SELECT (SYSDATE - start_time) * 86400 AS seconds, instance_name || ' ' || status$ || ' ' || mode$ AS state FROM v$instance",
  ),
  sessions(
    "SELECT COUNT(*) AS used, (SELECT MAX(para_value) FROM v$dm_ini WHERE para_name = 'MAX_SESSIONS') AS most FROM v$sessions",
  ),
  size([
    'SELECT NVL(SUM(bytes), 0) AS bytes FROM dba_data_files',
    'SELECT NVL(SUM(bytes), 0) AS bytes FROM user_segments',
  ]),
  storage(
    'SELECT d.tablespace_name AS name, d.total - NVL(f.free, 0) AS used, d.most AS most FROM (SELECT tablespace_name, SUM(bytes) AS total, SUM(GREATEST(bytes, NVL(maxbytes, 0))) AS most FROM dba_data_files GROUP BY tablespace_name) d LEFT JOIN (SELECT tablespace_name, SUM(bytes) AS free FROM dba_free_space GROUP BY tablespace_name) f ON f.tablespace_name = d.tablespace_name',
  ),
  logFiles('SELECT COUNT(*) AS files, NVL(SUM(len), 0) AS bytes FROM v$arch_file', words.archiveFiles),
  archive,
  lastBackup(
    "SELECT TO_CHAR(MAX(backup_time), 'YYYY-MM-DD HH24:MI:SS') AS ended, (SYSDATE - MAX(backup_time)) * 86400 AS age FROM v$backupset",
  ),
  blocked('SELECT COUNT(*) AS waiting FROM v$trxwait'),
  longestTransaction(
    "SELECT (SYSDATE - s.last_recv_time) * 86400 AS seconds, s.user_name || ' ' || s.clnt_ip AS who FROM v$trx t JOIN v$sessions s ON s.sess_id = t.sess_id WHERE t.status = 'ACTIVE' ORDER BY s.last_recv_time",
  ),
  slowest('dameng', [
    {
      sql: 'SELECT sql_text AS statement, exec_time AS ms, n_runs AS calls FROM v$long_exec_sqls ORDER BY exec_time DESC',
    },
  ]),
  invalid('invalidObjects', [
    "SELECT owner || '.' || object_name AS name, object_type AS kind FROM dba_objects WHERE status = 'INVALID' AND ROWNUM <= 100",
    "SELECT object_name AS name, object_type AS kind FROM user_objects WHERE status = 'INVALID' AND ROWNUM <= 100",
  ]),
  invalid('invalidIndexes', [
    "SELECT owner || '.' || index_name AS name, status AS kind FROM dba_indexes WHERE status = 'UNUSABLE' AND ROWNUM <= 100",
    "SELECT index_name AS name, status AS kind FROM user_indexes WHERE status = 'UNUSABLE' AND ROWNUM <= 100",
  ]),
  replication,
  passwordExpiry([
    "SELECT username AS name, expiry_date - SYSDATE AS days FROM dba_users WHERE account_status = 'OPEN' AND expiry_date IS NOT NULL ORDER BY expiry_date",
    'SELECT username AS name, expiry_date - SYSDATE AS days FROM user_users WHERE expiry_date IS NOT NULL',
  ]),
  clock("SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD HH24:MI:SS') AS utc FROM dual"),
  yesterdayRows,
];
