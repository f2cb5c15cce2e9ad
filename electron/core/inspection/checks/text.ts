import type { Row } from './check.ts';

/** A number of a row; 0 for NULL (SUM over no rows). */
export function num(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}

/** A text of a row; empty for NULL. */
export function text(row: Row, name: string): string {
  const value = row[name];
  return value === null || value === undefined || value instanceof Uint8Array ? '' : String(value);
}

/** `12345.678` → `12,345.68`. */
export function figure(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}

/** Bytes in the largest fitting unit: `1.4 TB`. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${figure(size, size < 10 && unit > 0 ? 2 : 1)} ${units[unit]}`;
}

/** A share in percent, cut to two digits; 0 of nothing is 0. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}

/** Hours between two stamps `2026-11-20 08:47:05`, one digit; never below 0. */
export function hoursBetween(from: string, to: string): number {
  return Math.max(0, Math.round(((parse(to) - parse(from)) / 3_600_000) * 10) / 10);
}

/** 3 小时 5 分 / 12 分 / 2 天 4 小时. */
export function duration(from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((parse(to) - parse(from)) / 60_000));
  if (minutes < 60) return `${minutes} 分`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} 小时 ${minutes % 60} 分` : `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`;
}

/** The stamp `minutes` earlier. */
export function before(stamp: string, minutes: number): string {
  return new Date(parse(stamp) - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `11-20 08:47` of a stamp. */
export function shortStamp(stamp: string): string {
  return stamp.slice(5, 16);
}

/** `甲 3、乙 2 等 7 家`: the first few of a ranking, so that the worst are named. */
export function ranking(
  entries: readonly (readonly [string, string | number])[],
  unit: string,
  shown = 3,
): string {
  const head = entries
    .slice(0, shown)
    .map(([name, value]) => (value === '' ? name : `${name} ${value}`))
    .join('、');
  return entries.length > shown ? `${head} 等 ${entries.length} ${unit}` : head;
}

function parse(stamp: string): number {
  return Date.parse(`${stamp.length === 10 ? `${stamp} 00:00:00` : stamp}Z`.replace(' ', 'T'));
}
