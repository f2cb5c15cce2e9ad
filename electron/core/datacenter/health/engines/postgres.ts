import { datacenterHealthMessages as words } from '../../../../../shared/messages/datacenterHealth.ts';
import {
  blocked,
  clock,
  instance,
  invalid,
  logFiles,
  longestTransaction,
  notGiven,
  passwordExpiry,
  replicationLag,
  sessions,
  size,
  slowest,
  storage,
  yesterdayRows,
} from '../builders.ts';
import { type HealthProbe, numberOf, textOf } from '../item.ts';

const OTHERS = 'datname IS NOT NULL AND pid <> pg_backend_pid()';

/** The archiver speaks of its last success and its last failure: the later one holds. */
const archiver: HealthProbe = {
  id: 'archiveFailed',
  unit: 'count',
  measure: async (ask) => {
    const row = await ask.one(
      "SELECT current_setting('archive_mode') AS mode, failed_count AS failed, to_char(last_failed_time, 'YYYY-MM-DD HH24:MI') AS failed_at, to_char(last_archived_time, 'YYYY-MM-DD HH24:MI') AS archived_at, CASE WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN 1 ELSE 0 END AS broken FROM pg_stat_archiver",
    );
    if (row.mode === 'off') return { value: null, text: words.archiveOff };
    const broken = numberOf(row.broken);
    return {
      value: broken,
      text:
        broken > 0
          ? words.archiveBroken(numberOf(row.failed), textOf(row.failed_at))
          : words.archiveOk(textOf(row.archived_at)),
    };
  },
};

/** Segments kept in pg_wal: they pile up when the archiver or a replication slot stands still. Needs pg_monitor. */
const writeAheadLog = logFiles(
  'SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM pg_ls_waldir()',
  words.walFiles,
);

/** Standby: how far behind its primary; primary: the slowest of its standbys. Without pg_monitor their states are NULL. */
const LAG =
  "SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0 ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END AS seconds, 0 AS hidden WHERE pg_is_in_recovery() UNION ALL SELECT CASE WHEN state = 'streaming' OR state = 'catchup' THEN coalesce(extract(epoch FROM replay_lag), 0) END AS seconds, CASE WHEN state IS NULL THEN 1 ELSE 0 END AS hidden FROM pg_stat_replication WHERE state IS DISTINCT FROM 'backup'";

/** PostgreSQL 12 and newer (names of pg_stat_statements as of 13; older ones fall back to running statements). */
export const postgresProbes: readonly HealthProbe[] = [
  instance(
    'SELECT extract(epoch FROM clock_timestamp() - pg_postmaster_start_time()) AS seconds, pg_is_in_recovery() AS standby',
    (row) => (numberOf(row.standby) > 0 ? words.standby : words.primary),
  ),
  sessions(
    "SELECT count(*) AS used, current_setting('max_connections') AS most FROM pg_stat_activity WHERE datname IS NOT NULL",
  ),
  size('SELECT pg_database_size(current_database()) AS bytes'),
  storage(
    "SELECT datname AS name, pg_database_size(oid) AS used, NULL AS most FROM pg_database WHERE NOT datistemplate AND has_database_privilege(oid, 'CONNECT') ORDER BY 2 DESC LIMIT 20",
  ),
  writeAheadLog,
  archiver,
  notGiven('lastBackup', 's', words.backupElsewhere),
  blocked('SELECT count(DISTINCT pid) AS waiting FROM pg_locks WHERE NOT granted'),
  longestTransaction(
    `SELECT extract(epoch FROM clock_timestamp() - xact_start) AS seconds, usename || coalesce(' ' || host(client_addr), '') AS who, count(CASE WHEN query = '<insufficient privilege>' THEN 1 END) OVER () AS hidden FROM pg_stat_activity WHERE ${OTHERS} ORDER BY xact_start NULLS LAST LIMIT 10`,
  ),
  slowest('postgres', [
    {
      sql: 'SELECT query AS statement, mean_exec_time AS ms, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = current_database() AND calls > 0 ORDER BY mean_exec_time DESC LIMIT 10',
    },
    {
      sql: `SELECT query AS statement, extract(epoch FROM clock_timestamp() - query_start) * 1000 AS ms, 1 AS calls FROM pg_stat_activity WHERE ${OTHERS} AND state = 'active' AND query <> '<insufficient privilege>' ORDER BY query_start LIMIT 10`,
      running: true,
    },
  ]),
  invalid(
    'invalidObjects',
    "SELECT conrelid::regclass::text || '.' || conname AS name, 'NOT VALID' AS kind FROM pg_constraint WHERE NOT convalidated ORDER BY 1 LIMIT 100",
  ),
  invalid(
    'invalidIndexes',
    "SELECT indexrelid::regclass::text AS name, 'INVALID' AS kind FROM pg_index WHERE NOT indisvalid OR NOT indisready ORDER BY 1 LIMIT 100",
  ),
  replicationLag(LAG),
  passwordExpiry(
    "SELECT rolname AS name, extract(epoch FROM rolvaliduntil - clock_timestamp()) / 86400 AS days FROM pg_roles WHERE rolcanlogin AND rolvaliduntil IS NOT NULL AND rolvaliduntil < 'infinity' ORDER BY rolvaliduntil LIMIT 20",
  ),
  clock("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS utc"),
  yesterdayRows,
];
