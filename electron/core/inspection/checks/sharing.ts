import { addDays } from '../../../../shared/domain/time.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Check } from './check.ts';
import { before, duration, figure, num, percent, ranking, text } from './text.ts';

/** Calls of the day of a service's interfaces: failures, mean and slowest (F57). */
export const shareCalls: Check = async ({ reader, params, from, to }) => {
  const rows = await reader.rows(
    `SELECT i.name, COUNT(*) AS total, SUM(CASE WHEN c.ok = 1 THEN 0 ELSE 1 END) AS failed, AVG(c.elapsed_ms) AS mean
     FROM share_call c JOIN share_interface i ON i.interface_id = c.interface_id
     WHERE i.service = ? AND c.called_at >= ? AND c.called_at < ? GROUP BY i.interface_id, i.name`,
    [String(params.service), from, to],
  );
  const total = rows.reduce((sum, row) => sum + num(row, 'total'), 0);
  const failed = rows.reduce((sum, row) => sum + num(row, 'failed'), 0);
  const worst = rows
    .filter((row) => num(row, 'failed') > 0)
    .map((row) => [text(row, 'name'), num(row, 'failed')] as const)
    .sort((a, b) => b[1] - a[1]);
  const mean =
    total === 0 ? 0 : rows.reduce((sum, row) => sum + num(row, 'mean') * num(row, 'total'), 0) / total;
  return {
    value: `${figure(total)} 次，失败 ${figure(failed)}（均 ${figure(mean)} 毫秒）`,
    number: percent(failed, total),
    remark: failed > 0 ? `失败：${ranking(worst, '个接口')}` : '',
  };
};

/** Interfaces of a service without one successful call in the last hours: early in the morning the night counts too. */
export const shareSilent: Check = async ({ reader, params, asOf }) => {
  const rows = await reader.rows(
    `SELECT i.name FROM share_interface i WHERE i.service = ? AND NOT EXISTS (
       SELECT 1 FROM share_call c WHERE c.interface_id = i.interface_id AND c.ok = 1 AND c.called_at > ? AND c.called_at <= ?)
     ORDER BY i.interface_id`,
    [String(params.service), before(asOf, Number(params.hours) * 60), asOf],
  );
  return {
    value: `${rows.length} 个`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [text(row, 'name'), '']),
      '个',
    ),
  };
};

interface Pair {
  name: string;
  latest: string;
}

/**
 * Interface × court (12 × 59): pairs without a successful call within the interface's expected minutes. Pairs are those
 * registered by use within the last weeks; fewer than the contract's number are reported as such.
 */
export const shareMatrix: Check = async ({ reader, params, day, asOf }) => {
  const service = String(params.service);
  const since = `${addDays(day, -Number(params.seenDays))} 00:00:00`;
  const [interfaces, calls, courts] = await Promise.all([
    reader.rows('SELECT interface_id, name, expected_minutes FROM share_interface WHERE service = ?', [
      service,
    ]),
    reader.rows(
      `SELECT c.interface_id, c.court_code, MAX(CASE WHEN c.ok = 1 THEN c.called_at ELSE NULL END) AS latest_ok
       FROM share_call c JOIN share_interface i ON i.interface_id = c.interface_id
       WHERE i.service = ? AND c.called_at >= ? AND c.called_at <= ? GROUP BY c.interface_id, c.court_code`,
      [service, since, asOf],
    ),
    reader.rows('SELECT code, name FROM court'),
  ]);
  if (interfaces.length === 0 || calls.length === 0) throw fail('CHECK_NO_DATA', words.noData);
  const interfaceOf = new Map(interfaces.map((row) => [text(row, 'interface_id'), row]));
  const courtName = new Map(courts.map((row) => [text(row, 'code'), text(row, 'name')]));
  const late: Pair[] = [];
  for (const call of calls) {
    const of = interfaceOf.get(text(call, 'interface_id')) ?? {};
    const limit = before(asOf, num(of, 'expected_minutes') || 24 * 60);
    const latest = text(call, 'latest_ok');
    if (latest >= limit) continue;
    const court = courtName.get(text(call, 'court_code')) ?? text(call, 'court_code');
    late.push({ name: `${text(of, 'name')}×${court}`, latest });
  }
  late.sort((a, b) => a.latest.localeCompare(b.latest));
  const expected = Number(params.expectedInterfaces) * Number(params.expectedCourts);
  const silent = late.map(
    (pair) => [pair.name, pair.latest ? `断 ${duration(pair.latest, asOf)}` : '无成功调用'] as const,
  );
  const remarks = [
    ranking(silent, '组'),
    calls.length < expected ? `在用 ${calls.length} 组，少于约定的 ${expected} 组` : '',
  ];
  return {
    value: `正常 ${figure(calls.length - late.length)}/${figure(calls.length)} 组`,
    number: late.length,
    remark: remarks.filter(Boolean).join('；'),
  };
};
