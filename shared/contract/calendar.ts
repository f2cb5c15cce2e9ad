import { z } from 'zod';
import { DAY_KINDS } from '../domain/calendar.ts';
import { ALL_ROLES, daySchema, procedure } from './base.ts';

export const dayKindSchema = z.enum(DAY_KINDS);

export const calendarDaySchema = z.object({
  day: daySchema,
  kind: dayKindSchema,
  festival: z.string(),
  /** A weekend day worked instead of another (调休). */
  adjusted: z.boolean(),
  /** 工作日, 调休上班（春节调休）, 法定节假日·中秋节 …, 未发布. */
  label: z.string(),
  /** Entered or imported here, over what the program carries. */
  imported: z.boolean(),
});
export type CalendarDayView = z.infer<typeof calendarDaySchema>;

export const calendarYearSchema = z.object({
  year: z.number().int(),
  published: z.boolean(),
  /** Statutory festivals without a day off yet: why the year still counts as unpublished. */
  missing: z.array(z.string()),
  entries: z.number().int(),
  imported: z.number().int(),
});
export type CalendarYear = z.infer<typeof calendarYearSchema>;

const noticeInput = z.object({
  text: z.string().min(1).max(20_000),
  /** Where the text has no title with the year. */
  year: z.number().int().min(2000).max(2100).optional(),
});

export const noticePreviewSchema = z.object({
  year: z.number().int().nullable(),
  days: z.array(
    z.object({
      day: daySchema,
      kind: z.enum(['rest', 'work']),
      festival: z.string(),
      /** What stands in the calendar now differs: it would be replaced. */
      replaces: z.string(),
    }),
  ),
  /** Sentences: while there is one, the notice is not taken in. */
  problems: z.array(z.string()),
  missing: z.array(z.string()),
});
export type NoticePreview = z.infer<typeof noticePreviewSchema>;

export const calendarContract = {
  /** At most 800 days. */
  range: procedure(ALL_ROLES)
    .input(z.object({ from: daySchema, to: daySchema }))
    .output(z.array(calendarDaySchema)),
  years: procedure(ALL_ROLES).output(z.array(calendarYearSchema)),
  /** A CSV, TSV or JSON file of days; all of it or nothing. */
  importDays: procedure(['manager'])
    .input(z.object({ fileName: z.string().max(200), content: z.string().max(1_000_000) }))
    .output(z.object({ days: z.number().int(), years: z.array(calendarYearSchema) })),
  setDay: procedure(['manager'])
    .input(
      z.object({
        day: daySchema,
        kind: z.enum(['rest', 'work']),
        festival: z.string().trim().max(40),
        major: z.boolean().optional(),
      }),
    )
    .output(calendarDaySchema),
  /** What a pasted notice of the State Council says; nothing is written. */
  previewNotice: procedure(ALL_ROLES).input(noticeInput).output(noticePreviewSchema),
  /** Takes a notice in, all of it or nothing. */
  importNotice: procedure(['manager'])
    .input(noticeInput)
    .output(z.object({ days: z.number().int(), years: z.array(calendarYearSchema) })),
  /** The statutory days of a year by law and almanac, without exchanged days: suggestions only. */
  suggestions: procedure(ALL_ROLES)
    .input(z.object({ year: z.number().int().min(1900).max(2200) }))
    .output(z.array(z.object({ day: daySchema, festival: z.string() }))),
  /** Back to what the program carries. */
  clearDay: procedure(['manager'])
    .input(z.object({ day: daySchema }))
    .output(calendarDaySchema),
};
