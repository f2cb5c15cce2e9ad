import type { Kind, Rule } from './kinds.ts';

/** Stands between the columns of a row's text. */
export const SEPARATOR = '\u001f';
/** Stands for NULL in a row's text. */
export const NULL_MARK = '\u001e';
/** A long text of an engine that cannot digest it is told by its length and so many characters. */
export const LONG_TEXT_HEAD = 1000;

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;
const NUMBER = /^\s*([+-]?)0*(\d*)(?:\.(\d*?)0*)?\s*$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * The canonical text of a value under a rule: the one spelling that every engine's expression (engines/) gives for equal
 * values and none gives for unequal ones. NULL stays null. What does not look like its kind stays as it stands.
 * - numbers: digits without leading or trailing zeros: `1.00` → `1`, `-0.50` → `-0.5`, `-0` → `0`
 * - days `YYYY-MM-DD`; instants `YYYY-MM-DD HH:mm:ss[.ffffff]` in Beijing time, no trailing zeros
 * - times of day `HH:mm:ss[.ffffff]`
 * - texts as they are, without trailing spaces when the rule says so
 */
export function canonicalText(rule: Rule, value: string | number | bigint | null): string | null {
  if (value === null) return null;
  switch (rule.kind) {
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? numberText(value) : digitsText(String(value));
    case 'float':
      return floatText(value);
    case 'date':
      return dateText(String(value));
    case 'timestamp':
      return timestampText(String(value), rule.fraction);
    case 'time':
      return timeText(String(value), rule.fraction);
    case 'text':
      return plainText(rule, typeof value === 'number' ? numberText(value) : String(value));
    case 'bytes':
      return String(value);
  }
}

/**
 * What is left to do when an engine's canonical text has arrived: engines print the exponents of floating-point numbers
 * differently, everything else comes equal.
 */
export function settled(kind: Kind, text: string | null): string | null {
  return text !== null && kind === 'float' ? floatText(text) : text;
}

function plainText(rule: Rule, text: string): string | null {
  const trimmed = rule.trim ? text.replace(/ +$/, '') : text;
  return rule.emptyIsNull && trimmed === '' ? null : trimmed;
}

/** The shortest digits that mean the double, without exponent. */
function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? withoutExponent(text) : text;
}

function floatText(value: string | number | bigint): string {
  const number = Number(value);
  return Number.isFinite(number) && String(value).trim() !== '' ? numberText(number || 0) : String(value);
}

function digitsText(text: string): string {
  const match = NUMBER.exec(text);
  if (!match || !/\d/.test(text)) {
    return /^\s*[+-]?[\d.]+e[+-]?\d+\s*$/i.test(text) ? withoutExponent(text.trim()) : text;
  }
  const whole = match[2] || '0';
  const fraction = match[3] ?? '';
  const digits = fraction ? `${whole}.${fraction}` : whole;
  return match[1] === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** `1.25e-7` → `0.000000125`. */
function withoutExponent(text: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?e([+-]?\d+)$/i.exec(text);
  if (!match) return text;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  const point = whole.length + Number(match[4]);
  const digits = whole + fraction;
  const shifted =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return digitsText(`${match[1] ?? ''}${shifted}`);
}

function dateText(text: string): string {
  const match = INSTANT.exec(text);
  const midnight =
    match &&
    !match[5] &&
    /^(00:00)?$/.test(match[2] ?? '') &&
    /^0*$/.test(`${match[3] ?? ''}${match[4] ?? ''}`);
  return midnight ? (match[1] as string) : text;
}

function timestampText(text: string, fraction: number): string {
  const match = INSTANT.exec(text);
  if (!match) return text;
  const [, day = '', minutes = '00:00', seconds = '00', digits = '', zone] = match;
  const stamp = zone ? inBeijing(`${day}T${minutes}:${seconds}`, zone) : `${day} ${minutes}:${seconds}`;
  return withFraction(stamp, digits, fraction);
}

function timeText(text: string, fraction: number): string {
  const match = /^(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?$/.exec(text);
  return match ? withFraction(`${match[1]}:${match[2] ?? '00'}`, match[3] ?? '', fraction) : text;
}

function withFraction(stamp: string, digits: string, fraction: number): string {
  const kept = digits.slice(0, fraction).replace(/0+$/, '');
  return kept ? `${stamp}.${kept}` : stamp;
}

function inBeijing(local: string, zone: string): string {
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  const minutes = offset
    ? (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * (offset[1] === '-' ? -1 : 1)
    : 0;
  const instant = Date.parse(`${local}Z`) - minutes * 60_000;
  if (Number.isNaN(instant)) return local.replace('T', ' ');
  return new Date(instant + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
