import { expect, it } from 'vitest';
import { monthSpan, placeInWeek, shiftMonth } from './month.ts';

it('spans months, leap years too', () => {
  expect(monthSpan('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(monthSpan('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
});

it('crosses years', () => {
  expect(shiftMonth('2026-12', 1)).toBe('2027-01');
  expect(shiftMonth('2026-01', -1)).toBe('2025-12');
});

it('starts the week on Monday', () => {
  expect(placeInWeek('2026-11-16')).toBe(0);
  expect(placeInWeek('2026-11-22')).toBe(6);
});
