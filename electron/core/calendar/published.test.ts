import { describe, expect, it } from 'vitest';
import { buildCalendar, dayKind } from '../../../shared/domain/calendar.ts';
import { parsePublished, publishedDays } from './published.ts';

describe('the carried table', () => {
  it('leaves computed festivals of an unpublished year out', () => {
    const text = [
      '# source: x',
      'year\tday\tkind\tname\tsource\tnote',
      '2026\t2026-10-10\t班\t国庆节调休\tx\t',
      '2027\t2027-01-01\t法定(未发布调休)\t元旦\t计算值\tx',
      '2026\t2026-10-01\t休\t国庆节\tx\t',
    ].join('\n');
    expect(parsePublished(text)).toEqual([
      { day: '2026-10-10', kind: 'work', festival: '国庆节调休' },
      { day: '2026-10-01', kind: 'rest', festival: '国庆节' },
    ]);
  });

  it('publishes 2025 and 2026 and not 2027', () => {
    const calendar = buildCalendar(publishedDays());
    expect([...calendar.publishedYears].sort()).toEqual([2025, 2026]);
    expect(dayKind('2026-02-14', calendar)).toBe('workday');
    expect(dayKind('2026-02-15', calendar)).toBe('major-holiday');
    expect(dayKind('2027-01-01', calendar)).toBe('unpublished');
  });
});
