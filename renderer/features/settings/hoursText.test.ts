import { expect, it } from 'vitest';
import { readHours, writeHours } from './hoursText.ts';

it('reads hours as people write them and writes them back', () => {
  const pairs = readHours('9:00-12:00，14：30 至 18:00');
  expect(pairs).toEqual([
    ['09:00', '12:00'],
    ['14:30', '18:00'],
  ]);
  expect(writeHours(pairs ?? [])).toBe('09:00-12:00，14:30-18:00');
});

it.each(['', '上午', '9-12', '12:00-09:00', '09:00-24:30', '09:00-12:00，下午'])('refuses %j', (text) => {
  expect(readHours(text)).toBeUndefined();
});
