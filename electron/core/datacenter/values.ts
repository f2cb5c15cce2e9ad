import { beijingStamp } from '../../../shared/domain/time.ts';

/**
 * A value as every engine hands it over after normalisation:
 * - whole numbers and decimals: a number when the double shows exactly the same digits (≤15 significant), otherwise
 *   the exact digits as a string (`'12345678901234567.89'`); counts are therefore numbers
 * - days `'YYYY-MM-DD'`; instants `'YYYY-MM-DD HH:mm:ss'` Beijing wall-clock, fractions of a second cut off
 *   (Oracle's DATE holds both: midnight reads as a day)
 * - truth values 1 and 0; BLOBs `Uint8Array`; CLOBs, JSON and everything else text
 */
export type Value = string | number | null | Uint8Array;

const MAX_EXACT_DIGITS = 15;

/** Decimal digits as a server prints them → number when exact, else the digits without leading or trailing zeros. */
export function decimalValue(text: string): string | number {
  const match = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text.trim());
  if (!match) return exponentValue(text);
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole.length + fraction.length <= MAX_EXACT_DIGITS) return Number(text) || 0;
  const digits = `${whole || '0'}${fraction ? `.${fraction}` : ''}`;
  return match[1] === '-' ? `-${digits}` : digits;
}

/** `1.5E+3` and the like, NaN and Infinity: a number where JSON has one, else the text. */
function exponentValue(text: string): string | number {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : text;
}

/** A bigint or number a driver made → number when safe, else its digits. */
export function integerValue(value: bigint | number): string | number {
  const number = Number(value);
  return typeof value === 'number' || Number.isSafeInteger(number) ? number : value.toString();
}

/** `2026-11-20 08:47:05.123+08` and `2026-11-20T08:47:05` → `2026-11-20 08:47:05`; anything else as it stands. */
export function instantText(text: string): string {
  return /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}/.test(text)
    ? `${text.slice(0, 10)} ${text.slice(11, 19)}`
    : text;
}

/** A Date whose UTC fields are the wall clock (mssql without zone). */
export function wallClockOfUtc(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/** A Date whose local fields are the wall clock (Oracle's zone-less types in every driver we use). */
export function wallClockOfLocal(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A Date that is a real instant (types with zone). */
export function wallClockOfInstant(date: Date): string {
  return beijingStamp(date);
}

/** Oracle's DATE: midnight is a day, anything else an instant. */
export function dayOrInstant(stamp: string): string {
  return stamp.endsWith(' 00:00:00') ? stamp.slice(0, 10) : stamp;
}

/** Names in lower case, the second `id` as `id_2`: one key per column whatever the engine answered. */
export function columnNames(raw: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return raw.map((name) => {
    const lower = name.toLowerCase();
    const count = (seen.get(lower) ?? 0) + 1;
    seen.set(lower, count);
    return count === 1 ? lower : `${lower}_${count}`;
  });
}

/** What one row weighs in memory, roughly, in bytes. */
export function rowBytes(row: readonly Value[]): number {
  let bytes = 16;
  for (const value of row) {
    if (typeof value === 'string') bytes += 16 + value.length * 2;
    else if (value instanceof Uint8Array) bytes += 64 + value.byteLength;
    else bytes += 8;
  }
  return bytes;
}
