import type { DatacenterHealth, HealthItem } from '../../../../shared/contract/datacenter.ts';
import { asErrorData, fail } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { Core } from '../../core.ts';
import { backupLibraryReading } from '../../datacenter/backup/backup.ts';
import { healthTrend } from '../../datacenter/health/rounds.ts';
import type { Check, CheckContext, Reading } from './check.ts';
import { bytes, figure, hoursBetween, num, percent, shortStamp, text } from './text.ts';

/** What an embedded database has no notion of: nobody else is signed in, and its clock is the workstation's. */
const NOT_EMBEDDED: readonly HealthItem['id'][] = [
  'sessions',
  'blocked',
  'longestTransaction',
  'clock',
  'archiveFailed',
  'invalidObjects',
  'invalidIndexes',
  'replicationLag',
  'passwordExpiry',
];

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

/** How full the fullest tablespace is, and when it will be at the pace of the last month (85 %: the forms' mark). */
export const tablespaceUsage: Check = async (context) => {
  const health = await context.reader.health();
  const item = health.items.find(({ id }) => id === 'storage');
  const fullest = item?.details[0];
  if (!item || item.skipped !== null || !fullest) throw notProvided(health, item);
  const day = await fullOn(context.core, fullest.name);
  const forecast = day === null ? '' : words.fullOn(day);
  if (item.value === null) return { value: words.noBound, remark: item.text };
  const value = `${figure(item.value, 1)} %（${fullest.name}）`;
  return { value, number: item.value, remark: [forecast, item.text].filter(Boolean).join('；') };
};

/** The day something is full by its history; null where it is not known or not soon. */
async function fullOn(core: Core, name: string): Promise<string | null> {
  try {
    return (await healthTrend(core, { series: `storage/${name}`, span: '30d' })).forecast?.fullOn ?? null;
  } catch (error) {
    if (asErrorData(error).code === 'HEALTH_NO_SERIES') return null;
    throw error;
  }
}

/** Room of the archive (or transaction log) in percent where the engine bounds it, and targets that failed. */
export const archiveState: Check = async ({ reader }) => {
  const health = await reader.health();
  const space = health.items.find(({ id }) => id === 'archive');
  const targets = health.items.find(({ id }) => id === 'archiveFailed');
  const told = [space, targets].filter((item) => item !== undefined);
  const read = told.filter((item) => item.skipped === null);
  if (read.length === 0) throw notProvided(health, told[0]);
  const remark = told.map(({ text }) => text).join('；');
  const failed = targets?.value ?? 0;
  if (failed > 0) return { value: words.archiveFailed(failed), level: 'fault', remark };
  if (space?.unit === 'percent' && space.value !== null)
    return { value: `${figure(space.value, 1)} %`, number: space.value, remark };
  const known = read.find((item) => item.value !== null) ?? read[0];
  return { value: space?.value ? bytes(space.value) : words.ok, remark: known ? remark : '' };
};

/** Invalid objects and unusable indexes. */
export const invalidObjects: Check = async (context) => {
  const [objects, indexes] = [
    await measured(context, 'invalidObjects'),
    await measured(context, 'invalidIndexes'),
  ];
  if (objects === undefined || indexes === undefined) return NOT_APPLICABLE;
  const total = objects.value + indexes.value;
  const names = [...objects.names, ...indexes.names];
  return {
    value: words.invalid(objects.value, indexes.value),
    number: total,
    remark: total === 0 ? '' : words.and(names.slice(0, 3), total),
  };
};

/** How far a standby or replica is behind, in seconds; an engine without one has nothing to check. */
export const replicationLag: Check = async (context) => {
  const health = await context.reader.health();
  const item = health.items.find(({ id }) => id === 'replicationLag');
  if (!item || (item.skipped === null && item.value === null))
    return { value: words.notApplicable, remark: item?.text ?? words.embedded };
  if (item.value === null) throw notProvided(health, item);
  return { value: `${figure(item.value)} 秒`, number: item.value, remark: item.text };
};

/** Days until the first password ends. */
export const passwordExpiry: Check = async (context) => {
  const health = await context.reader.health();
  const item = health.items.find(({ id }) => id === 'passwordExpiry');
  if (!item || (item.skipped === null && item.value === null))
    return { value: item ? words.noExpiry : words.notApplicable, remark: item?.text ?? words.embedded };
  if (item.value === null) throw notProvided(health, item);
  return { value: `${figure(item.value)} 天`, number: item.value, remark: item.text };
};

/** What came in yesterday, and from how many courts. */
export const yesterdayRows: Check = async (context) => {
  const item = await required(context, 'yesterdayRows');
  return {
    value: words.yesterday(figure(item.value), item.names.length),
    number: item.value,
    remark: item.text,
  };
};

/** How fresh the backup library is, in hours, and whether every row is there. */
export const backupLibrary: Check = async ({ core }) => {
  const { plans, ageHours, lacking, text: told } = await backupLibraryReading(core);
  if (plans === 0) throw fail('CHECK_NO_PLAN', words.noBackupPlan);
  if (ageHours === null) return { value: told, level: 'warning', remark: words.backupNever };
  const value = lacking === null ? words.backupAge(ageHours) : words.backupWhole(ageHours, lacking);
  if (lacking !== null && lacking > 0) return { value, level: 'fault', number: ageHours, remark: told };
  return { value, number: ageHours, remark: told };
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
  /** Names of its details, the gravest first. */
  names: string[];
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
  if (!item || item.value === null) throw notProvided(health, item);
  const names = item.details.map(({ name }) => name);
  return { value: item.value, limit: item.limit, text: item.text, names };
}

function notProvided(health: DatacenterHealth, item: HealthItem | undefined): Error {
  return fail('CHECK_NOT_PROVIDED', item?.skipped || item?.text || words.notProvided(health.version));
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
