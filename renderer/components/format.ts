import { beijingDay, showInstant, showTime, weekday } from '../../shared/domain/time.ts';
import { componentMessages } from '../../shared/messages/components.ts';

const words = componentMessages.time;
const integer = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `1,234,567`. */
export function formatCount(value: number): string {
  return integer.format(value);
}

/** `1,234,567.80`, in yuan; the unit stands in the header or label. */
export function formatAmount(yuan: number): string {
  return money.format(yuan);
}

/** A share 0…1 as `97.3%`; never rounds up to 100% or down to 0%. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1%';
  if (share < 1 && share > 0.999) return '>99.9%';
  return `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)}%`;
}

/** Bytes as `1.3 GB` (powers of 1,024, as Windows shows them). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}

/** Milliseconds as `42 秒`, `3 分钟`, `2 小时 5 分`, `3 天 4 小时`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return words.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return words.hours(hours, minutes % 60);
  return words.days(Math.floor(hours / 24), hours % 24);
}

/** `2026-11-20 周五`. */
export function formatDay(day: string): string {
  return `${day} ${weekday(day)}`;
}

/** `今天 08:47`, `昨天 17:20`, else `2026-11-20 周五 08:47`. */
export function formatRecent(instant: string, now: Date): string {
  const day = beijingDay(instant);
  if (day === beijingDay(now)) return `${words.today} ${showTime(instant)}`;
  if (day === beijingDay(new Date(now.getTime() - 86_400_000)))
    return `${words.yesterday} ${showTime(instant)}`;
  return showInstant(instant);
}

/** `今天 08:47`, `昨天 17:20`, else `11-20 08:47`: where the place is narrow and the year plain. */
export function formatShort(instant: string, now: Date): string {
  const recent = formatRecent(instant, now);
  return recent === showInstant(instant) ? `${beijingDay(instant).slice(5)} ${showTime(instant)}` : recent;
}

/** `刚刚`, `3 分钟前`. */
export function formatAgo(instant: string | number, now: Date): string {
  const ms = now.getTime() - (typeof instant === 'number' ? instant : Date.parse(instant));
  return ms < 60_000 ? words.justNow : words.ago(formatDuration(ms));
}
