import { describe, expect, it } from 'vitest';
import { publishedDays } from '../../electron/core/calendar/published.ts';
import { readHolidayNotice } from './holidayNotice.ts';

const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

const NOTICE_2025 =
  '2025年部分节假日安排：一、元旦：1月1日（周三）放假1天，不调休。二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。三、清明节：4月4日（周五）至6日（周日）放假，共3天。四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。';

const published = (year: number) =>
  publishedDays()
    .filter(({ day }) => day.startsWith(String(year)))
    .map(({ day, kind }) => `${day} ${kind}`)
    .sort();
const read = (text: string) => readHolidayNotice(text).days.map(({ day, kind }) => `${day} ${kind}`);
const problems = (text: string) => readHolidayNotice(`2026年部分节假日：${text}`).problems;

describe('a State Council notice', () => {
  it.each([
    [2026, NOTICE_2026],
    [2025, NOTICE_2025],
  ])('of %i gives exactly the days carried for it', (year, text) => {
    expect(readHolidayNotice(text)).toMatchObject({ year, problems: [], missing: [] });
    expect(read(text)).toEqual(published(year));
  });

  it('may begin in the old year, leave weekdays out, and advise', () => {
    const notice = readHolidayNotice(
      '2023年部分节假日安排　一、元旦：２０２２年12月31日至2023年1月2日放假调休，共3天。二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、29日（星期日）上班。鼓励各单位安排职工在1月20日放假。',
    );
    expect(notice.problems).toEqual([]);
    expect(notice.days.map(({ day }) => day).slice(0, 3)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02']);
    expect(notice.days.filter(({ kind }) => kind === 'work').map(({ day }) => day)).toEqual([
      '2023-01-28',
      '2023-01-29',
    ]);
    expect(notice.missing).toContain('国庆');
    expect(readHolidayNotice('一、元旦：12月31日至1月2日放假，共3天。', 2028).days[0]?.day).toBe(
      '2027-12-31',
    );
  });

  it('finds what cannot be right', () => {
    expect(problems('一、元旦：1月1日（周五）放假。')).toMatchObject([{ kind: 'weekday', is: '周四' }]);
    expect(problems('一、元旦：1月1日至3日放假，共4天。')).toMatchObject([{ kind: 'count', found: 3 }]);
    expect(problems('一、春节：2月30日放假。')).toMatchObject([{ kind: 'not-day' }, { kind: 'unread' }]);
    expect(problems('一、元旦：1月3日至1日放假。')).toMatchObject([{ kind: 'reversed' }, { kind: 'unread' }]);
    expect(problems('一、元旦：1月1日放假。1月5日上班。')).toMatchObject([{ kind: 'work-on-weekday' }]);
    expect(problems('一、元旦：1月3日放假。1月3日上班。')).toMatchObject([{ kind: 'twice' }]);
    expect(problems('祝大家节日快乐')).toEqual([{ kind: 'nothing' }]);
    expect(readHolidayNotice('一、元旦：1月1日放假。').problems).toEqual([{ kind: 'no-year' }]);
  });
});
