/** Numbers written as words, or in alphabets that count by letters. */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const IRREGULAR: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function english(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return (TENS[Math.floor(value / 10)] ?? '') + (value % 10 ? `-${ONES[value % 10]}` : '');
  if (value < 1000) {
    const rest = value % 100;
    return `${ONES[Math.floor(value / 100)]} hundred${rest ? ` ${english(rest)}` : ''}`;
  }
  const rest = value % 1000;
  return `${english(Math.floor(value / 1000))} thousand${rest ? ` ${english(rest)}` : ''}`;
}

/** 21 → Twenty-one; out of 1–999,999 in digits. */
export function cardinalText(value: number): string {
  return value >= 1 && value < 1_000_000 ? capital(english(value)) : String(value);
}

/** 21 → Twenty-first; out of 1–999,999 in digits. */
export function ordinalText(value: number): string {
  if (value < 1 || value >= 1_000_000) return String(value);
  const [, head = '', last = ''] = /^(.*?)([a-z]+)$/.exec(english(value)) ?? [];
  return capital(head + (IRREGULAR[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)));
}

const CHINESE_DIGITS = '〇一二三四五六七八九';
const KOREAN_DIGITS = '영일이삼사오육칠팔구';
const KOREAN_UNITS = ['', '십', '백', '천'];
const KOREAN_ONES = ['', '하나', '둘', '셋', '넷', '다섯', '여섯', '일곱', '여덟', '아홉'];
const KOREAN_TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];

function digitByDigit(value: number, digits: string): string {
  return String(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** 12 → 일이 (digit by digit). */
export function koreanDigits(value: number): string {
  return digitByDigit(value, KOREAN_DIGITS);
}

/** 12 → 一二 (digit by digit). */
export function chineseDigits(value: number): string {
  return digitByDigit(value, CHINESE_DIGITS);
}

/** 12 → 십이; from 10,000 on in digits. */
export function koreanCount(value: number): string {
  if (value < 1 || value > 9999) return String(value);
  let text = '';
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(value / 10 ** power) % 10;
    if (digit === 0) continue;
    text += (digit === 1 && power > 0 ? '' : KOREAN_DIGITS[digit]) + (KOREAN_UNITS[power] ?? '');
  }
  return text;
}

/** 12 → 열둘; from 100 on as `koreanCount`. */
export function koreanNative(value: number): string {
  if (value < 1 || value > 99) return koreanCount(value);
  return (KOREAN_TENS[Math.floor(value / 10)] ?? '') + (KOREAN_ONES[value % 10] ?? '');
}

const HEBREW_ONES = ['', ...'אבגדהוזחט'];
const HEBREW_TENS = ['', ...'יכלמנסעפצ'];
const HEBREW_HUNDREDS = ['', 'ק', 'ר', 'ש', 'ת'];

/** Hebrew numerals; 15 and 16 are written 9 + 6 and 9 + 7. Out of 1–499 in digits. */
export function hebrewNumber(value: number): string {
  if (value < 1 || value > 499) return String(value);
  const hundreds = HEBREW_HUNDREDS[Math.floor(value / 100)] ?? '';
  const rest = value % 100;
  if (rest === 15) return `${hundreds}טו`;
  if (rest === 16) return `${hundreds}טז`;
  return hundreds + (HEBREW_TENS[Math.floor(rest / 10)] ?? '') + (HEBREW_ONES[rest % 10] ?? '');
}
