import { z } from 'zod';
import { isSeasonRange, spansOfHours } from '../domain/workingHours.ts';
import { ALL_ROLES, procedure } from './base.ts';

const hoursSchema = z
  .array(z.tuple([z.string(), z.string()]))
  .min(1)
  .max(8)
  .refine((hours) => Array.isArray(spansOfHours(hours)));

/** Working hours of a workday, and where the year has others. See shared/domain/workingHours.ts. */
export const workingHoursSchema = z.object({
  usual: hoursSchema,
  seasons: z
    .array(z.object({ from: z.string(), to: z.string(), hours: hoursSchema }).refine(isSeasonRange))
    .max(24),
});

/** Everything that can be set, with its default; stored one row per changed value. */
export const settingsSchema = z.object({
  /** 项目名称, 甲方, 运维单位: the heads of every printed form. */
  project: z.string().trim().min(1).max(100),
  customer: z.string().trim().min(1).max(100),
  contractor: z.string().trim().min(1).max(100),
  /** 表号 of the daily check sheet. */
  sheetNumber: z.string().trim().max(40),
  /** By when a workday's check should have been run, Beijing time `HH:mm`. */
  inspectionDue: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Minutes before `inspectionDue` at which the reminder shows. */
  inspectionReminderMinutes: z.number().int().min(0).max(480),
  /** What attendance and the clocks of incidents count as working time. */
  workingHours: workingHoursSchema,
  /** Worker processes for conversion; 0 = by the machine's cores. */
  conversionWorkers: z.number().int().min(0).max(16),
  /** Doubtful and failed conversions are tried with LibreOffice, where this machine has it. */
  conversionRescue: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsContract = {
  get: procedure(ALL_ROLES).output(settingsSchema),
  save: procedure(['manager']).input(settingsSchema.partial()).output(settingsSchema),
};
