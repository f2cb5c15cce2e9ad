import { fail } from '../../../../../shared/errors/errors.ts';
import { datacenterHealthMessages as words } from '../../../../../shared/messages/datacenterHealth.ts';
import {
  blocked,
  clock,
  invalid,
  lastBackup,
  longestTransaction,
  passwordExpiry,
  replicationMeasure,
  sessionsMeasure,
  size,
  slowest,
  storage,
  yesterdayRows,
} from '../builders.ts';
import { type Ask, bytesText, type HealthProbe, type HealthRow, numberOf } from '../item.ts';

async function status(ask: Ask, name: string): Promise<HealthRow> {
  return ask.one(`SHOW GLOBAL STATUS LIKE '${name}'`);
}

const instance: HealthProbe = {
  id: 'instance',
  unit: 's',
  measure: async (ask) => {
    const seconds = numberOf((await status(ask, 'Uptime')).value);
    const { read_only: readOnly } = await ask.one('SELECT @@global.read_only AS read_only');
    const state = numberOf(readOnly) > 0 ? words.standby : words.primary;
    return { value: seconds, text: words.uptime(words.duration(seconds), state) };
  },
};

const sessions: HealthProbe = {
  id: 'sessions',
  unit: 'count',
  measure: async (ask) => {
    const connected = await status(ask, 'Threads_connected');
    const { most } = await ask.one('SELECT @@global.max_connections AS most');
    return sessionsMeasure({ used: connected.value ?? null, most: most ?? null });
  },
};

const binaryLogs: HealthProbe = {
  id: 'archive',
  unit: 'bytes',
  measure: async (ask) => {
    const { enabled } = await ask.one('SELECT @@global.log_bin AS enabled');
    if (numberOf(enabled) === 0) return { value: null, text: words.binaryLogsOff };
    const { rows } = await ask.firstOf(['SHOW BINARY LOGS']);
    const bytes = rows.reduce((sum, row) => sum + numberOf(row.file_size), 0);
    return { value: bytes, text: words.binaryLogs(rows.length, bytesText(bytes)) };
  },
};

/** MySQL 8.0.22 renamed the statement and its columns; MariaDB keeps both. */
const replication: HealthProbe = {
  id: 'replicationLag',
  unit: 's',
  measure: async (ask) => {
    let refused: unknown;
    for (const sql of ['SHOW REPLICA STATUS', 'SHOW SLAVE STATUS']) {
      try {
        const rows = await ask.rows(sql);
        return replicationMeasure(
          rows.map((row) => ({ seconds: row.seconds_behind_source ?? row.seconds_behind_master ?? null })),
        );
      } catch (error) {
        refused ??= error;
      }
    }
    throw refused ?? fail('DATACENTER_NO_RIGHT', words.noRight);
  },
};

/** MySQL 5.7 / 8 and MariaDB 10.4 and newer. */
export const mysqlProbes: readonly HealthProbe[] = [
  instance,
  sessions,
  size(
    'SELECT coalesce(sum(data_length + index_length), 0) AS bytes FROM information_schema.tables WHERE table_schema = database()',
  ),
  storage(
    "SELECT table_schema AS name, sum(data_length + index_length) AS used, NULL AS most FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', 'performance_schema', 'sys', 'mysql') GROUP BY table_schema ORDER BY 2 DESC LIMIT 20",
  ),
  binaryLogs,
  // MySQL Enterprise Backup and mariabackup keep a history of their own; other tools leave none on the server.
  lastBackup(
    [
      "SELECT date_format(max(end_time), '%Y-%m-%d %H:%i:%s') AS ended, timestampdiff(SECOND, max(end_time), utc_timestamp()) AS age FROM mysql.backup_history WHERE exit_state = 'SUCCESS'",
      "SELECT date_format(max(end_time), '%Y-%m-%d %H:%i:%s') AS ended, timestampdiff(SECOND, max(end_time), now()) AS age FROM mysql.mariadb_backup_history",
    ],
    words.backupElsewhere,
  ),
  blocked("SELECT count(*) AS waiting FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"),
  longestTransaction(
    // trx_started is in the machine's zone whatever the session's is.
    "SELECT timestampdiff(SECOND, t.trx_started, convert_tz(now(), @@session.time_zone, 'SYSTEM')) AS seconds, concat_ws(' ', p.user, p.host) AS who FROM information_schema.innodb_trx t LEFT JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE t.trx_mysql_thread_id <> connection_id() ORDER BY 1 DESC LIMIT 10",
  ),
  slowest('mysql', [
    {
      sql: 'SELECT digest_text AS statement, avg_timer_wait / 1000000000 AS ms, count_star AS calls FROM performance_schema.events_statements_summary_by_digest WHERE schema_name = database() AND digest_text IS NOT NULL AND @@global.performance_schema = 1 ORDER BY avg_timer_wait DESC LIMIT 10',
    },
    {
      sql: "SELECT info AS statement, time * 1000 AS ms, 1 AS calls FROM information_schema.processlist WHERE command = 'Query' AND id <> connection_id() AND info IS NOT NULL ORDER BY time DESC LIMIT 10",
      running: true,
    },
  ]),
  invalid('invalidObjects', [
    "SELECT concat(table_schema, '.', table_name) AS name, left(table_comment, 100) AS kind FROM information_schema.tables WHERE table_schema = database() AND table_type = 'VIEW' AND table_comment LIKE '%references invalid%' LIMIT 100",
  ]),
  invalid(
    'invalidIndexes',
    "SELECT DISTINCT concat(table_name, '.', index_name) AS name, 'DISABLED' AS kind FROM information_schema.statistics WHERE table_schema = database() AND comment = 'disabled' LIMIT 100",
  ),
  replication,
  passwordExpiry([
    "SELECT concat(user, '@', host) AS name, coalesce(password_lifetime, @@global.default_password_lifetime) - timestampdiff(DAY, password_last_changed, now()) AS days FROM mysql.user WHERE coalesce(password_lifetime, @@global.default_password_lifetime) > 0 AND account_locked = 'N' ORDER BY 2 LIMIT 20",
    "SELECT concat(user, '@', host) AS name, coalesce(nullif(json_value(priv, '$.password_lifetime'), -1), @@global.default_password_lifetime) - timestampdiff(DAY, from_unixtime(json_value(priv, '$.password_last_changed')), now()) AS days FROM mysql.global_priv WHERE json_value(priv, '$.password_last_changed') > 0 AND coalesce(nullif(json_value(priv, '$.password_lifetime'), -1), @@global.default_password_lifetime) > 0 ORDER BY 2 LIMIT 20",
  ]),
  clock("SELECT date_format(utc_timestamp(), '%Y-%m-%d %H:%i:%s') AS utc"),
  yesterdayRows,
];
