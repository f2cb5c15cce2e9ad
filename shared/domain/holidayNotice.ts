import type { CalendarDay } from './calendar.ts';
import { missingFestivals } from './calendar.ts';
import { addDays, type Day, isDay, weekday } from './time.ts';

/** What stands in the way of taking a notice in, or deserves a look; the words are the caller's. */
export type NoticeProblem =
  | { kind: 'no-year' }
  | { kind: 'nothing' }
  | { kind: 'not-day'; festival: string; text: string }
  | { kind: 'weekday'; festival: string; day: Day; said: string; is: string }
  | { kind: 'count'; festival: string; said: number; found: number }
  | { kind: 'reversed'; festival: string; from: Day; to: Day }
  | { kind: 'twice'; festival: string; day: Day }
  | { kind: 'work-on-weekday'; festival: string; day: Day }
  | { kind: 'unread'; festival: string; text: string };

/** A notice understood: nothing is taken in while there are problems. */
export interface ReadNotice {
  /** The year of the title, or the one asked for; null when neither says. */
  year: number | null;
  days: CalendarDay[];
  problems: NoticeProblem[];
  /** Statutory festivals of the year the notice does not name: the year would stay 未发布. */
  missing: string[];
}

const SECTION = /(?:^|[\s。；;：:])[一二三四五六七八九十]{1,3}\s*[、．.]\s*([^：:。\n]{1,20}?)\s*[：:]/g;
const DATE = '(?:(\\d{4})\\s*年\\s*)?(?:(\\d{1,2})\\s*月\\s*)?(\\d{1,2})\\s*日\\s*(?:[（(]([^）)]*)[）)])?';
const RANGE = new RegExp(`${DATE}(?:\\s*(?:至|到|—+|-|–|～|~)\\s*${DATE})?`, 'g');
const WEEKDAY = /(?:周|星期|礼拜)([一二三四五六日天])/;
/** Sentences that advise and arrange nothing. */
const ADVICE = /鼓励|安排职工|倡导|建议/;
const LONGEST_DAYS = 20;

/**
 * Reads a State Council notice pasted as text:
 * “一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。” Dates are checked against the weekdays and the
 * number of days the notice itself gives, so that a slip of the pen is found and not taken in.
 * @param year used where the text has no title with a year
 */
export function readHolidayNotice(text: string, year?: number): ReadNotice {
  const plain = halfWidth(text);
  const titled = /(\d{4})\s*年\s*(?:部分)?\s*节假日/.exec(plain)?.[1] ?? /(\d{4})\s*年/.exec(plain)?.[1];
  const ofYear = titled ? Number(titled) : (year ?? null);
  if (ofYear === null) return { year: null, days: [], problems: [{ kind: 'no-year' }], missing: [] };
  const days = new Map<Day, CalendarDay>();
  const problems: NoticeProblem[] = [];
  for (const { festival, body } of sections(plain)) {
    for (const sentence of body.split(/[。；;\n]/)) {
      for (const entry of readSentence(sentence, festival, ofYear, problems)) {
        if (days.has(entry.day)) problems.push({ kind: 'twice', festival, day: entry.day });
        days.set(entry.day, entry);
      }
    }
  }
  if (days.size === 0 && problems.length === 0) problems.push({ kind: 'nothing' });
  const sorted = [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  return { year: ofYear, days: sorted, problems, missing: missingFestivals(ofYear, sorted) };
}

function sections(text: string): { festival: string; body: string }[] {
  const heads = [...text.matchAll(SECTION)];
  return heads.map((head, index) => ({
    festival: (head[1] ?? '').trim(),
    body: text.slice(head.index + head[0].length, heads[index + 1]?.index ?? text.length),
  }));
}

function readSentence(
  sentence: string,
  festival: string,
  year: number,
  problems: NoticeProblem[],
): CalendarDay[] {
  const works = sentence.includes('上班');
  if ((!works && !sentence.includes('放假')) || ADVICE.test(sentence)) return [];
  const ranges = readRanges(sentence, festival, year, problems);
  if (ranges.length === 0) {
    problems.push({ kind: 'unread', festival, text: sentence.trim() });
    return [];
  }
  const found = ranges.flatMap(({ from, to }) => daysOf(from, to));
  if (works) {
    for (const day of found)
      if (!/[六日]$/.test(weekday(day))) problems.push({ kind: 'work-on-weekday', festival, day });
    return found.map((day) => ({ day, kind: 'work', festival: `${festival}调休` }));
  }
  const said = /(?:共|放假)\s*(\d{1,2})\s*天/.exec(sentence)?.[1];
  if (said && Number(said) !== found.length)
    problems.push({ kind: 'count', festival, said: Number(said), found: found.length });
  return found.map((day) => ({ day, kind: 'rest', festival }));
}

function readRanges(sentence: string, festival: string, year: number, problems: NoticeProblem[]) {
  const ranges: { from: Day; to: Day }[] = [];
  let month = 0;
  for (const found of sentence.matchAll(RANGE)) {
    const [whole, fromYear, fromMonth, fromDate, fromNote, toYear, toMonth, toDate, toNote] = found;
    const startMonth = Number(fromMonth ?? month);
    const endMonth = Number(toMonth ?? startMonth);
    month = endMonth;
    // New Year's holiday may begin in the old year, which only some notices write out.
    const startYear = fromYear
      ? Number(fromYear)
      : festival.includes('元旦') && startMonth === 12
        ? year - 1
        : year;
    const endYear = toYear ? Number(toYear) : endMonth < startMonth ? startYear + 1 : startYear;
    const from = dayOf(startYear, startMonth, Number(fromDate));
    const to = toDate ? dayOf(endYear, endMonth, Number(toDate)) : from;
    if (!from || !to) {
      problems.push({ kind: 'not-day', festival, text: whole.trim() });
      continue;
    }
    checkWeekday(festival, from, fromNote, problems);
    if (toDate) checkWeekday(festival, to, toNote, problems);
    if (to < from || addDays(from, LONGEST_DAYS) < to)
      problems.push({ kind: 'reversed', festival, from, to });
    else ranges.push({ from, to });
  }
  return ranges;
}

function checkWeekday(festival: string, day: Day, note: string | undefined, problems: NoticeProblem[]): void {
  const said = WEEKDAY.exec(note ?? '')?.[1]?.replace('天', '日');
  if (said && weekday(day) !== `周${said}`)
    problems.push({ kind: 'weekday', festival, day, said: `周${said}`, is: weekday(day) });
}

function daysOf(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function dayOf(year: number, month: number, date: number): Day | undefined {
  const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** ０–９ → 0–9, and no-break spaces → spaces. */
function halfWidth(text: string): string {
  return text
    .replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\u00a0\u3000]/g, ' ');
}
