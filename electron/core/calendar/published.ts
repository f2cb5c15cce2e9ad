import { readFileSync } from 'node:fs';
import type { CalendarDay } from '../../../shared/domain/calendar.ts';

const FILE = new URL('../../../resources/domain/holidays.tsv', import.meta.url);

let carried: readonly CalendarDay[] | undefined;

/** The days the program carries (State Council notices, each row with its source); read once a process. */
export function publishedDays(): readonly CalendarDay[] {
  carried ??= parsePublished(readFileSync(FILE, 'utf8'));
  return carried;
}

/**
 * Rows marked 休 or 班. A row marked 法定(未发布调休) is a computed festival of a year whose arrangement is not published:
 * it is left out, so that the year stays unpublished.
 */
export function parsePublished(text: string): CalendarDay[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const days: CalendarDay[] = [];
  for (const line of lines.slice(1)) {
    const [, day = '', mark, festival = ''] = line.split('\t');
    if (mark === '休') days.push({ day, kind: 'rest', festival });
    else if (mark === '班') days.push({ day, kind: 'work', festival });
  }
  return days;
}
