import { addDays } from '../../../../shared/domain/time.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Check } from './check.ts';
import { before, duration, figure, hoursBetween, num, ranking, shortStamp, text } from './text.ts';

/** Tasks of the big-data platform that failed on the day (F59). */
export const taskFailed: Check = async ({ reader, from, to }) => {
  const [all, failed] = await Promise.all([
    reader.one('SELECT COUNT(*) AS total FROM platform_task WHERE started_at >= ? AND started_at < ?', [
      from,
      to,
    ]),
    reader.rows(
      `SELECT name, message FROM platform_task
       WHERE state = 'failed' AND started_at >= ? AND started_at < ? ORDER BY started_at DESC`,
      [from, to],
    ),
  ]);
  return {
    value: `${failed.length}/${figure(num(all, 'total'))} 个`,
    number: failed.length,
    remark: ranking(
      failed.map((row) => [text(row, 'name'), text(row, 'message')]),
      '个',
      2,
    ),
  };
};

/** Tasks running longer than they ever should. */
export const taskStuck: Check = async ({ reader, params, asOf }) => {
  const rows = await reader.rows(
    `SELECT name, node, started_at FROM platform_task WHERE state = 'running' AND started_at < ? ORDER BY started_at`,
    [before(asOf, Number(params.hours) * 60)],
  );
  return {
    value: `${rows.length} 个`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [text(row, 'name'), `已运行 ${duration(text(row, 'started_at'), asOf)}`]),
      '个',
      2,
    ),
  };
};

/** Nodes that worked within the week but took no task lately (F60). */
export const taskNodes: Check = async ({ reader, params, day, asOf }) => {
  const rows = await reader.rows(
    `SELECT node, MAX(started_at) AS latest FROM platform_task
     WHERE node IS NOT NULL AND started_at >= ? AND started_at <= ? GROUP BY node ORDER BY node`,
    [`${addDays(day, -Number(params.seenDays))} 00:00:00`, asOf],
  );
  if (rows.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const limit = before(asOf, Number(params.hours) * 60);
  const idle = rows.filter((row) => text(row, 'latest') < limit);
  return {
    value: `活动 ${rows.length - idle.length}/${rows.length} 个`,
    number: idle.length,
    remark: ranking(
      idle.map((row) => [text(row, 'node'), `最近 ${shortStamp(text(row, 'latest'))}`]),
      '个',
    ),
  };
};

/** Takings of data beyond what was approved (product service 10). */
export const takingOutside: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    'SELECT taker, scope, row_count FROM platform_taking WHERE within_scope = 0 AND taken_at >= ? AND taken_at < ? ORDER BY taken_at DESC',
    [from, to],
  );
  return {
    value: `${rows.length} 次`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [text(row, 'taker'), `${figure(num(row, 'row_count'))} 行`]),
      '次',
    ),
  };
};

/** Takings of data without an approval number. */
export const takingUnapproved: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    "SELECT taker, row_count FROM platform_taking WHERE (approval_number IS NULL OR approval_number = '') AND taken_at >= ? AND taken_at < ? ORDER BY taken_at DESC",
    [from, to],
  );
  return {
    value: `${rows.length} 次`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [text(row, 'taker'), `${figure(num(row, 'row_count'))} 行`]),
      '次',
    ),
  };
};

/** The last run of a platform task named like `nameContains`: hours since its last success. */
export const taskState: Check = async ({ reader, params, asOf }) => {
  const name = `%${String(params.nameContains)}%`;
  const [success, last] = await Promise.all([
    reader.one(
      "SELECT MAX(ended_at) AS latest FROM platform_task WHERE state = 'succeeded' AND name LIKE ? AND ended_at <= ?",
      [name, asOf],
    ),
    reader.rows(
      'SELECT name, state, started_at, message FROM platform_task WHERE name LIKE ? AND started_at = (SELECT MAX(started_at) FROM platform_task WHERE name LIKE ? AND started_at <= ?)',
      [name, name, asOf],
    ),
  ]);
  const latest = text(success, 'latest');
  const newest = last[0];
  if (!newest && !latest) throw fail('CHECK_NO_DATA', words.noData);
  const failed = newest && text(newest, 'state') === 'failed';
  return {
    value: latest ? `最近成功 ${shortStamp(latest)}` : '从未成功',
    number: latest ? hoursBetween(latest, asOf) : 9999,
    remark: failed
      ? `${text(newest, 'name')} ${shortStamp(text(newest, 'started_at'))} 失败：${text(newest, 'message')}`
      : '',
    ...(failed ? { level: 'fault' as const } : {}),
  };
};
