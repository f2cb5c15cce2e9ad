import type { Check } from './check.ts';
import { before, figure, num, percent, ranking, text } from './text.ts';

/** Items every case must have (data items marked mandatory in the case tables), by their Chinese names. */
const MANDATORY: readonly (readonly [column: string, name: string])[] = [
  ['case_number', '案号'],
  ['court_code', '经办法院'],
  ['case_type', '案件类型'],
  ['received_date', '收案日期'],
  ['filed_date', '立案日期'],
  ['filing_cause', '立案案由'],
];
const DAY_MINUTES = 24 * 60;

/** Cases that came or changed on the day: what the day's checking is about. */
export const qualityScope: Check = async ({ reader, from, to }) => {
  const row = await reader.one(
    `SELECT COUNT(*) AS total, SUM(CASE WHEN created_at >= ? AND created_at < ? THEN 1 ELSE 0 END) AS fresh
     FROM court_case WHERE updated_at >= ? AND updated_at < ?`,
    [from, to, from, to],
  );
  return {
    value: `${figure(num(row, 'total'))} 件（新增 ${figure(num(row, 'fresh'))}）`,
    number: num(row, 'total'),
  };
};

/** Share of cases lacking a mandatory item, and which items those are. */
export const qualityMissing: Check = async ({ reader }) => {
  const columns = MANDATORY.map(
    ([column]) => `SUM(CASE WHEN ${column} IS NULL THEN 1 ELSE 0 END) AS no_${column}`,
  );
  const any = MANDATORY.map(([column]) => `${column} IS NULL`).join(' OR ');
  const row = await reader.one(
    `SELECT COUNT(*) AS total, SUM(CASE WHEN ${any} THEN 1 ELSE 0 END) AS failing, ${columns.join(', ')} FROM court_case`,
  );
  const [total, failing] = [num(row, 'total'), num(row, 'failing')];
  const lacking = MANDATORY.map(([column, name]) => [`缺${name}`, num(row, `no_${column}`)] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  const share = percent(failing, total);
  return {
    value: `不合格 ${figure(failing)}/${figure(total)}（合格率 ${Math.round((100 - share) * 100) / 100} %）`,
    number: share,
    remark: ranking(lacking, '项'),
  };
};

/** Cases whose dates contradict each other. */
export const qualityDates: Check = async ({ reader, day }) => {
  const row = await reader.one(
    `SELECT SUM(CASE WHEN filed_date < received_date THEN 1 ELSE 0 END) AS filed_early,
       SUM(CASE WHEN closed_date < filed_date THEN 1 ELSE 0 END) AS closed_early,
       SUM(CASE WHEN closed_date > ? OR filed_date > ? THEN 1 ELSE 0 END) AS in_future FROM court_case`,
    [day, day],
  );
  const kinds = (
    [
      ['立案早于收案', num(row, 'filed_early')],
      ['结案早于立案', num(row, 'closed_early')],
      ['日期晚于当日', num(row, 'in_future')],
    ] as const
  ).filter(([, count]) => count > 0);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 件`, number: total, remark: ranking(kinds, '类') };
};

/** What the receiver's rules found in the day's uploads; one line a case and rule (some cases have no id we know). */
export const uploadFailures: Check = async ({ reader, from, to }) => {
  const rows = await reader.rows(
    `SELECT f.rule_code, COUNT(*) AS total FROM upload_failure f
     JOIN upload_log u ON u.upload_id = f.upload_id WHERE u.sent_at >= ? AND u.sent_at < ? GROUP BY f.rule_code`,
    [from, to],
  );
  const rules = rows
    .map((row) => [`规则 ${text(row, 'rule_code') || '未注明'}`, num(row, 'total')] as const)
    .sort((a, b) => b[1] - a[1]);
  const total = rules.reduce((sum, [, count]) => sum + count, 0);
  return { value: `${figure(total)} 件次`, number: total, remark: ranking(rules, '条规则') };
};

/** Entries of the code tables that rules and tags are written in. */
export const codeTables: Check = async ({ reader }) => {
  const row = await reader.one(
    'SELECT COUNT(*) AS total, COUNT(DISTINCT class_code) AS classes, MAX(version) AS version FROM code_item',
  );
  const total = num(row, 'total');
  return {
    value: `${figure(total)} 项（${figure(num(row, 'classes'))} 类${total > 0 ? `，${text(row, 'version')}` : ''}）`,
    number: total,
  };
};

/** Cases that failed within the week and were not touched since: they wait to be corrected and sent again. */
export const resendWaiting: Check = async ({ reader, params, asOf }) => {
  const row = await reader.one(
    `SELECT COUNT(DISTINCT f.case_id) AS total, COUNT(DISTINCT u.court_code) AS courts FROM upload_failure f
     JOIN upload_log u ON u.upload_id = f.upload_id JOIN court_case c ON c.case_id = f.case_id
     WHERE u.sent_at > ? AND u.sent_at <= ? AND (c.updated_at IS NULL OR c.updated_at <= u.sent_at)`,
    [before(asOf, Number(params.days) * DAY_MINUTES), asOf],
  );
  const total = num(row, 'total');
  return {
    value: `${figure(total)} 件`,
    number: total,
    remark: total > 0 ? `涉及 ${num(row, 'courts')} 家法院` : '',
  };
};
