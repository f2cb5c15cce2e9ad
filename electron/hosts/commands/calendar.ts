import { basename } from 'node:path';
import { rolesOf } from '../../../shared/contract/base.ts';
import { type CalendarDayView, calendarContract } from '../../../shared/contract/calendar.ts';
import { beijingDay, weekday } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { calendarMessages } from '../../../shared/messages/calendar.ts';
import {
  calendarRange,
  calendarYears,
  clearCalendarDay,
  importCalendar,
  setCalendarDay,
} from '../../core/calendar/calendar.ts';
import { importNotice, previewNotice, suggestedDays } from '../../core/calendar/notice.ts';
import { parseCalendarFile } from '../../core/calendar/parse.ts';
import { checkedFor, firstOf } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { readTextInput } from './inputFile.ts';
import { LOGIN, personActing } from './standardInput.ts';

const words = calendarMessages.command;

const show: Command = {
  path: ['calendar', 'show'],
  summary: words.show,
  usage: words.showUsage,
  options: { year: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  needsWorkspace: true,
  help: words.showHelp,
  async run(context) {
    const core = context.core();
    const { from, to } = spanOf(context, Number(beijingDay(core.now()).slice(0, 4)));
    const days = await calendarRange(core, { from, to });
    const span = [Number(from.slice(0, 4)), Number(to.slice(0, 4))] as const;
    const known = await calendarYears(core);
    const years = known.filter(({ year }) => span[0] <= year && year <= span[1]);
    const unpublished = [
      ...new Set(days.filter(({ kind }) => kind === 'unpublished').map(({ day }) => Number(day.slice(0, 4)))),
    ];
    const suggested = unpublished.flatMap(suggestedDays).filter(({ day }) => from <= day && day <= to);
    const lines = [
      ...years.map(({ year, published, missing }) => words.yearHead(year, published, missing.join('、'))),
      ...days.map(({ day, label }) => `${day} ${weekday(day)}\t${label}`),
      ...suggested.map(({ day, festival }) => words.suggested(day, weekday(day), festival)),
    ];
    return { json: { from, to, years, days, suggested }, text: lines.join('\n') };
  },
};

const importDays: Command = {
  path: ['calendar', 'import'],
  summary: words.import,
  usage: words.importUsage,
  options: { input: { type: 'string' }, year: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  required: ['input'],
  needsWorkspace: true,
  help: words.importHelp,
  run: runImport,
};

const set: Command = {
  path: ['calendar', 'set'],
  summary: words.set,
  usage: words.setUsage,
  options: {
    day: { type: 'string' },
    rest: { type: 'boolean' },
    work: { type: 'boolean' },
    festival: { type: 'string' },
    major: { type: 'string' },
    ...LOGIN,
  },
  required: ['login', 'day'],
  needsWorkspace: true,
  help: words.setHelp,
  async run(context) {
    const { day, festival, major } = context.options;
    const kind = firstOf(context, 'rest', 'work') ? 'rest' : 'work';
    if (major !== undefined && major !== 'yes' && major !== 'no') context.usage(words.major(String(major)));
    const given = {
      day,
      kind,
      festival: festival ?? '',
      ...(major === undefined ? {} : { major: major === 'yes' }),
    };
    const { setDay } = calendarContract;
    const input = checkedFor(context, setDay, given);
    const actor = await personActing(context, 'calendar set', rolesOf(setDay));
    return dayAnswer(await setCalendarDay(context.core(), actor, input));
  },
};

const clear: Command = {
  path: ['calendar', 'clear'],
  summary: words.clear,
  usage: words.clearUsage,
  options: { day: { type: 'string' }, ...LOGIN },
  required: ['login', 'day'],
  needsWorkspace: true,
  help: words.setHelp,
  async run(context) {
    const { clearDay } = calendarContract;
    const { day } = checkedFor(context, clearDay, { day: context.options.day });
    const actor = await personActing(context, 'calendar clear', rolesOf(clearDay));
    return dayAnswer(await clearCalendarDay(context.core(), actor, day));
  },
};

export const commands: readonly Command[] = [show, importDays, set, clear];

function dayAnswer(day: CalendarDayView) {
  return { json: day, text: `${day.day} ${weekday(day.day)}\t${day.label}` };
}

async function runImport(context: CommandContext) {
  const { options } = context;
  const file = String(options.input);
  const content = readTextInput(file);
  if (/\.(csv|tsv|json)$/i.test(file)) {
    if (options['dry-run']) {
      const days = parseCalendarFile(basename(file), content);
      const lines = days.map(
        ({ day, kind, festival }) => `${day} ${weekday(day)}\t${words.kinds[kind]}\t${festival}`,
      );
      return { json: { days }, text: [...lines, words.preview(days.length, 0)].join('\n') };
    }
    const taken = await importCalendar(context.core(), context.actor(), {
      fileName: basename(file),
      content,
    });
    return { json: taken, text: words.imported(taken.days) };
  }
  if (content.trim() === '') throw fail('CALENDAR_NOTICE_BAD', calendarMessages.noticeEmpty);
  const input = { text: content, ...(options.year === undefined ? {} : { year: yearOf(context) }) };
  if (!options['dry-run']) {
    const taken = await importNotice(context.core(), context.actor(), input);
    return { json: taken, text: words.imported(taken.days) };
  }
  const preview = await previewNotice(context.core(), input);
  for (const problem of preview.problems) context.note(problem);
  const lines = preview.days.map(
    ({ day, kind, festival }) => `${day} ${weekday(day)}\t${words.kinds[kind]}\t${festival}`,
  );
  return {
    json: preview,
    text: [...lines, words.preview(preview.days.length, preview.problems.length)].join('\n'),
  };
}

function spanOf(context: CommandContext, thisYear: number): { from: string; to: string } {
  const { from, to, year } = context.options;
  if (from === undefined && to === undefined) {
    const shown = year === undefined ? thisYear : yearOf(context);
    return { from: `${shown}-01-01`, to: `${shown}-12-31` };
  }
  if (from === undefined || to === undefined || year !== undefined) context.usage(words.both);
  return { from: String(from), to: String(to) };
}

function yearOf({ options, usage }: CommandContext): number {
  const text = String(options.year);
  if (!/^20\d{2}$/.test(text)) usage(words.badYear);
  return Number(text);
}
