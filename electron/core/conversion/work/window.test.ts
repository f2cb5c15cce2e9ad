import { describe, expect, it } from 'vitest';
import { beijingInstant } from '../../../../shared/domain/time.ts';
import { rateWait, windowAt } from './window.ts';

const NIGHT = { from: '22:00', to: '06:00' };
const NOON = { from: '12:00', to: '13:30' };

function at(window: typeof NIGHT | null, day: string, time: string) {
  const { open, changesAt } = windowAt(window, beijingInstant(day, time));
  return [open, changesAt?.toISOString() ?? null];
}

describe('a window', () => {
  it('crosses midnight', () => {
    const six = beijingInstant('2026-11-21', '06:00').toISOString();
    expect(at(NIGHT, '2026-11-20', '22:00')).toEqual([true, six]);
    expect(at(NIGHT, '2026-11-20', '23:59')).toEqual([true, six]);
    expect(at(NIGHT, '2026-11-21', '00:00')).toEqual([true, six]);
    expect(at(NIGHT, '2026-11-21', '05:59')).toEqual([true, six]);
    const evening = beijingInstant('2026-11-21', '22:00').toISOString();
    expect(at(NIGHT, '2026-11-21', '06:00')).toEqual([false, evening]);
    expect(at(NIGHT, '2026-11-21', '21:59')).toEqual([false, evening]);
  });

  it('lies within a day', () => {
    expect(at(NOON, '2026-12-31', '11:59')).toEqual([
      false,
      beijingInstant('2026-12-31', '12:00').toISOString(),
    ]);
    expect(at(NOON, '2026-12-31', '12:00')).toEqual([
      true,
      beijingInstant('2026-12-31', '13:30').toISOString(),
    ]);
    expect(at(NOON, '2026-12-31', '13:30')).toEqual([
      false,
      beijingInstant('2027-01-01', '12:00').toISOString(),
    ]);
  });

  it('is always open when there is none, or when both ends are the same', () => {
    expect(at(null, '2026-11-20', '03:00')).toEqual([true, null]);
    expect(at({ from: '08:00', to: '08:00' }, '2026-11-20', '03:00')).toEqual([true, null]);
  });
});

describe('a rate', () => {
  it('spreads files over the minute', () => {
    expect(rateWait(60, null, 5_000)).toBe(0);
    expect(rateWait(60, 5_000, 5_200)).toBe(800);
    expect(rateWait(60, 5_000, 7_000)).toBe(0);
    expect(rateWait(7, 0, 0)).toBe(8_572);
  });
  it('of zero is no limit', () => expect(rateWait(0, 5_000, 5_000)).toBe(0));
});
