import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { suggestFestivals } from './lunar.ts';

const festival = (year: number, name: string) =>
  suggestFestivals(year)
    .filter((each) => each.festival === name)
    .map(({ day }) => day.slice(5));

it.each([
  // 春节 (its second day off), 端午, 中秋 as almanacs have them.
  [2023, '01-22', '06-22', '09-29'],
  [2024, '02-10', '06-10', '09-17'],
  [2025, '01-29', '05-31', '10-06'],
  [2026, '02-17', '06-19', '09-25'],
  [2027, '02-06', '06-09', '09-15'],
  [2028, '01-26', '05-28', '10-03'],
  [2029, '02-13', '06-16', '09-22'],
  [2030, '02-03', '06-05', '09-12'],
  [2033, '01-31', '06-01', '09-08'],
  [2034, '02-19', '06-20', '09-27'],
])('%i has its festivals on the days of the almanac', (year, spring, boat, moon) => {
  expect([festival(year, '春节')[1], festival(year, '端午节')[0], festival(year, '中秋节')[0]]).toEqual([
    spring,
    boat,
    moon,
  ]);
});

it('agrees with the table carried for the year not yet published', () => {
  const rows = readFileSync(new URL('../../resources/domain/holidays.tsv', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([year]) => year === '2027');
  expect(rows).toHaveLength(13);
  expect(suggestFestivals(2027).map(({ day }) => day)).toEqual(rows.map(([, day]) => day));
});

it('says nothing where it was not checked', () => {
  expect(suggestFestivals(1999)).toEqual([]);
  expect(suggestFestivals(2051)).toEqual([]);
});
