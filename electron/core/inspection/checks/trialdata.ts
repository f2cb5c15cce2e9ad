import { addDays } from '../../../../shared/domain/time.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Check } from './check.ts';
import { before, duration, figure, num, ranking, shortStamp, text } from './text.ts';

const DAY_MINUTES = 24 * 60;
const CHANNEL_NAMES: Record<string, string> = {
  'five-minute': '五分钟',
  daily: '每日',
  list: '清单',
  balance: '收结存',
  statistics: '统计',
};

/** Courts whose stream on a channel stopped: no package within the limit, though there were some in the week (F19). */
export const channelGaps: Check = async ({ reader, params, asOf }) => {
  const rows = await reader.rows(
    `SELECT c.name, MAX(u.sent_at) AS latest FROM upload_log u LEFT JOIN court c ON c.code = u.court_code
     WHERE u.channel = ? AND u.sent_at > ? AND u.sent_at <= ? GROUP BY u.court_code, c.name`,
    [String(params.channel), before(asOf, 7 * DAY_MINUTES), asOf],
  );
  if (rows.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const limit = before(asOf, Number(params.minutes));
  const broken = rows
    .filter((row) => text(row, 'latest') < limit)
    .sort((a, b) => text(a, 'latest').localeCompare(text(b, 'latest')))
    .map((row) => [text(row, 'name'), `断 ${duration(text(row, 'latest'), asOf)}`] as const);
  return {
    value: `断档 ${broken.length}/${rows.length} 家`,
    number: broken.length,
    remark: ranking(broken, '家'),
  };
};

/**
 * Packages of a daily channel, and courts that sent in the last month but not this time. A day's packages are due by 06:00
 * (specification of the dynamic update mechanism V2.3): before that hour the day before is judged.
 */
export const channelPackages: Check = async ({ reader, params, day, asOf }) => {
  const judged = asOf < `${day} ${String(params.dueBy)}` ? addDays(day, -1) : day;
  const rows = await reader.rows(
    `SELECT c.name, SUM(CASE WHEN u.sent_at >= ? THEN 1 ELSE 0 END) AS fresh FROM upload_log u
     LEFT JOIN court c ON c.code = u.court_code
     WHERE u.channel = ? AND u.sent_at >= ? AND u.sent_at < ? GROUP BY u.court_code, c.name ORDER BY u.court_code`,
    [
      `${judged} 00:00:00`,
      String(params.channel),
      `${addDays(judged, -30)} 00:00:00`,
      `${addDays(judged, 1)} 00:00:00`,
    ],
  );
  if (rows.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const missing = rows
    .filter((row) => num(row, 'fresh') === 0)
    .map((row) => [text(row, 'name'), ''] as const);
  const packages = rows.reduce((sum, row) => sum + num(row, 'fresh'), 0);
  return {
    value: `${figure(packages)} 包（${rows.length - missing.length}/${rows.length} 家）`,
    number: missing.length,
    remark: missing.length > 0 ? `${judged.slice(5)} 未到：${ranking(missing, '家')}` : '',
  };
};

/** Packages of the day that came back, by the words they came back with. */
export const uploadRejected: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    "SELECT message, COUNT(*) AS total FROM upload_log WHERE state = 'rejected' AND sent_at >= ? AND sent_at < ? GROUP BY message",
    [from, to],
  );
  const causes = rows
    .map((row) => [text(row, 'message') || '无说明', num(row, 'total')] as const)
    .sort((a, b) => b[1] - a[1]);
  const total = causes.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 个`, number: total, remark: ranking(causes, '类原因') };
};

/** (1 − (extra + missing) / centre) × 100 of the last compared day (F20; formula: reporting monitors of peers). */
export const credibility: Check = async ({ reader, day }) => {
  const counts = await latestCounts(reader, day);
  const share = Math.round((1 - (counts.extra + counts.missing) / counts.centre) * 10_000) / 100;
  return {
    value: `${share} %（${counts.day.slice(5)}）`,
    number: share,
    remark:
      counts.extra + counts.missing > 0
        ? `中心多 ${counts.extra} 件、中心少 ${counts.missing} 件；${counts.worst}`
        : '',
  };
};

/** Cases only one of the two databases has, on the last compared day. */
export const productionDifference: Check = async ({ reader, day }) => {
  const counts = await latestCounts(reader, day);
  const total = counts.extra + counts.missing;
  return {
    value: `${figure(total)} 件（${counts.day.slice(5)}）`,
    number: total,
    remark: total > 0 ? `中心多 ${counts.extra}、少 ${counts.missing}；${counts.worst}` : '',
  };
};

async function latestCounts(reader: Parameters<Check>[0]['reader'], day: string) {
  const rows = await reader.rows(
    `SELECT p.day, c.name, p.centre_cases, p.centre_extra, p.centre_missing FROM production_count p
     LEFT JOIN court c ON c.code = p.court_code
     WHERE p.day = (SELECT MAX(last.day) FROM production_count last WHERE last.day <= ?)`,
    [day],
  );
  const centre = rows.reduce((sum, row) => sum + num(row, 'centre_cases'), 0);
  if (rows.length === 0 || centre === 0) throw fail('CHECK_NO_DATA', words.noData);
  const courts = rows
    .map((row) => [text(row, 'name'), num(row, 'centre_extra') + num(row, 'centre_missing')] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  return {
    day: text(rows[0] ?? {}, 'day').slice(0, 10),
    centre,
    extra: rows.reduce((sum, row) => sum + num(row, 'centre_extra'), 0),
    missing: rows.reduce((sum, row) => sum + num(row, 'centre_missing'), 0),
    worst: ranking(courts, '家'),
  };
}

/** Channels on which nothing was accepted for longer than their rhythm allows (statistics are monthly). */
export const channelLatest: Check = async ({ reader, params, asOf }) => {
  const limits = Object.entries(params.days as Record<string, number>);
  const rows = await reader.rows(
    `SELECT channel, MAX(sent_at) AS latest FROM upload_log
     WHERE state = 'accepted' AND sent_at <= ? AND channel IN (${limits.map(() => '?').join(', ')}) GROUP BY channel`,
    [asOf, ...limits.map(([channel]) => channel)],
  );
  const latestOf = (channel: string) =>
    text(rows.find((row) => text(row, 'channel') === channel) ?? {}, 'latest');
  const silent = limits.filter(([channel, days]) => latestOf(channel) < before(asOf, days * DAY_MINUTES));
  return {
    value: `${limits.length - silent.length}/${limits.length} 个有成功包`,
    number: silent.length,
    remark: silent
      .map(([channel]) => {
        const latest = latestOf(channel);
        return `${CHANNEL_NAMES[channel] ?? channel}：${latest ? `最近 ${shortStamp(latest)}` : '无'}`;
      })
      .join('；'),
  };
};

/** Versions of the reporting tool in use; several at once send in several formats. */
export const toolVersions: Check = async ({ reader, params, asOf }) => {
  const rows = await reader.rows(
    `SELECT tool_version, COUNT(DISTINCT court_code) AS courts FROM upload_log
     WHERE sent_at > ? AND sent_at <= ? AND tool_version IS NOT NULL GROUP BY tool_version`,
    [before(asOf, Number(params.days) * DAY_MINUTES), asOf],
  );
  if (rows.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const versions = rows
    .map((row) => [text(row, 'tool_version'), num(row, 'courts')] as const)
    .sort((a, b) => b[1] - a[1]);
  return {
    value: versions[0]?.[0] ?? '',
    number: versions.length,
    remark:
      versions.length > 1
        ? ranking(
            versions.map(([name, courts]) => [name, `${courts} 家`]),
            '个版本',
          )
        : '',
  };
};
