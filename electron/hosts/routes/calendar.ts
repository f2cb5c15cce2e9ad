import { implement } from '@orpc/server';
import { calendarContract } from '../../../shared/contract/calendar.ts';
import {
  calendarRange,
  calendarYears,
  clearCalendarDay,
  importCalendar,
  setCalendarDay,
} from '../../core/calendar/calendar.ts';
import { importNotice, previewNotice, suggestedDays } from '../../core/calendar/notice.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(calendarContract).$context<RequestContext>().use(guard);

export const calendarRoutes = os.router({
  range: os.range.handler(({ context, input }) => calendarRange(context.core, input)),
  years: os.years.handler(({ context }) => calendarYears(context.core)),
  importDays: os.importDays.handler(({ context, input }) =>
    importCalendar(context.core, context.actor, input),
  ),
  setDay: os.setDay.handler(({ context, input }) => setCalendarDay(context.core, context.actor, input)),
  previewNotice: os.previewNotice.handler(({ context, input }) => previewNotice(context.core, input)),
  importNotice: os.importNotice.handler(({ context, input }) =>
    importNotice(context.core, context.actor, input),
  ),
  suggestions: os.suggestions.handler(({ input }) => suggestedDays(input.year)),
  clearDay: os.clearDay.handler(({ context, input }) =>
    clearCalendarDay(context.core, context.actor, input.day),
  ),
});
