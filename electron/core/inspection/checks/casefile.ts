import { fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Check } from './check.ts';
import {
  before,
  bytes,
  duration,
  figure,
  hoursBetween,
  num,
  percent,
  ranking,
  shortStamp,
  text,
} from './text.ts';

const FULL_PERCENT = 85;
const NAMES_SHOWN = 3;

/** Storage of all front-end machines, and those nearly full (F14). */
export const frontEndStorage: Check = async ({ reader }) => {
  const rows = await reader.rows('SELECT name, bytes_total, bytes_used FROM front_end WHERE bytes_total > 0');
  if (rows.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const total = rows.reduce((sum, row) => sum + num(row, 'bytes_total'), 0);
  const used = rows.reduce((sum, row) => sum + num(row, 'bytes_used'), 0);
  const full = rows
    .map((row) => [text(row, 'name'), percent(num(row, 'bytes_used'), num(row, 'bytes_total'))] as const)
    .filter(([, share]) => share >= FULL_PERCENT)
    .sort((a, b) => b[1] - a[1]);
  return {
    value: `${bytes(used)}/${bytes(total)}（${percent(used, total)} %）`,
    number: percent(used, total),
    remark: ranking(
      full.map(([name, share]) => [name, `${share} %`]),
      '家',
      NAMES_SHOWN,
    ),
    ...(full.length > 0 ? { level: 'warning' as const } : {}),
  };
};

/** Electronic files kept in the centre, and the room they take. */
export const efileVolume: Check = async ({ reader }) => {
  const row = await reader.one('SELECT COUNT(*) AS total, SUM(byte_size) AS size_sum FROM efile');
  return {
    value: `${figure(num(row, 'total'))} 件，${bytes(num(row, 'size_sum'))}`,
    number: num(row, 'total'),
  };
};

/** Cases reported on the day (F15). */
export const efileUplinked: Check = async ({ reader, from, to }) => {
  const row = await reader.one(
    `SELECT COUNT(DISTINCT case_id) AS cases, SUM(files) AS file_sum, SUM(bytes) AS byte_sum, COUNT(DISTINCT court_code) AS courts
     FROM efile_uplink WHERE sent_at >= ? AND sent_at < ? AND state NOT IN ('failed', 'returned', 'rejected')`,
    [from, to],
  );
  return {
    value: `${figure(num(row, 'cases'))} 件（${num(row, 'courts')} 家，${figure(num(row, 'file_sum'))} 个文件，${bytes(num(row, 'byte_sum'))}）`,
    number: num(row, 'cases'),
  };
};

/** Case files of the day that the receiver did not take. */
export const efileUplinkFailed: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    `SELECT message, COUNT(DISTINCT case_id) AS total FROM efile_uplink
     WHERE sent_at >= ? AND sent_at < ? AND state IN ('failed', 'returned', 'rejected') GROUP BY message`,
    [from, to],
  );
  const causes = rows
    .map((row) => [text(row, 'message') || '无说明', num(row, 'total')] as const)
    .sort((a, b) => b[1] - a[1]);
  const total = causes.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 件`, number: total, remark: ranking(causes, '类原因') };
};

/** RTF documents not converted, or changed since (F8). */
export const rtfWaiting: Check = async ({ reader }) => {
  const row = await reader.one(
    `SELECT COUNT(*) AS total, SUM(e.byte_size) AS size_sum, MIN(e.created_at) AS oldest FROM efile e
     WHERE LOWER(e.suffix) = 'rtf' AND NOT EXISTS (
       SELECT 1 FROM efile_conversion c WHERE c.file_id = e.file_id AND c.source_sha256 = e.sha256)`,
  );
  const total = num(row, 'total');
  return {
    value: `${figure(total)} 份`,
    number: total,
    remark: total > 0 ? `共 ${bytes(num(row, 'size_sum'))}，最早入库 ${shortStamp(text(row, 'oldest'))}` : '',
  };
};

/** Converted on the day, and how many of them want a look. */
export const rtfConverted: Check = async ({ reader, from, to }) => {
  const row = await reader.one(
    `SELECT COUNT(*) AS total, SUM(CASE WHEN status = 'doubtful' THEN 1 ELSE 0 END) AS doubtful FROM efile_conversion
     WHERE status IN ('converted', 'noted', 'doubtful') AND converted_at >= ? AND converted_at < ?`,
    [from, to],
  );
  const doubtful = num(row, 'doubtful');
  return {
    value: `${figure(num(row, 'total'))} 份${doubtful > 0 ? `（存疑 ${doubtful}）` : ''}`,
    number: num(row, 'total'),
  };
};

/** Documents that could not be converted and have not changed since. */
export const rtfFailed: Check = async ({ reader }) => {
  const row = await reader.one(
    `SELECT SUM(CASE WHEN c.status = 'refused' THEN 1 ELSE 0 END) AS refused,
       SUM(CASE WHEN c.status = 'failed' THEN 1 ELSE 0 END) AS failed
     FROM efile_conversion c JOIN efile e ON e.file_id = c.file_id AND e.sha256 = c.source_sha256`,
  );
  const [refused, failed] = [num(row, 'refused'), num(row, 'failed')];
  return {
    value: `${figure(refused + failed)} 份`,
    number: refused + failed,
    remark: refused + failed > 0 ? `拒收 ${refused} 份（文件损坏或不是 RTF），失败 ${failed} 份` : '',
  };
};

/** Front-end machines that were heard of within the hour (A.4). */
export const frontEndsOnline: Check = async ({ reader, params, asOf }) => {
  const limit = before(asOf, Number(params.minutes));
  const rows = await reader.rows('SELECT name, last_seen_at FROM front_end');
  if (rows.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const silent = rows
    .filter((row) => text(row, 'last_seen_at') < limit)
    .sort((a, b) => text(a, 'last_seen_at').localeCompare(text(b, 'last_seen_at')))
    .map((row) => {
      const seen = text(row, 'last_seen_at');
      return [text(row, 'name'), seen ? `已 ${duration(seen, asOf)}` : '从未在线'] as const;
    });
  const absent = Math.max(0, Number(params.expected) - rows.length);
  return {
    value: `在线 ${rows.length - silent.length}/${Math.max(rows.length, Number(params.expected))} 家`,
    number: silent.length + absent,
    remark: [ranking(silent, '家', NAMES_SHOWN), absent > 0 ? `另有 ${absent} 家未登记` : '']
      .filter(Boolean)
      .join('；'),
  };
};

/** Files waiting in the front-end folders, and the age of the oldest (A.4). */
export const frontEndBacklog: Check = async ({ reader, asOf }) => {
  const rows = await reader.rows(
    'SELECT name, backlog_files, oldest_file_at FROM front_end WHERE backlog_files > 0 ORDER BY oldest_file_at',
  );
  const total = rows.reduce((sum, row) => sum + num(row, 'backlog_files'), 0);
  const first = rows.find((row) => text(row, 'oldest_file_at'));
  const hours = first ? hoursBetween(text(first, 'oldest_file_at'), asOf) : 0;
  return {
    value: first ? `${figure(total)} 个，最旧 ${hours} 小时` : `${figure(total)} 个`,
    number: hours,
    remark: first
      ? ranking(
          rows.map((row) => [text(row, 'name'), `${num(row, 'backlog_files')} 个`]),
          '家',
          NAMES_SHOWN,
        )
      : '',
  };
};

/** Files without content (F12). */
export const efileEmpty: Check = async ({ reader }) => {
  const rows = await reader.rows(
    `SELECT c.name, COUNT(*) AS total FROM efile e LEFT JOIN court c ON c.code = e.court_code
     WHERE e.byte_size IS NULL OR e.byte_size = 0 GROUP BY c.name`,
  );
  const courts = rows
    .map((row) => [text(row, 'name') || '未知法院', num(row, 'total')] as const)
    .sort((a, b) => b[1] - a[1]);
  const total = courts.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 份`, number: total, remark: ranking(courts, '家', NAMES_SHOWN) };
};

/** Suffixes the receiver does not take (F13); RTF has its own items. */
export const efileSuffix: Check = async ({ reader, params }) => {
  const allowed = new Set((params.allowed as string[]).map(String));
  const rows = await reader.rows('SELECT suffix, COUNT(*) AS total FROM efile GROUP BY suffix');
  const others = rows
    .map((row) => [text(row, 'suffix').toLowerCase().replace(/^\./, ''), num(row, 'total')] as const)
    .filter(([suffix]) => !allowed.has(suffix))
    .map(([suffix, count]) => [suffix || '无后缀', count] as const)
    .sort((a, b) => b[1] - a[1]);
  const total = others.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 份`, number: total, remark: ranking(others, '种') };
};
