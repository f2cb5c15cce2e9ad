import type { PeriodItem } from '../../inspection/inspection.ts';

const MOST_DAYS = 45;
const WANTING = [
  ['warning', '警告'],
  ['fault', '故障'],
  ['unchecked', '未检'],
] as const;

export interface ResultCounts {
  total: number;
  normal: number;
  warning: number;
  fault: number;
  unchecked: number;
}

export function countItems(items: readonly PeriodItem[]): ResultCounts {
  const counts = { total: items.length, normal: 0, warning: 0, fault: 0, unchecked: 0 };
  for (const { result } of items) counts[result]++;
  return counts;
}

/** What was not normal, per day; per month when there are more days than a chart can name. */
export function wantingSeries(items: readonly PeriodItem[], days: readonly string[]) {
  const byMonth = days.length > MOST_DAYS;
  const bucket = (day: string) => (byMonth ? day.slice(0, 7) : day.slice(5));
  const categories = [...new Set(days.map(bucket))];
  const place = new Map(categories.map((category, index) => [category, index]));
  const series = WANTING.map(([result, name]) => {
    const values = categories.map(() => 0);
    for (const item of items) {
      const at = place.get(bucket(item.day));
      if (item.result === result && at !== undefined) values[at] = (values[at] ?? 0) + 1;
    }
    return { name, values };
  });
  return { categories, series };
}
