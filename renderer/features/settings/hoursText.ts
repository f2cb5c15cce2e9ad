import { type HoursText, spansOfHours } from '../../../shared/domain/workingHours.ts';

/** `09:00-12:00，13:00-17:00` as pairs; undefined where it cannot be read. */
export function readHours(text: string): [string, string][] | undefined {
  const parts = text
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const pairs: [string, string][] = [];
  for (const part of parts) {
    const [, from, to] =
      /^(\d{1,2}[:：]\d{2})\s*(?:-|–|—|~|～|至|到)\s*(\d{1,2}[:：]\d{2})$/.exec(part) ?? [];
    if (!from || !to) return undefined;
    pairs.push([normal(from), normal(to)]);
  }
  return pairs.length > 0 && Array.isArray(spansOfHours(pairs)) ? pairs : undefined;
}

export function writeHours(hours: readonly HoursText[]): string {
  return hours.map(([from, to]) => `${from}-${to}`).join('，');
}

function normal(time: string): string {
  return time.replace('：', ':').padStart(5, '0');
}
