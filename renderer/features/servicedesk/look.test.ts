import { expect, it } from 'vitest';
import { clockText } from './look.ts';

it('writes what is left as a clock, from seconds to days', () => {
  expect(clockText(0)).toBe('00:00');
  expect(clockText(26 * 60_000 + 12_999)).toBe('26:12');
  expect(clockText(-3_870_000)).toBe('1:04:30');
  expect(clockText(2 * 86_400_000 + 11_400_000)).toBe('2 天 3:10:00');
});
