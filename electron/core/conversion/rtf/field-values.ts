/** Values of fields whose writer left no result: dates, what the document says of itself, and the controls of forms. */
import type { DocumentInfo } from '../document.ts';
import type { Context } from './context.ts';
import type { Destination } from './state.ts';

const WEEKDAYS = '日一二三四五六';
const DIGITS = '〇一二三四五六七八九';

/** 1–59 as Chinese dates count: 十一, 二十二. */
function counted(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? DIGITS[ones] : ''}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

const PARTS: Record<string, (date: Date) => string> = {
  yyyy: (date) => String(date.getFullYear()),
  yy: (date) => String(date.getFullYear()).slice(-2),
  EEEE: (date) => String(date.getFullYear()).replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? ''),
  MMMM: (date) => `${counted(date.getMonth() + 1)}月`,
  MMM: (date) => `${date.getMonth() + 1}月`,
  MM: (date) => pad(date.getMonth() + 1),
  M: (date) => String(date.getMonth() + 1),
  O: (date) => counted(date.getMonth() + 1),
  dddd: (date) => `星期${WEEKDAYS[date.getDay()]}`,
  ddd: (date) => `周${WEEKDAYS[date.getDay()]}`,
  dd: (date) => pad(date.getDate()),
  d: (date) => String(date.getDate()),
  A: (date) => counted(date.getDate()),
  HH: (date) => pad(date.getHours()),
  H: (date) => String(date.getHours()),
  hh: (date) => pad(date.getHours() % 12 || 12),
  h: (date) => String(date.getHours() % 12 || 12),
  mm: (date) => pad(date.getMinutes()),
  m: (date) => String(date.getMinutes()),
  ss: (date) => pad(date.getSeconds()),
  s: (date) => String(date.getSeconds()),
  'AM/PM': (date) => (date.getHours() < 12 ? '上午' : '下午'),
};
const PART = /'([^']*)'|AM\/PM|yyyy|yy|EEEE|MMMM|MMM|MM|M|O|dddd|ddd|dd|d|A|HH|H|hh|h|mm|m|ss|s/gi;

/** A date written by the picture of a field's `\@` switch. Source: ECMA-376-1, 17.16.4.1. */
export function formatDate(date: Date, picture: string): string {
  return picture.replace(PART, (part: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted;
    const exact = PARTS[part] ?? PARTS[part.toUpperCase()] ?? PARTS[part.toLowerCase()];
    return exact ? exact(date) : part;
  });
}

/** What a date or time field shows when it holds no result; undefined for other fields. */
export function dateText(instruction: string, now: Date): string | undefined {
  const match = /^\s*(DATE|TIME|PRINTDATE|SAVEDATE|CREATEDATE)\b/i.exec(instruction);
  if (!match) return undefined;
  const picture = /\\@\s*(?:"([^"]*)"|(\S+))/.exec(instruction);
  const isTime = match[1]?.toUpperCase() === 'TIME';
  return formatDate(now, picture?.[1] ?? picture?.[2] ?? (isTime ? 'HH:mm' : 'yyyy年M月d日'));
}

const INFO: Record<string, keyof DocumentInfo> = {
  TITLE: 'title',
  SUBJECT: 'subject',
  AUTHOR: 'author',
  KEYWORDS: 'keywords',
};

/** What a field shows of the document's information when it holds no result. */
export function infoText(instruction: string, info: DocumentInfo): string | undefined {
  const name = /^\s*(?:INFO\s+|DOCPROPERTY\s+)?"?(TITLE|SUBJECT|AUTHOR|KEYWORDS)\b/i.exec(instruction)?.[1];
  const field = name ? INFO[name.toUpperCase()] : undefined;
  return field ? info[field]?.trim() : undefined;
}

/** A control of a form: `{\*\formfield …}`. Source: RTF 1.9.1, "Form Fields". */
export interface FormField {
  /** `\fftype`: 0 text, 1 check box, 2 drop-down list. */
  type: number;
  result: number | undefined;
  fallback: number;
  items: string[];
  text: string;
}

const MAX_ITEMS = 200;
const MAX_TEXT = 1000;

/** Reads a control into `form`. */
export function formFieldDestination(context: Context, form: FormField): Destination {
  return {
    word(word, param) {
      switch (word) {
        case 'fftype':
          form.type = param;
          return true;
        case 'ffres':
          // 25 stands for "not set" (RTF 1.9.1).
          form.result = param === 25 ? undefined : param;
          return true;
        case 'ffdefres':
          form.fallback = param;
          return true;
        case 'ffl': {
          const at = form.items.length;
          if (at < MAX_ITEMS) form.items.push('');
          context.state.destination = {
            text(text) {
              const known = form.items[at];
              if (known !== undefined && known.length < MAX_TEXT) form.items[at] = known + text;
            },
          };
          return true;
        }
        case 'ffdeftext':
          context.state.destination = {
            text(text) {
              if (form.text.length < MAX_TEXT) form.text += text;
            },
          };
          return true;
        case 'ffname':
        case 'ffformat':
        case 'ffhelptext':
        case 'ffstattext':
        case 'ffentrymcr':
        case 'ffexitmcr':
          context.state.destination = context.skip;
          return true;
        default:
          return true;
      }
    },
  };
}

/** What a control shows on paper: a box ticked or not, the entry chosen, the text to begin with. */
export function formText(form: FormField | undefined): string | undefined {
  if (!form) return undefined;
  const chosen = form.result ?? form.fallback;
  if (form.type === 1) return chosen === 1 ? '☒' : '☐';
  if (form.type === 2) return form.items[chosen]?.trim();
  return form.text.trim();
}
