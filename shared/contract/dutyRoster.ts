import { z } from 'zod';
import { DAY_KINDS } from '../domain/calendar.ts';
import { HALVES, ROSTER_ROLES } from '../domain/roster.ts';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';

export const rosterRoleSchema = z.enum(ROSTER_ROLES);
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Somebody who takes duties or whose attendance is kept. `operatorId`: their account, with which they sign. */
export const dutyPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  operatorId: z.string().nullable(),
  attends: z.boolean(),
  active: z.boolean(),
  /** From when on they count. */
  since: daySchema,
  /** Their entry in the staff register; null for people of the court and others who are not in it. */
  memberId: z.string().nullable(),
  /** Last day of service by the register; empty while they serve. */
  until: z.string(),
});
export type DutyPerson = z.infer<typeof dutyPersonSchema>;

export const rosterShiftSchema = z.object({
  id: z.string().min(1).max(20),
  name: z.string().trim().min(1).max(10),
  start: timeSchema,
  end: timeSchema,
});

const orderSchema = z.array(z.string()).max(40);

/** How duty is arranged: shifts, order of turns, which roles must be filled, how late is late. */
export const dutyRulesSchema = z.object({
  shifts: z.array(rosterShiftSchema).min(1).max(4),
  order: z.object({ leader: orderSchema, primary: orderSchema, backup: orderSchema }),
  turn: z.enum(['day', 'week']),
  byDayKind: z.boolean(),
  required: z.array(rosterRoleSchema).min(1),
  graceMinutes: z.number().int().min(0).max(120),
});
export type DutyRules = z.infer<typeof dutyRulesSchema>;

const slotKeySchema = z.object({ day: daySchema, shift: z.string(), role: rosterRoleSchema });
export const slotSchema = slotKeySchema.extend({ personId: z.string() });

export const rosterDaySchema = z.object({
  day: daySchema,
  kind: z.enum(DAY_KINDS),
  /** 工作日, 重大节假日·春节, 未发布 … */
  label: z.string(),
  festival: z.string(),
  adjusted: z.boolean(),
});
export type RosterDay = z.infer<typeof rosterDaySchema>;

export const findingSchema = slotKeySchema.extend({
  kind: z.enum(['gap', 'double', 'leave', 'inactive', 'departed']),
  personId: z.string().nullable(),
});

const fairnessSchema = z.object({
  personId: z.string(),
  primary: z.object({
    workday: z.number(),
    weekend: z.number(),
    holiday: z.number(),
    'major-holiday': z.number(),
    unpublished: z.number(),
  }),
  total: z.number(),
  backup: z.number(),
  leader: z.number(),
});

export const slotChangeSchema = slotKeySchema.extend({
  id: z.number(),
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
  reason: z.string(),
  changedBy: z.string(),
  changedAt: instantSchema,
});
export type SlotChange = z.infer<typeof slotChangeSchema>;

export const leaveSpanSchema = z.object({
  personId: z.string(),
  fromDay: daySchema,
  fromHalf: z.enum(HALVES),
  toDay: daySchema,
  toHalf: z.enum(HALVES),
});

export const rosterMonthSchema = z.object({
  month: monthSchema,
  state: z.enum(['empty', 'draft', 'published']),
  publishedBy: z.string().nullable(),
  publishedAt: instantSchema.nullable(),
  days: z.array(rosterDaySchema),
  people: z.array(dutyPersonSchema),
  rules: dutyRulesSchema,
  slots: z.array(slotSchema),
  findings: z.array(findingSchema),
  /** Of the month, and of the twelve months that end with it. */
  fairness: z.object({ month: z.array(fairnessSchema), year: z.array(fairnessSchema) }),
  /** What was changed after publishing, newest first; at most 200. */
  changes: z.array(slotChangeSchema),
  leaves: z.array(leaveSpanSchema),
});
export type RosterMonth = z.infer<typeof rosterMonthSchema>;

const generateInput = z.object({
  month: monthSchema,
  /** Whose turn comes first, by role; otherwise the order goes on from the month before. */
  first: z.object({ leader: z.string(), primary: z.string(), backup: z.string() }).partial().default({}),
});

export const rosterPreviewSchema = z.object({
  slots: z.array(slotSchema),
  findings: z.array(findingSchema),
  fairness: z.array(fairnessSchema),
  skipped: z.array(slotSchema),
  /** Places that hold somebody else now. */
  replaced: z.number(),
  /** Whether the order goes on from the month before. */
  carried: z.boolean(),
  unpublishedDays: z.number(),
});
export type RosterPreview = z.infer<typeof rosterPreviewSchema>;

