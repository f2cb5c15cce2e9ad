import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import { decimalValue } from '../values.ts';
import type { DdlColumn } from './ddl.ts';

const words = exportFilesMessages.line;

/** What a field becomes in the snapshot; `bad` says why it cannot. */
export type Converted = { value: string | number | bigint | null | Uint8Array } | { bad: string };
export type Convert = (field: string | null) => Converted;

/** A column of a snapshot: what SQLite is told, and how its fields are read. */
export interface ColumnPlan {
  name: string;
  /** SQLite's declared type, chosen so that no digit is lost. */
  declared: string;
  convert: Convert;
}

const WHOLE: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  tinyint: [0n, 255n],
  smallint: [-32768n, 32767n],
  'unsigned smallint': [0n, 65535n],
  int: [-2147483648n, 2147483647n],
  integer: [-2147483648n, 2147483647n],
  'unsigned int': [0n, 4294967295n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};
/** Digits of Sybase's money types: 15 + 4 and 6 + 4. */
const MONEY: Readonly<Record<string, readonly [number, number]>> = { money: [19, 4], smallmoney: [10, 4] };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EXACT_DIGITS = 15;

/** How the fields of a column are read; without a description they are texts. */
export function planColumn(name: string, column: DdlColumn | undefined): ColumnPlan {
  if (!column) return { name, declared: 'text', convert: (field) => ({ value: field }) };
  const plan = planOf(column);
  return { name, declared: plan.declared, convert: nulls(column, plan) };
}

/** NULL where it may be; bcp writes an empty text of a NOT NULL column as nothing too. */
function nulls(column: DdlColumn, plan: { declared: string; convert: (text: string) => Converted }): Convert {
  const isText = /char|text|unitext/.test(column.type);
  return (field) => {
    if (field !== null) return plan.convert(field);
    if (column.nullable) return { value: null };
    return isText ? { value: '' } : { bad: words.nullNotAllowed };
  };
}

function planOf({ type, length, scale }: DdlColumn): {
  declared: string;
  convert: (text: string) => Converted;
} {
  const range = WHOLE[type];
  if (range) return { declared: type, convert: (text) => whole(text, range, type) };
  if (type === 'bit') return { declared: 'smallint', convert: bit };
  const money = MONEY[type];
  if (money || /^(numeric|decimal|dec)$/.test(type)) {
    const [precision, digits] = money ?? [length ?? 18, scale ?? 0];
    const declared = `decimal(${precision},${digits})`;
    return {
      // Beyond 15 digits a column without numeric affinity: SQLite would round the digits to a double.
      declared: precision > EXACT_DIGITS ? `decimal blob(${precision},${digits})` : declared,
      convert: (text) => decimal(text, precision, digits, declared),
    };
  }
  if (/^(float|real|double)$/.test(type)) return { declared: 'double', convert: float };
  if (type === 'date') return { declared: 'date', convert: (text) => day(text) };
  if (/^(big|small)?datetime$/.test(type)) return { declared: 'datetime', convert: instant };
  if (/^(big)?time$/.test(type)) return { declared: 'time', convert: time };
  if (/^(var)?binary$|^image$|^timestamp$/.test(type)) return { declared: 'blob', convert: bytes };
  if (/char/.test(type)) {
    const fixed = !type.includes('var');
    return {
      declared: `${fixed ? 'char' : 'varchar'}${length === null ? '' : `(${length})`}`,
      convert: (text) => characters(fixed ? text.replace(/ +$/, '') : text, length),
    };
  }
  return { declared: 'text', convert: (text) => ({ value: text }) };
}

function characters(text: string, most: number | null): Converted {
  return most !== null && text.length > most && [...text].length > most
    ? { bad: words.tooWide([...text].length, most) }
    : { value: text };
}

function whole(text: string, [least, most]: readonly [bigint, bigint], type: string): Converted {
  const digits = text.trim();
  if (!/^[+-]?\d{1,40}$/.test(digits)) return { bad: words.notWhole };
  const value = BigInt(digits.replace(/^\+/, ''));
  if (value < least || value > most) return { bad: words.range(type) };
  const number = Number(value);
  return { value: Number.isSafeInteger(number) ? number : value };
}

function bit(text: string): Converted {
  const value = text.trim();
  return value === '0' || value === '1' ? { value: Number(value) } : { bad: words.notBit };
}

function decimal(text: string, precision: number, scale: number, type: string): Converted {
  const digits = text.trim().replace(/^\$/, '');
  if (!/^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$/.test(digits) || !/\d/.test(digits))
    return { bad: words.notNumber };
  const plain = digits.replaceAll(',', '').replace(/^\+/, '');
  const [, wholePart = '', fraction = ''] = /^-?0*(\d*)(?:\.(\d*?)0*)?$/.exec(plain) ?? [];
  if (wholePart.length > precision - scale || fraction.length > scale) return { bad: words.digits(type) };
  return { value: decimalValue(plain) };
}

function float(text: string): Converted {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) ? { value } : { bad: words.notNumber };
}

interface Moment {
  day: string;
  time: string;
}

/** `Nov 22 2026  9:06:24:000AM` as bcp writes it, or ISO with - / . between, with or without a time. */
function moment(text: string): Moment | undefined {
  const said = text.trim();
  const named = /^([A-Za-z]{3}) +(\d{1,2}) +(\d{4})(?: +(.+))?$/.exec(said);
  const iso = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[ T]+(.+))?$/.exec(said);
  const [year, month, dayOfMonth, rest] = named
    ? [named[3], String(MONTHS.indexOf(named[1]?.toLowerCase() ?? '') + 1), named[2], named[4]]
    : iso
      ? [iso[1], iso[3], iso[4], iso[5]]
      : [];
  if (!year || !month || !dayOfMonth) return undefined;
  const found = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const at = Date.parse(`${found}T00:00:00Z`);
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(found)) return undefined;
  const clock = rest === undefined ? '00:00:00' : clockOf(rest);
  return clock === undefined ? undefined : { day: found, time: clock };
}

/** `9:06:24:000AM`, `21:06`, `21:06:24.123456` → `HH:mm:ss`, fractions cut off. */
function clockOf(text: string): string | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[:.]\d{1,6})?)? ?([AaPp][Mm])?$/.exec(text.trim());
  if (!match) return undefined;
  const half = match[4]?.toLowerCase();
  let hour = Number(match[1]);
  if (half && (hour < 1 || hour > 12)) return undefined;
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}

function day(text: string): Converted {
  const found = moment(text);
  return found && found.time === '00:00:00' ? { value: found.day } : { bad: words.notDay };
}

function instant(text: string): Converted {
  const found = moment(text);
  return found ? { value: `${found.day} ${found.time}` } : { bad: words.notInstant };
}

function time(text: string): Converted {
  const clock = clockOf(text) ?? moment(text)?.time;
  return clock === undefined ? { bad: words.notTime } : { value: clock };
}

function bytes(text: string): Converted {
  const hex = text.trim().replace(/^0x/i, '');
  return hex.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(hex)
    ? { value: Buffer.from(hex, 'hex') }
    : { bad: words.notHex };
}
