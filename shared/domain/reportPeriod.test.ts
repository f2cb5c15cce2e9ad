import { expect, it } from 'vitest';
import { periodNamed, periodOf, periodsEnding, previousPeriod, yearAgoPeriod } from './reportPeriod.ts';
import { addDays } from './time.ts';

it('names weeks by ISO 8601, also about New Year', () => {
  expect(periodOf('week', '2026-11-22')).toEqual({
    kind: 'week',
    key: '2026-W47',
    from: '2026-11-16',
    to: '2026-11-22',
  });
  expect(periodOf('week', '2027-01-03').key).toBe('2026-W53');
  expect(periodOf('week', '2027-01-04').key).toBe('2027-W01');
  expect(periodOf('week', '2024-12-30').key).toBe('2025-W01');
});

it('bounds months, quarters and years', () => {
  expect(periodOf('month', '2028-02-10')).toMatchObject({
    key: '2028-02',
    from: '2028-02-01',
    to: '2028-02-29',
  });
  expect(periodOf('quarter', '2026-12-31')).toMatchObject({
    key: '2026-Q4',
    from: '2026-10-01',
    to: '2026-12-31',
  });
  expect(periodOf('year', '2026-02-28', '03-01')).toMatchObject({
    key: '2025',
    from: '2025-03-01',
    to: '2026-02-28',
  });
  expect(periodOf('day', '2026-11-20')).toMatchObject({ from: '2026-11-20', to: '2026-11-20' });
});

it('finds every period of a key again, and refuses other texts', () => {
  for (const kind of ['day', 'week', 'month', 'quarter', 'year'] as const) {
    for (let day = '2024-12-20', count = 0; count < 400; count += 3, day = addDays(day, 3)) {
      const period = periodOf(kind, day);
      expect(periodNamed(kind, period.key)).toEqual(period);
    }
  }
  for (const [kind, key] of [
    ['week', '2026-W54'],
    ['week', '2026-W00'],
    ['month', '2026-13'],
    ['quarter', '2026-Q5'],
    ['year', '26'],
    ['day', '2026-02-30'],
    ['month', '2026-W47'],
  ] as const)
    expect(periodNamed(kind, key), key).toBeUndefined();
});

it('leaves no gap between periods', () => {
  for (const kind of ['week', 'month', 'quarter', 'year'] as const) {
    const all = periodsEnding(kind, '2025-01-01', '2027-12-31', '03-15');
    for (const [index, period] of all.entries()) {
      const next = all[index + 1];
      if (next) expect(next.from).toBe(addDays(period.to, 1));
      if (index > 0) expect(previousPeriod(period, '03-15')).toEqual(all[index - 1]);
    }
  }
});

it('finds the period a year ago', () => {
  expect(yearAgoPeriod(periodOf('month', '2026-11-05')).key).toBe('2025-11');
  expect(yearAgoPeriod(periodOf('week', '2026-11-18')).key).toBe('2025-W47');
  expect(yearAgoPeriod({ kind: 'once', key: 'x', from: '2028-02-29', to: '2028-03-02' })).toMatchObject({
    from: '2027-02-28',
    to: '2027-03-02',
  });
});
