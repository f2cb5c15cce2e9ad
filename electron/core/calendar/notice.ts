import type { CalendarYear, NoticePreview } from '../../../shared/contract/calendar.ts';
import { dayLabel } from '../../../shared/domain/calendar.ts';
import {
  type NoticeProblem,
  type ReadNotice,
  readHolidayNotice,
} from '../../../shared/domain/holidayNotice.ts';
import { type SuggestedDay, suggestFestivals } from '../../../shared/domain/lunar.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { calendarMessages as messages } from '../../../shared/messages/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { readCalendar, takeDays } from './calendar.ts';

interface NoticeInput {
  text: string;
  year?: number | undefined;
}

/** What a pasted notice says, and what of it would replace something that stands in the calendar. Writes nothing. */
export async function previewNotice(core: Core, input: NoticeInput): Promise<NoticePreview> {
  const notice = readHolidayNotice(input.text, input.year);
  const calendar = await readCalendar(core);
  return {
    year: notice.year,
    days: notice.days.map(({ day, kind, festival }) => {
      const entry = calendar.days.get(day);
      const replaces = entry && entry.kind !== kind ? dayLabel(day, calendar) : '';
      return { day, kind, festival, replaces };
    }),
    problems: problemsOf(notice),
    missing: notice.missing,
  };
}

/** Takes a notice in. @throws CALENDAR_NOTICE_BAD with every problem found */
export async function importNotice(
  core: Core,
  actor: Actor,
  input: NoticeInput,
): Promise<{ days: number; years: CalendarYear[] }> {
  const notice = readHolidayNotice(input.text, input.year);
  const problems = problemsOf(notice);
  if (problems.length > 0)
    throw fail('CALENDAR_NOTICE_BAD', messages.noticeBad(problems.join(' ')), { field: 'text' });
  return takeDays(core, actor, notice.days, messages.noticeSource(notice.year));
}

/** The statutory days of a year by law and almanac: suggestions, never a published arrangement. */
export function suggestedDays(year: number): SuggestedDay[] {
  return suggestFestivals(year);
}

/** Each problem as a sentence. */
export function problemsOf({ problems }: ReadNotice): string[] {
  return problems.map(sentence);
}

function sentence(problem: NoticeProblem): string {
  const { notice } = messages;
  switch (problem.kind) {
    case 'no-year':
    case 'nothing':
      return notice[problem.kind];
    case 'not-day':
      return notice.notDay(problem.festival, problem.text);
    case 'weekday':
      return notice.weekday(problem.festival, problem.day, problem.said, problem.is);
    case 'count':
      return notice.count(problem.festival, problem.said, problem.found);
    case 'reversed':
      return notice.reversed(problem.festival, problem.from, problem.to);
    case 'twice':
      return notice.twice(problem.festival, problem.day);
    case 'work-on-weekday':
      return notice.workOnWeekday(problem.festival, problem.day);
    case 'unread':
      return notice.unread(problem.festival, problem.text);
  }
}
