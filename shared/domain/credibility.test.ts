import { expect, it } from 'vitest';
import { credibility, credibilityText } from './credibility.ts';

it('is the share of the centre that is neither missing nor extra', () => {
  expect(credibility(1000, { missing: 3, extra: 2 })).toBe(99.5);
  expect(credibility(3, { missing: 1, extra: 1 })).toBe(33.333333);
  expect(credibility(1, { missing: 5, extra: 0 })).toBe(-400);
  expect(credibility(0, { missing: 0, extra: 0 })).toBe(100);
  expect(credibility(0, { missing: 1, extra: 0 })).toBeNull();
});

it('never reads 100% when a single row of millions lacks', () => {
  expect(credibilityText(credibility(5_000_000, { missing: 1, extra: 0 }))).toBe('99.99%');
  expect(credibilityText(100)).toBe('100%');
  expect(credibilityText(99.83)).toBe('99.83%');
  expect(credibilityText(null)).toBe('—');
});