export const REQUEST_KINDS = ['swap', 'substitute', 'leave'] as const;
/** `asked`: whoever takes the duty has not answered; `waiting`: for the approver; `declined`: by whoever was asked. */
export const REQUEST_STATES = ['asked', 'waiting', 'approved', 'rejected', 'declined', 'withdrawn'] as const;
export const LEAVE_KINDS = ['personal', 'sick', 'annual', 'official', 'other'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export type RequestState = (typeof REQUEST_STATES)[number];
export type LeaveKind = (typeof LEAVE_KINDS)[number];

export const dutyRequestSchema = z.object({
  id: z.string(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  personId: z.string(),
  personName: z.string(),
  reason: z.string(),
  leave: leaveSpanSchema.extend({ kind: z.enum(LEAVE_KINDS) }).nullable(),
  moves: z.array(
    slotKeySchema.extend({ from: z.string(), fromName: z.string(), to: z.string(), toName: z.string() }),
  ),
  /** Everybody who would take a duty, with what they said; empty where nobody had to be asked. */
  consents: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      /** Without an account a colleague writes the answer down. */
      hasAccount: z.boolean(),
      answer: z.enum(['agreed', 'declined']).nullable(),
      answeredBy: z.string().nullable(),
      answeredAt: instantSchema.nullable(),
      note: z.string(),
    }),
  ),
  createdBy: z.string(),
  createdAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  note: z.string(),
  /** 销假: when the person came back. */
  returnedAt: instantSchema.nullable(),
});
export type DutyRequest = z.infer<typeof dutyRequestSchema>;

const reasonSchema = z.string().trim().min(1).max(300);
const byId = z.object({ id: z.string() });
const file = z.object({ fileName: z.string(), base64: z.string() });

export const requestInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('swap'), own: slotKeySchema, other: slotKeySchema, reason: reasonSchema }),
  z.object({ kind: z.literal('substitute'), own: slotKeySchema, personId: z.string(), reason: reasonSchema }),
  z.object({
    kind: z.literal('leave'),
    leaveKind: z.enum(LEAVE_KINDS),
    /** Whose leave; one's own when left out. */
    personId: z.string().optional(),
    fromDay: daySchema,
    fromHalf: z.enum(HALVES),
    toDay: daySchema,
    toHalf: z.enum(HALVES),
    reason: reasonSchema,
    substitutes: z.array(slotSchema).max(100).default([]),
  }),
]);
export type RequestInput = z.infer<typeof requestInputSchema>;

export const dutyRosterContract = {
  month: procedure(ALL_ROLES)
    .input(z.object({ month: monthSchema }))
    .output(rosterMonthSchema),
  people: procedure(ALL_ROLES).output(z.array(dutyPersonSchema)),
  rules: procedure(ALL_ROLES).output(dutyRulesSchema),
  savePerson: procedure(['manager'])
    .input(
      z.object({
        id: z.string().optional(),
        name: z.string().trim().min(1).max(40),
        phone: z.string().trim().max(40).default(''),
        operatorId: z.string().nullable().default(null),
        /** An entry of the staff register: name and phone are then the register's. */
        memberId: z.string().nullable().default(null),
        attends: z.boolean(),
        active: z.boolean(),
        /** Today when left out. */
        since: daySchema.optional(),
      }),
    )
    .output(dutyPersonSchema),
  saveRules: procedure(['manager']).input(dutyRulesSchema).output(dutyRulesSchema),
  /** Puts a person on a place, or clears it (`personId: null`). A published month asks for a reason. */
  assign: procedure(STAFF)
    .input(
      slotKeySchema.extend({
        personId: z.string().nullable(),
        reason: z.string().trim().max(300).default(''),
      }),
    )
    .output(z.object({})),
  /** Two places exchange their people; one of them may be empty. */
  exchange: procedure(STAFF)
    .input(
      z.object({ from: slotKeySchema, to: slotKeySchema, reason: z.string().trim().max(300).default('') }),
    )
    .output(z.object({})),
  preview: procedure(STAFF).input(generateInput).output(rosterPreviewSchema),
  generate: procedure(STAFF).input(generateInput).output(rosterPreviewSchema),
  publish: procedure(['manager'])
    .input(z.object({ month: monthSchema, despiteFindings: z.boolean().default(false) }))
    .output(z.object({})),
  requests: procedure(ALL_ROLES)
    .input(pageInput.extend({ states: z.array(z.enum(REQUEST_STATES)).optional() }))
    .output(z.object({ total: z.number(), rows: z.array(dutyRequestSchema) })),
  /** The duties a leave would take away: each needs a substitute. */
  underLeave: procedure(ALL_ROLES)
    .input(leaveSpanSchema.extend({ personId: z.string().optional() }))
    .output(z.array(slotSchema)),
  ask: procedure(STAFF).input(requestInputSchema).output(dutyRequestSchema),
  /** Whoever would take the duty agrees or declines; for somebody without an account a colleague notes what they said. */
  consent: procedure(ALL_ROLES)
    .input(
      byId.extend({
        personId: z.string().optional(),
        agreed: z.boolean(),
        note: z.string().trim().max(300).default(''),
      }),
    )
    .output(dutyRequestSchema),
  decide: procedure(['manager', 'supervisor'])
    .input(byId.extend({ approved: z.boolean(), note: z.string().trim().max(300).default('') }))
    .output(dutyRequestSchema),
  withdraw: procedure(STAFF).input(byId).output(dutyRequestSchema),
  returned: procedure(STAFF).input(byId).output(dutyRequestSchema),
  print: procedure(ALL_ROLES)
    .input(z.object({ month: monthSchema }))
    .output(file.extend({ pages: z.number() })),
  exportFile: procedure(ALL_ROLES)
    .input(z.object({ month: monthSchema, format: z.enum(['xlsx', 'ics']), personId: z.string().optional() }))
    .output(file),
};
