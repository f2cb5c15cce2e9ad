import type { HealthItem } from '../../../../shared/contract/datacenter.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Check, CheckContext, Reading } from './check.ts';
import { bytes, figure, hoursBetween, num, percent, shortStamp, text } from './text.ts';

/** What an embedded database has no notion of: nobody else is signed in, and its clock is the workstation's. */
const NOT_EMBEDDED: readonly HealthItem['id'][] = ['sessions', 'blocked', 'longestTransaction', 'clock'];

const NOT_APPLICABLE: Reading = { value: words.notApplicable, remark: words.embedded };

/** Whether the centre answers, how fast, and which server it is. */
export const instance: Check = async (context) => {
  const health = await context.reader.health();
  const latency = await required(context, 'latency');
  return {
    value: `应答 ${figure(latency.value)} 毫秒`,
    number: latency.value,
    remark: health.version.slice(0, 80),
  };
};

/** Sessions in use against the limit (85 %: the forms' mark). */
export const sessions: Check = async (context) => {
  const item = await measured(context, 'sessions');
  if (item === undefined) return NOT_APPLICABLE;
  if (item.limit === null || item.limit <= 0) return { value: `${figure(item.value)} 个`, remark: item.text };
  const share = percent(item.value, item.limit);
  return {
    value: `${share} %（${figure(item.value)}/${figure(item.limit)}）`,
    number: share,
    remark: item.text,
  };
};

/** Size of the database, and what it grew since the last sheet. */
export const databaseSize: Check = async (context) => {
  const item = await required(context, 'size');
  const growth = context.lastNumber === null ? 0 : item.value - context.lastNumber;
  const grown = growth === 0 ? '' : `（${growth > 0 ? '+' : '−'}${bytes(Math.abs(growth))}）`;
  return { value: `${bytes(item.value)}${grown}`, number: item.value, remark: item.text };
};

/** Room left on the data disk, in GB. */
export const dataDiskFree: Check = async (context) => {
  const item = await required(context, 'diskFree');
  const gigabytes = Math.round((item.value / 1024 ** 3) * 10) / 10;
  return { value: bytes(item.value), number: gigabytes, remark: item.text };
};

/** Age of the last successful backup, in hours. */
export const databaseBackup: Check = async (context) => {
  const item = await required(context, 'lastBackup');
  const hours = Math.round(item.value / 360) / 10;
  return { value: `${figure(hours, 1)} 小时前`, number: hours, remark: item.text };
};

/** Sessions waiting for another one's lock. */
export const blockedSessions: Check = async (context) => {
  const item = await measured(context, 'blocked');
  if (item === undefined) return NOT_APPLICABLE;
  return { value: `${figure(item.value)} 个`, number: item.value, remark: item.text };
};

/** The longest running transaction, in seconds. */
export const longestTransaction: Check = async (context) => {
  const item = await measured(context, 'longestTransaction');
  if (item === undefined) return NOT_APPLICABLE;
  return { value: `${figure(item.value)} 秒`, number: item.value, remark: item.text };
};

/** The workstation's clock against the data centre's. */
export const clockDifference: Check = async (context) => {
  const item = await measured(context, 'clock');
  if (item === undefined) return NOT_APPLICABLE;
  const seconds = Math.abs(item.value);
  return { value: `${figure(seconds, 1)} 秒`, number: seconds, remark: item.text };
};

interface Measured {
  value: number;
  limit: number | null;
  text: string;
}

/** A measured fact; undefined where the engine has no notion of it. */
async function measured(context: CheckContext, id: HealthItem['id']): Promise<Measured | undefined> {
  const health = await context.reader.health();
  if (health.engine === 'sqlite' && NOT_EMBEDDED.includes(id)) return undefined;
  return required(context, id);
}

async function required({ reader }: CheckContext, id: HealthItem['id']): Promise<Measured> {
  const health = await reader.health();
  const item = health.items.find((candidate) => candidate.id === id);
  if (!item || item.value === null) {
    throw fail('CHECK_NOT_PROVIDED', item?.skipped || item?.text || words.notProvided(health.version));
  }
  return { value: item.value, limit: item.limit, text: item.text };
}

/** Cases kept and those new on the day; fewer than on the last sheet means something was deleted. */
export const caseVolume: Check = async ({ reader, from, to, lastNumber }): Promise<Reading> => {
  const [all, fresh] = await Promise.all([
    reader.one('SELECT COUNT(*) AS total FROM court_case'),
    reader.one('SELECT COUNT(*) AS total FROM court_case WHERE created_at >= ? AND created_at < ?', [
      from,
      to,
    ]),
  ]);
  const total = num(all, 'total');
  const lost = lastNumber === null ? 0 : lastNumber - total;
  return {
    value: `${figure(total)} 件（当日 +${figure(num(fresh, 'total'))}）`,
    number: total,
    ...(lost > 0 ? { level: 'warning' as const, remark: `较上次减少 ${figure(lost)} 件` } : {}),
  };
};

/** Hours since any case was last updated. */
export const freshness: Check = async ({ reader, asOf }) => {
  const row = await reader.one('SELECT MAX(updated_at) AS latest FROM court_case WHERE updated_at <= ?', [
    asOf,
  ]);
  const latest = text(row, 'latest');
  if (!latest) throw fail('CHECK_NO_DATA', words.noData);
  const hours = hoursBetween(latest, asOf);
  return {
    value: shortStamp(latest),
    number: hours,
    remark: hours >= 24 ? `已 ${figure(hours)} 小时没有更新` : '',
  };
};
