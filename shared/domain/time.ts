/** Beijing time has no daylight saving since 1991: a fixed offset of +8 hours is exact for every date we handle. */
const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** A day `YYYY-MM-DD`. */
export type Day = string;

/** The Beijing day of an instant. */
export function beijingDay(instant: Date | string): Day {
  return shifted(instant).toISOString().slice(0, 10);
}

/** `2026-11-20 08:47:05` in Beijing time: how the data centre stores instants. */
export function beijingStamp(instant: Date | string): string {
  return shifted(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-20 周五 08:47`: how the console shows an instant. */
export function showInstant(instant: Date | string): string {
  const iso = shifted(instant).toISOString();
  return `${iso.slice(0, 10)} ${weekday(iso.slice(0, 10))} ${iso.slice(11, 16)}`;
}

/** `08:47` in Beijing time. */
export function showTime(instant: Date | string): string {
  return shifted(instant).toISOString().slice(11, 16);
}

/** 周一 … 周日 of a day. */
export function weekday(day: Day): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

/** The day `count` days later (negative: earlier). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The instant of a Beijing wall-clock moment: `('2026-11-20', '08:30')`. */
export function beijingInstant(day: Day, time: string): Date {
  return new Date(Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) - BEIJING_OFFSET_MS);
}

/** Whether the text is a real calendar day. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function shifted(instant: Date | string): Date {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  return new Date(ms + BEIJING_OFFSET_MS);
}
