import { z } from 'zod';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';

/** 来电, 来访, 巡视, 事件: check sheet columns, form C. */
export const LOG_KINDS = ['call', 'visit', 'round', 'event'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

export const logEntrySchema = z.object({
  id: z.string(),
  day: daySchema,
  at: instantSchema,
  kind: z.enum(LOG_KINDS),
  /** Unit and name of who called or came. */
  who: z.string(),
  phone: z.string(),
  content: z.string(),
  outcome: z.string(),
  writtenBy: z.string(),
  writtenAt: instantSchema,
  voidReason: z.string(),
  voidedBy: z.string().nullable(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export const logInputSchema = z.object({
  kind: z.enum(LOG_KINDS),
  /** `HH:mm` today; now when left out. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  who: z.string().trim().max(60).default(''),
  phone: z.string().trim().max(40).default(''),
  content: z.string().trim().min(1).max(500),
  outcome: z.string().trim().max(500).default(''),
});
export type LogInput = z.infer<typeof logInputSchema>;

export const dutyLogContract = {
  list: procedure(ALL_ROLES)
    .input(pageInput.extend({ from: daySchema, to: daySchema, kinds: z.array(z.enum(LOG_KINDS)).optional() }))
    .output(z.object({ total: z.number(), rows: z.array(logEntrySchema) })),
  add: procedure(STAFF).input(logInputSchema).output(logEntrySchema),
  /** Strikes an entry through: it stays, with the reason. */
  strike: procedure(STAFF)
    .input(z.object({ id: z.string(), reason: z.string().trim().min(1).max(200) }))
    .output(logEntrySchema),
};
