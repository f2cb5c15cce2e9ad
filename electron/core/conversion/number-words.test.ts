import { describe, expect, it } from 'vitest';
import type { NumberFormat } from './document.ts';
import { formatNumber } from './numbers.ts';

describe('numbers as words and letters', () => {
  it.each<[NumberFormat, number, string]>([
    ['cardinal-text', 21, 'Twenty-one'],
    ['cardinal-text', 105, 'One hundred five'],
    ['ordinal-text', 12, 'Twelfth'],
    ['ordinal-text', 21, 'Twenty-first'],
    ['ordinal-text', 30, 'Thirtieth'],
    ['korean-digits', 10, '일영'],
    ['korean', 21, '이십일'],
    ['korean-native', 12, '열둘'],
    ['chinese-digits', 10, '一〇'],
    ['hebrew', 15, 'טו'],
    ['hebrew', 21, 'כא'],
    ['hebrew-letters', 11, 'כ'],
    ['arabic-letters', 3, 'ت'],
    ['abjad', 3, 'ج'],
    ['cardinal-text', 0, '0'],
    ['hebrew', 500, '500'],
  ])('%s %i', (format, value, expected) => {
    expect(formatNumber(value, format)).toBe(expected);
  });
});
