import { describe, expect, it } from 'vitest';
import {
  buildCalendar,
  type CalendarDay,
  dayKind,
  dayLabel,
  missingFestivals,
  nextWorkday,
  previousWorkday,
  workdaysBetween,
} from './calendar.ts';

const rest = (day: string, festival: string, major?: boolean): CalendarDay => ({
  day,
  kind: 'rest',
  festival,
  ...(major === undefined ? {} : { major }),
});
/** One day for each statutory festival: the least that makes a year published. */
const YEAR_2026: CalendarDay[] = [
  rest('2026-01-01', '元旦'),
  rest('2026-02-16', '春节'),
  rest('2026-02-17', '春节'),
  { day: '2026-02-28', kind: 'work', festival: '春节调休' },
  rest('2026-04-04', '清明节'),
  rest('2026-05-01', '劳动节'),
  rest('2026-06-19', '端午节'),
  rest('2026-09-25', '中秋节'),
  rest('2026-10-01', '国庆节'),
];
const calendar = buildCalendar(YEAR_2026);

describe('dayKind', () => {
  it.each([
    ['2026-11-20', 'workday', '工作日'],
    ['2026-11-22', 'weekend', '周末'],
    ['2026-02-28', 'workday', '调休上班（春节调休）'],
    ['2026-02-16', 'major-holiday', '重大节假日·春节'],
    ['2026-06-19', 'holiday', '法定节假日·端午节'],
    ['2026-10-01', 'major-holiday', '重大节假日·国庆节'],
    ['2027-01-04', 'unpublished', '未发布'],
    ['2024-03-04', 'unpublished', '未发布'],
  ])('%s is %s', (day, kind, label) => {
    expect(dayKind(day, calendar)).toBe(kind);
    expect(dayLabel(day, calendar)).toBe(label);
  });

  it('takes the leap day for what it is and refuses days that are none', () => {
    expect(dayKind('2028-02-29', buildCalendar([rest('2028-02-29', '测试')]))).toBe('holiday');
    expect(() => dayKind('2026-02-29', calendar)).toThrow(RangeError);
  });

  it('lets a day say itself whether it is major', () => {
    const edited = buildCalendar(YEAR_2026, [
      rest('2026-06-19', '端午节', true),
      rest('2026-10-01', '国庆节', false),
    ]);
    expect(dayKind('2026-06-19', edited)).toBe('major-holiday');
    expect(dayKind('2026-10-01', edited)).toBe('holiday');
  });
});

describe('published years', () => {
  it('holds a year unpublished while a statutory festival is missing', () => {
    const partial = buildCalendar(YEAR_2026.filter((entry) => entry.festival !== '中秋节'));
    expect(missingFestivals(2026, partial.days.values())).toEqual(['中秋']);
    expect(dayKind('2026-11-20', partial)).toBe('unpublished');
    expect(dayKind('2026-10-01', partial)).toBe('major-holiday');
  });

  it('counts a day of two festivals for both', () => {
    const joint = buildCalendar([
      ...YEAR_2026.filter((entry) => !/国庆|中秋/.test(entry.festival)),
      rest('2026-10-01', '国庆节、中秋节'),
    ]);
    expect(joint.publishedYears.has(2026)).toBe(true);
  });
});

describe('workdays', () => {
  it('steps over days off and onto 调休', () => {
    expect(nextWorkday('2026-02-27', calendar)).toBe('2026-02-28');
    expect(nextWorkday('2026-02-28', calendar)).toBe('2026-03-02');
    expect(previousWorkday('2026-02-18', calendar)).toBe('2026-02-13');
  });

  it('does not guess beyond what is published', () => {
    expect(nextWorkday('2026-12-31', calendar)).toBeUndefined();
    expect(previousWorkday('2026-01-02', calendar)).toBeUndefined();
    expect(workdaysBetween('2026-12-30', '2027-01-06', calendar)).toEqual(['2026-12-30', '2026-12-31']);
  });
});
