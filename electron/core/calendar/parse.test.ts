import { describe, expect, it } from 'vitest';
import { OpsError } from '../../../shared/errors/errors.ts';
import { parseCalendarFile } from './parse.ts';

function refusal(content: string): string {
  try {
    parseCalendarFile('2027.csv', content);
  } catch (error) {
    if (error instanceof OpsError) return error.data.message;
    throw error;
  }
  return '';
}

describe('parseCalendarFile', () => {
  it('reads CSV with a BOM, Windows line ends and full-width commas', () => {
    expect(
      parseCalendarFile(
        'a.csv',
        '\uFEFF日期,休/班,节日,重大\r\n2027/1/1,休,元旦,\r\n2027年2月6日，休，春节，否\r\n',
      ),
    ).toEqual([
      { day: '2027-01-01', kind: 'rest', festival: '元旦' },
      { day: '2027-02-06', kind: 'rest', festival: '春节', major: false },
    ]);
  });

  it('reads TSV with English heads and JSON', () => {
    expect(parseCalendarFile('a.tsv', 'day\tkind\tname\n2027-10-09\t班\t国庆节调休')).toEqual([
      { day: '2027-10-09', kind: 'work', festival: '国庆节调休' },
    ]);
    expect(
      parseCalendarFile(
        'a.json',
        '{"days":[{"day":"2027-10-01","kind":"rest","festival":"国庆节","major":true}]}',
      ),
    ).toEqual([{ day: '2027-10-01', kind: 'rest', festival: '国庆节', major: true }]);
  });

  it.each([
    ['', '缺少“日期”'],
    ['日期,休/班\n', '没有日期'],
    ['日期,休/班\n2027-02-30,休', '第 2 行“日期”的内容“2027-02-30”'],
    ['日期,休/班\n2027-02-03,半天', '第 2 行“休/班”'],
    ['日期,休/班,节日,重大\n2027-02-03,休,春节,也许', '第 2 行“重大”'],
    ['日期,休/班\n2027-02-03,休\n2027-02-03,班', '重复'],
    ['[{"day":"2027-02-03"', '不是有效的 JSON'],
    ['{"a":1}', '第 1 行'],
  ])('refuses %j naming the place', (content, part) => {
    expect(refusal(content)).toContain(part);
  });
});
