import { z } from 'zod';
import { ATTENDANCE_FAULTS, ATTENDANCE_VERDICTS } from '../domain/attendance.ts';
import { HALVES } from '../domain/roster.ts';
import { ALL_ROLES, daySchema, instantSchema, procedure, STAFF } from './base.ts';
import { dutyPersonSchema, monthSchema, rosterDaySchema } from './dutyRoster.ts';

/** One day of one person. */
export const attendanceCellSchema = z.object({
  personId: z.string(),
  day: daySchema,
  verdict: z.enum(ATTENDANCE_VERDICTS),
  faults: z.array(z.enum(ATTENDANCE_FAULTS)),
  lateMinutes: z.number(),
  earlyMinutes: z.number(),
  leave: z.array(z.enum(HALVES)),
  inAt: instantSchema.nullable(),
  outAt: instantSchema.nullable(),
  corrected: z.boolean(),
  /** The workstation's clock was doubtful when the person signed. */
  clockSuspect: z.boolean(),
});
export type AttendanceCell = z.infer<typeof attendanceCellSchema>;

export const attendanceMonthSchema = z.object({
  month: monthSchema,
  days: z.array(rosterDaySchema),
  people: z.array(dutyPersonSchema),
  cells: z.array(attendanceCellSchema),
  graceMinutes: z.number(),
});
export type AttendanceMonth = z.infer<typeof attendanceMonthSchema>;

export const MARK_KINDS = ['in', 'out'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A signature of 上班 or 下班, or what replaced it; nothing is ever taken out. */
export const attendanceMarkSchema = z.object({
  kind: z.enum(MARK_KINDS),
  at: instantSchema,
  source: z.enum(['sign', 'correction']),
  reason: z.string(),
  recordedBy: z.string(),
  recordedAt: instantSchema,
  replacedAt: instantSchema.nullable(),
});
export type AttendanceMark = z.infer<typeof attendanceMarkSchema>;

const correction = z.object({
  personId: z.string(),
  day: daySchema,
  kind: z.enum(MARK_KINDS),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  reason: z.string().trim().min(1).max(300),
});

export const dutyAttendanceContract = {
  month: procedure(ALL_ROLES)
    .input(z.object({ month: monthSchema }))
    .output(attendanceMonthSchema),
  /** One's own today; null for people whose attendance is not kept. */
  mine: procedure(ALL_ROLES).output(
    z.object({ cell: attendanceCellSchema.nullable(), hours: z.string(), graceMinutes: z.number() }),
  ),
  sign: procedure(STAFF)
    .input(z.object({ kind: z.enum(MARK_KINDS) }))
    .output(attendanceCellSchema),
  correct: procedure(['manager', 'supervisor']).input(correction).output(attendanceCellSchema),
  trace: procedure(ALL_ROLES)
    .input(z.object({ personId: z.string(), day: daySchema }))
    .output(z.array(attendanceMarkSchema)),
};
