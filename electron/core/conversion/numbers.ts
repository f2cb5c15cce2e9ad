/** Numbers as documents write them: roman, letters, Chinese counting. */
import type { NumberFormat } from './document.ts';
import {
  cardinalText,
  chineseDigits,
  hebrewNumber,
  koreanCount,
  koreanDigits,
  koreanNative,
  ordinalText,
} from './number-words.ts';

const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let text = '';
  for (const [size, letters] of ROMAN) {
    while (rest >= size) {
      text += letters;
      rest -= size;
    }
  }
  return text;
}

/** a, b … z, aa, bb … as word processors count. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value);
  return String.fromCharCode(0x61 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

const DIGITS = '零一二三四五六七八九';
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = ['', '十', '百', '千'];
const LEGAL_UNITS = ['', '拾', '佰', '仟'];

function chineseBelowTenThousand(value: number, digits: string, units: string[]): string {
  let text = '';
  let zero = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(value / 10 ** power) % 10;
    if (digit === 0) {
      zero = text !== '';
    } else {
      if (zero) text += digits[0];
      zero = false;
      text += (digits[digit] ?? '') + (units[power] ?? '');
    }
  }
  return text;
}

/** Chinese counting: 12 → 十二, 105 → 一百零五, 12000 → 一万二千; legal: 壹拾贰. */
export function chineseNumber(value: number, legal = false): string {
  if (!Number.isInteger(value) || value < 0 || value > 99_999_999) return String(value);
  const digits = legal ? LEGAL_DIGITS : DIGITS;
  const units = legal ? LEGAL_UNITS : UNITS;
  if (value === 0) return legal ? '零' : '〇';
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  let text = high > 0 ? `${chineseBelowTenThousand(high, digits, units)}${legal ? '萬' : '万'}` : '';
  if (low > 0)
    text += (high > 0 && low < 1000 ? digits[0] : '') + chineseBelowTenThousand(low, digits, units);
  return legal ? text : text.replace(/^一十/, '十');
}

function ordinal(value: number): string {
  const tens = value % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th');
  return `${value}${suffix}`;
}

const CYCLES: Partial<Record<NumberFormat, string>> = {
  'heavenly-stem': '甲乙丙丁戊己庚辛壬癸',
  'earthly-branch': '子丑寅卯辰巳午未申酉戌亥',
  aiueo: 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
  iroha: 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス',
  'aiueo-half': 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ',
  'iroha-half': 'ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ',
  ganada: '가나다라마바사아자차카타파하',
  'hebrew-letters': 'אבגדהוזחטיכלמנסעפצקרשת',
  'arabic-letters': 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي',
  abjad: 'ابجدهوزحطيكلمنسعفصقرشتثخذضظغ',
  chosung: 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
};

const TRADITIONAL: Record<string, string> = { 贰: '貳', 叁: '參', 陆: '陸' };
const JAPANESE: Record<string, string> = {
  壹: '壱',
  贰: '弐',
  叁: '参',
  肆: '四',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  佰: '百',
  仟: '阡',
};

/** Writes a number in one of the formats; out of a format's range it is written in digits. */
export function formatNumber(value: number, format: NumberFormat): string {
  switch (format) {
    case 'upper-roman':
      return roman(value);
    case 'lower-roman':
      return roman(value).toLowerCase();
    case 'upper-letter':
      return letters(value).toUpperCase();
    case 'lower-letter':
      return letters(value);
    case 'chinese':
      return chineseNumber(value);
    case 'chinese-legal':
      return chineseNumber(value, true);
    case 'traditional-legal':
      return chineseNumber(value, true).replace(/./g, (character) => TRADITIONAL[character] ?? character);
    case 'japanese-legal':
      return chineseNumber(value, true).replace(/./g, (character) => JAPANESE[character] ?? character);
    case 'circled':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2460 + value - 1) : String(value);
    case 'full-width':
      return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    case 'ordinal':
      return ordinal(value);
    case 'cardinal-text':
      return cardinalText(value);
    case 'ordinal-text':
      return ordinalText(value);
    case 'korean-digits':
      return koreanDigits(value);
    case 'korean':
      return koreanCount(value);
    case 'korean-native':
      return koreanNative(value);
    case 'chinese-digits':
      return chineseDigits(value);
    case 'hebrew':
      return hebrewNumber(value);
    case 'dash':
      return `- ${value} -`;
    default: {
      const cycle = CYCLES[format];
      return cycle && value >= 1 && value <= cycle.length ? (cycle[value - 1] as string) : String(value);
    }
  }
}
