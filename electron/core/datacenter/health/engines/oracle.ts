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
import { bytesText, type HealthProbe, numberOf, shareOf, textOf } from '../item.ts';

const resource = (name: string) =>
  `SELECT current_utilization AS used, TRIM(limit_value) AS most FROM v$resource_limit WHERE resource_name = '${name}'`;

/** The recovery area's room; without one, only whether archiving is on. */
const archive: HealthProbe = {
  id: 'archive',
  unit: 'percent',
  measure: async (ask) => {
    const { log_mode: mode } = await ask.one('SELECT log_mode FROM v$database');
    if (mode === 'NOARCHIVELOG') return { value: null, text: words.archiveOff };
    const row = await ask.one(
      'SELECT space_limit, space_used - space_reclaimable AS space_used FROM v$recovery_file_dest WHERE space_limit > 0',
    );
    const limit = numberOf(row.space_limit);
    if (limit <= 0) return { value: null, text: words.archiveOn };
    const used = numberOf(row.space_used);
    const share = shareOf(used, limit);
    return { value: share, text: words.archiveSpace(bytesText(used), bytesText(limit), share) };
  },
};

const archiveTargets: HealthProbe = {
  id: 'archiveFailed',
  unit: 'count',
  measure: async (ask) => {
    const rows = await ask.rows(
      "SELECT dest_name AS name, error AS kind FROM v$archive_dest WHERE status = 'ERROR'",
    );
    return {
      value: rows.length,
      text: words.archiveTargetsBroken(rows.length),
      details: rows.map((row) => ({
        name: textOf(row.name),
        value: null,
        limit: null,
        text: textOf(row.kind),
      })),
    };
  },
};

/** Oracle 11.2 and newer; `dba_` and `v$` need SELECT_CATALOG_ROLE, what comes after them only the account itself. */
export const oracleProbes: readonly HealthProbe[] = [
  instance(
    "SELECT (SYSDATE - startup_time) * 86400 AS seconds, instance_name || ' ' || status || ' ' || logins AS state FROM v$instance",
  ),
  sessions(resource('sessions')),
  sessions(resource('processes'), 'processes'),
  size([
    'SELECT NVL(SUM(bytes), 0) AS bytes FROM dba_data_files',
    'SELECT NVL(SUM(bytes), 0) AS bytes FROM user_segments',
  ]),
  storage([
    'SELECT m.tablespace_name AS name, m.used_space * t.block_size AS used, m.tablespace_size * t.block_size AS most FROM dba_tablespace_usage_metrics m JOIN dba_tablespaces t ON t.tablespace_name = m.tablespace_name',
    'SELECT tablespace_name AS name, bytes AS used, CASE WHEN max_bytes > 0 THEN max_bytes END AS most FROM user_ts_quotas',
  ]),
  archive,
  archiveTargets,
  lastBackup(
    "SELECT TO_CHAR(MAX(end_time), 'YYYY-MM-DD HH24:MI:SS') AS ended, (SYSDATE - MAX(end_time)) * 86400 AS age FROM v$rman_backup_job_details WHERE status LIKE 'COMPLETED%'",
  ),
  blocked('SELECT COUNT(*) AS waiting FROM v$session WHERE blocking_session IS NOT NULL'),
  longestTransaction(
    "SELECT (SYSDATE - t.start_date) * 86400 AS seconds, s.username || ' ' || s.machine AS who FROM v$transaction t LEFT JOIN v$session s ON s.taddr = t.addr ORDER BY t.start_date",
  ),
  slowest('oracle', [
    {
      sql: "SELECT statement, ms, calls FROM (SELECT sql_text AS statement, elapsed_time / executions / 1000 AS ms, executions AS calls FROM v$sqlarea WHERE executions > 0 AND parsing_schema_name NOT IN ('SYS', 'SYSTEM') ORDER BY elapsed_time / executions DESC) WHERE ROWNUM <= 10",
    },
  ]),
  invalid('invalidObjects', [
    "SELECT owner || '.' || object_name AS name, object_type AS kind FROM dba_objects WHERE status = 'INVALID' AND ROWNUM <= 100",
    "SELECT object_name AS name, object_type AS kind FROM user_objects WHERE status = 'INVALID' AND ROWNUM <= 100",
  ]),
  invalid('invalidIndexes', [
    "SELECT owner || '.' || index_name AS name, status AS kind FROM dba_indexes WHERE status = 'UNUSABLE' AND ROWNUM <= 50 UNION ALL SELECT index_owner || '.' || index_name || ' ' || partition_name AS name, status AS kind FROM dba_ind_partitions WHERE status = 'UNUSABLE' AND ROWNUM <= 50",
    "SELECT index_name AS name, status AS kind FROM user_indexes WHERE status = 'UNUSABLE' AND ROWNUM <= 100",
  ]),
  replicationLag(
    "SELECT EXTRACT(DAY FROM TO_DSINTERVAL(value)) * 86400 + EXTRACT(HOUR FROM TO_DSINTERVAL(value)) * 3600 + EXTRACT(MINUTE FROM TO_DSINTERVAL(value)) * 60 + EXTRACT(SECOND FROM TO_DSINTERVAL(value)) AS seconds FROM v$dataguard_stats WHERE name = 'apply lag'",
  ),
  passwordExpiry([
    "SELECT username AS name, expiry_date - SYSDATE AS days FROM dba_users WHERE account_status NOT LIKE '%LOCKED%' AND expiry_date IS NOT NULL ORDER BY expiry_date",
    'SELECT username AS name, expiry_date - SYSDATE AS days FROM user_users WHERE expiry_date IS NOT NULL',
  ]),
  clock("SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD HH24:MI:SS') AS utc FROM dual"),
  yesterdayRows,
];
