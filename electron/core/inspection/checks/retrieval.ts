import type { Check } from './check.ts';
import { duration, figure, num, ranking, shortStamp, text } from './text.ts';

/** Requests of the day, by who asked and what became of them (F48). */
export const retrievalRequests: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    `SELECT requester, COUNT(*) AS total, SUM(CASE WHEN state = 'delivered' THEN 1 ELSE 0 END) AS delivered,
       SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed FROM retrieval_request
     WHERE requested_at >= ? AND requested_at < ? GROUP BY requester`,
    [from, to],
  );
  const sum = (name: string) => rows.reduce((total, row) => total + num(row, name), 0);
  const fifth = rows.find((row) => text(row, 'requester').includes('第五巡回'));
  const total = sum('total');
  const ofFifth = num(fifth ?? {}, 'total');
  const open = total - sum('delivered') - sum('failed');
  return {
    value: `${figure(total)} 件（最高${total - ofFifth} 五巡${ofFifth}；成${sum('delivered')} 败${sum('failed')} 待${open}）`,
    number: total,
  };
};

/** Requests of the day that failed, with what was written down about them (F50). */
export const retrievalFailed: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    `SELECT case_number, problem FROM retrieval_request
     WHERE state = 'failed' AND requested_at >= ? AND requested_at < ? ORDER BY requested_at`,
    [from, to],
  );
  return {
    value: `${rows.length} 件`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [text(row, 'case_number') || '案号不详', text(row, 'problem') || '原因未记录']),
      '件',
      2,
    ),
  };
};

/** Requests past their time and not handed over. */
export const retrievalOverdue: Check = async ({ reader, asOf }) => {
  const rows = await reader.rows(
    `SELECT case_number, due_at FROM retrieval_request
     WHERE state = 'waiting' AND due_at < ? AND requested_at <= ? ORDER BY due_at`,
    [asOf, asOf],
  );
  return {
    value: `${rows.length} 件`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [
        text(row, 'case_number') || '案号不详',
        `超 ${duration(text(row, 'due_at'), asOf)}`,
      ]),
      '件',
      2,
    ),
  };
};

/** Urgent requests still waiting, which go before all others. */
export const retrievalUrgent: Check = async ({ reader, asOf }) => {
  const rows = await reader.rows(
    `SELECT case_number, due_at FROM retrieval_request
     WHERE state = 'waiting' AND urgent = 1 AND requested_at <= ? ORDER BY due_at`,
    [asOf],
  );
  return {
    value: `${rows.length} 件`,
    number: rows.length,
    remark: ranking(
      rows.map((row) => [text(row, 'case_number') || '案号不详', `时限 ${shortStamp(text(row, 'due_at'))}`]),
      '件',
      2,
    ),
  };
};
