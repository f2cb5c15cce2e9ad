import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatAmount,
  formatBytes,
  formatCount,
  formatDuration,
  formatRecent,
  formatShare,
  formatShort,
} from './format.ts';

describe('numbers', () => {
  it('have separators', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(formatAmount(1234567.8)).toBe('1,234,567.80');
    expect(formatAmount(-0.5)).toBe('-0.50');
  });

  it('never round a share to a false whole', () => {
    expect([0, 0.0004, 0.5, 0.9996, 1].map(formatShare)).toEqual(['0%', '<0.1%', '50.0%', '>99.9%', '100%']);
  });

  it('show sizes', () => {
    expect([0, 1023, 1536, 5 * 1024 ** 3, 300 * 1024 ** 2].map(formatBytes)).toEqual([
      '0 B',
      '1023 B',
      '1.5 KB',
      '5.0 GB',
      '300 MB',
    ]);
  });
});

describe('durations and moments', () => {
  it('are said as a person would', () => {
    expect([0, 59_400, 61_000, 7_500_000, 187_200_000].map(formatDuration)).toEqual([
      '0 秒',
      '59 秒',
      '1 分钟',
      '2 小时 5 分',
      '2 天 4 小时',
    ]);
  });

  it('turn over at Beijing midnight', () => {
    const now = new Date('2026-11-20T00:47:00Z');
    expect(formatRecent('2026-11-19T16:00:00Z', now)).toBe('今天 00:00');
    expect(formatRecent('2026-11-19T15:59:00Z', now)).toBe('昨天 23:59');
    expect(formatRecent('2026-11-18T15:59:00Z', now)).toBe('2026-11-18 周三 23:59');
    expect(formatShort('2026-11-19T15:59:00Z', now)).toBe('昨天 23:59');
    expect(formatShort('2026-11-18T15:59:00Z', now)).toBe('11-18 23:59');
    expect(formatAgo('2026-11-20T00:46:30Z', now)).toBe('刚刚');
    expect(formatAgo('2026-11-20T00:40:00Z', now)).toBe('7 分钟前');
  });
});
