import { z } from 'zod';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { dutyAttendanceContract } from './dutyAttendance.ts';
import { dutyLogContract, logEntrySchema } from './dutyLog.ts';
import { dutyRosterContract, rosterRoleSchema } from './dutyRoster.ts';

/**
 * What the clocks said when somebody signed in. Seconds ahead of the other clock (negative: behind); null where there was
 * nothing to compare with. `none`: there is no data centre, or an embedded one, whose clock is this one.
 */
export const clockCheckSchema = z.object({
  suspect: z.boolean(),
  jumpSeconds: z.number().nullable(),
  /** How far before the newest entry of the log the clock stood. */
  behindSeconds: z.number(),
  centreState: z.enum(['unchecked', 'compared', 'unreachable', 'none']),
  centreSeconds: z.number().nullable(),
});
export type ClockCheck = z.infer<typeof clockCheckSchema>;

/** One person's turn of duty, from sign-in to sign-out. */
export const shiftSchema = z.object({
  id: z.string(),
  day: daySchema,
  operatorId: z.string(),
  operatorName: z.string(),
  signedInAt: instantSchema,
  signedOutAt: instantSchema.nullable(),
  note: z.string(),
  /** Null for shifts of before clocks were compared. */
  clock: clockCheckSchema.nullable(),
});
export type Shift = z.infer<typeof shiftSchema>;

/** Something unfinished that the next person must know; carried over until someone closes it. */
export const matterSchema = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  raisedBy: z.string(),
  raisedAt: instantSchema,
  closedBy: z.string().nullable(),
  closedAt: instantSchema.nullable(),
  conclusion: z.string(),
  /** How many hand-overs it has lived through. */
  carriedOver: z.number().int(),
});
export type OpenMatter = z.infer<typeof matterSchema>;

/** Columns of 交接班 (check sheet columns, D). */
export const handoverSchema = z.object({
  id: z.string(),
  shiftId: z.string(),
  fromName: z.string(),
  toName: z.string().nullable(),
  writtenAt: instantSchema,
  acceptedAt: instantSchema.nullable(),
  faceToFace: z.boolean(),
  systemState: z.string(),
  items: z.string(),
  notices: z.string(),
  risks: z.string(),
  matters: z.array(matterSchema),
  /** What was written in the duty log of the shift. */
  log: z.array(logEntrySchema),
});
export type Handover = z.infer<typeof handoverSchema>;

const handoverInput = z.object({
  faceToFace: z.boolean().default(true),
  systemState: z.string().trim().min(1).max(500),
  items: z.string().trim().max(500).default(''),
  notices: z.string().trim().max(500).default(''),
  risks: z.string().trim().max(500).default(''),
});

export type HandoverInput = z.infer<typeof handoverInput>;

/** Who should be on duty by the published roster, and whether they are. */
export const expectedDutySchema = z.object({
  day: daySchema,
  shift: z.string(),
  shiftName: z.string(),
  start: instantSchema,
  end: instantSchema,
  role: rosterRoleSchema,
  personId: z.string(),
  name: z.string(),
  phone: z.string(),
  /** `coming`: not begun; `present`: signed in; `missing`: begun without; `standby`: leader and backup need not sign. */
  state: z.enum(['coming', 'present', 'missing', 'standby']),
});
export type ExpectedDuty = z.infer<typeof expectedDutySchema>;

export const REMINDER_KINDS = [
  'sign-in-due',
  'handover-waiting',
  'consent-waiting',
  'request-waiting',
  'request-decided',
  'attendance-in',
  'attendance-out',
  'duty-tomorrow',
  'roster-unpublished',
] as const;
export const reminderSchema = z.object({
  kind: z.enum(REMINDER_KINDS),
  text: z.string(),
  /** Whether it waits for this person to act (counts in the badge), or only tells. */
  acts: z.boolean(),
});
export type Reminder = z.infer<typeof reminderSchema>;

export const dutyContract = {
  roster: dutyRosterContract,
  attendance: dutyAttendanceContract,
  log: dutyLogContract,
  /** What the roster expects from yesterday's running shift to today's, and what this person should do. */
  outlook: procedure(ALL_ROLES).output(
    z.object({ expected: z.array(expectedDutySchema), reminders: z.array(reminderSchema) }),
  ),
  /** Compares the workstation's clock with the data centre's for a shift, when it answers within seconds. */
  compareClock: procedure(STAFF)
    .input(z.object({ shiftId: z.string() }))
    .output(clockCheckSchema),
  /** The hand-over as a form (check sheet columns, D). */
  printHandover: procedure(ALL_ROLES)
    .input(z.object({ id: z.string() }))
    .output(z.object({ fileName: z.string(), pages: z.number(), base64: z.string() })),
  /** Who is on duty now, the hand-over waiting for acceptance, and the open matters. */
  current: procedure(ALL_ROLES).output(
    z.object({
      onDuty: z.array(shiftSchema),
      mine: shiftSchema.nullable(),
      waitingHandover: handoverSchema.nullable(),
      matters: z.array(matterSchema),
    }),
  ),
  signIn: procedure(STAFF).output(shiftSchema),
  /** Signs out; with a hand-over it carries the open matters to whoever accepts it. */
  signOut: procedure(STAFF)
    .input(z.object({ note: z.string().trim().max(1000).default(''), handover: handoverInput.optional() }))
    .output(shiftSchema),
  acceptHandover: procedure(STAFF)
    .input(z.object({ id: z.string() }))
    .output(handoverSchema),
  addMatter: procedure(STAFF)
    .input(
      z.object({ title: z.string().trim().min(1).max(100), detail: z.string().trim().max(1000).default('') }),
    )
    .output(matterSchema),
  closeMatter: procedure(STAFF)
    .input(z.object({ id: z.string(), conclusion: z.string().trim().min(1).max(500) }))
    .output(matterSchema),
  history: procedure(ALL_ROLES)
    .input(pageInput)
    .output(
      z.object({
        total: z.number(),
        rows: z.array(shiftSchema.extend({ handover: handoverSchema.nullable() })),
      }),
    ),
};
