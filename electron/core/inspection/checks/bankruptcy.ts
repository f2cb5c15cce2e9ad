import { fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Check } from './check.ts';
import { before, duration, figure, hoursBetween, num, ranking, shortStamp, text } from './text.ts';

const KINDS = ['清算', '重整', '和解', '破申'] as const;

/** Cases of the day that came down from the Supreme People's Court, by kind (F6). */
export const bankruptcyReceived: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    'SELECT kind, COUNT(*) AS total FROM bankruptcy_case WHERE received_at >= ? AND received_at < ? GROUP BY kind',
    [from, to],
  );
  const of = (kind: string) =>
    rows.filter((row) => text(row, 'kind') === kind).reduce((sum, row) => sum + num(row, 'total'), 0);
  const total = rows.reduce((sum, row) => sum + num(row, 'total'), 0);
  return {
    value: `${figure(total)} 件（${KINDS.map((kind) => `${kind}${of(kind)}`).join(' ')}）`,
    number: total,
  };
};

/** Cases sent up on the day, by the state they are in now (F4, F6). */
export const bankruptcyUplinked: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    'SELECT state, COUNT(*) AS total FROM bankruptcy_uplink WHERE sent_at >= ? AND sent_at < ? GROUP BY state',
    [from, to],
  );
  const of = (state: string) => num(rows.find((row) => text(row, 'state') === state) ?? {}, 'total');
  const total = rows.reduce((sum, row) => sum + num(row, 'total'), 0);
  const detail = `受理${of('accepted')} 待回执${of('sent')} 失败${of('failed')} 退回${of('returned')}`;
  return { value: `${figure(total)} 件（${detail}）`, number: total };
};

/** Cases that came down and were never sent up, older than a day. */
export const bankruptcyWaiting: Check = async ({ reader, params, asOf }) => {
  const row = await reader.one(
    `SELECT COUNT(*) AS total, MIN(b.received_at) AS oldest FROM bankruptcy_case b
     WHERE b.received_at < ? AND NOT EXISTS (
       SELECT 1 FROM bankruptcy_uplink u WHERE u.case_id = b.case_id AND u.state <> 'pending')`,
    [before(asOf, Number(params.hours) * 60)],
  );
  const total = num(row, 'total');
  const oldest = text(row, 'oldest');
  return {
    value: `${figure(total)} 件`,
    number: total,
    remark: total > 0 ? `最早入库 ${shortStamp(oldest)}，已等待 ${duration(oldest, asOf)}` : '',
  };
};

/** Cases whose last sending failed or was returned. */
export const bankruptcyFailed: Check = async ({ reader, asOf }) => {
  const rows = await reader.rows(
    `SELECT u.receipt_message AS message, COUNT(DISTINCT u.case_id) AS total FROM bankruptcy_uplink u
     WHERE u.state IN ('failed', 'returned') AND u.sent_at <= ? AND NOT EXISTS (
       SELECT 1 FROM bankruptcy_uplink later WHERE later.case_id = u.case_id
       AND later.sent_at > u.sent_at AND later.sent_at <= ?)
     GROUP BY u.receipt_message`,
    [asOf, asOf],
  );
  const causes = rows
    .map((row) => [text(row, 'message') || '无回执说明', num(row, 'total')] as const)
    .sort((a, b) => b[1] - a[1]);
  const total = causes.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 件`, number: total, remark: ranking(causes, '类原因') };
};

/** The latest receipt, and what was sent long ago without one. */
export const bankruptcyReceipt: Check = async ({ reader, params, asOf }) => {
  const [latest, open] = await Promise.all([
    reader.one('SELECT MAX(receipt_at) AS latest FROM bankruptcy_uplink WHERE receipt_at <= ?', [asOf]),
    reader.one(
      "SELECT COUNT(*) AS total, MIN(sent_at) AS oldest FROM bankruptcy_uplink WHERE state = 'sent' AND receipt_at IS NULL AND sent_at < ?",
      [before(asOf, Number(params.hours) * 60)],
    ),
  ]);
  const total = num(open, 'total');
  const last = text(latest, 'latest');
  return {
    value: last ? `最近 ${shortStamp(last)}` : '无回执',
    number: total,
    remark: total > 0 ? `${total} 件无回执，最早报送 ${shortStamp(text(open, 'oldest'))}` : '',
  };
};

/** Bankruptcy cases of the trial database against those for reporting, both ways (F5). */
export const bankruptcyReconcile: Check = async ({ reader, params }) => {
  const codes = (params.exchangeCodes as string[]).map(String);
  const marks = codes.map(() => '?').join(', ');
  const [trial, reporting] = await Promise.all([
    reader.one(
      `SELECT COUNT(*) AS total, SUM(CASE WHEN b.case_id IS NULL THEN 1 ELSE 0 END) AS alone FROM court_case c
       LEFT JOIN bankruptcy_case b ON b.case_id = c.case_id WHERE c.exchange_code IN (${marks})`,
      codes,
    ),
    reader.one(
      `SELECT COUNT(*) AS total, SUM(CASE WHEN c.case_id IS NULL THEN 1 ELSE 0 END) AS alone FROM bankruptcy_case b
       LEFT JOIN court_case c ON c.case_id = b.case_id`,
    ),
  ]);
  const [missing, extra] = [num(trial, 'alone'), num(reporting, 'alone')];
  return {
    value: `差异 ${figure(missing + extra)} 件`,
    number: missing + extra,
    remark:
      missing + extra > 0
        ? `审判库 ${num(trial, 'total')} 件、上报 ${num(reporting, 'total')} 件；审判库有而未上报 ${missing} 件，上报有而审判库无 ${extra} 件`
        : '',
  };
};

/** Days since the last case came down (F52: a downlink that stops is an interface that stopped). */
export const bankruptcyDownlink: Check = async ({ reader, asOf }) => {
  const row = await reader.one(
    'SELECT MAX(received_at) AS latest FROM bankruptcy_case WHERE received_at <= ?',
    [asOf],
  );
  const latest = text(row, 'latest');
  if (!latest) throw fail('CHECK_NO_DATA', words.noData);
  const days = Math.floor(hoursBetween(latest, asOf) / 24);
  return {
    value: `最近 ${shortStamp(latest)}`,
    number: days,
    remark: days > 0 ? `已 ${days} 天没有新的下行数据` : '',
  };
};
