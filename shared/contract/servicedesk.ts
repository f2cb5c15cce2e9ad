import { z } from 'zod';
import { INCIDENT_STATES } from '../domain/servicedesk.ts';
import { SLA_CLASSES, SLA_CLOCKS, SLA_TARGETS } from '../domain/sla.ts';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { HEALTH_ITEMS } from './datacenterHealth.ts';
import { serviceSchema } from './inspection.ts';
import { itemsContract } from './servicedeskItems.ts';
import { articlesContract } from './servicedeskKnowledge.ts';
import { printedSchema, recordsContract, sortSchema, threadContract } from './servicedeskRecords.ts';

export const INCIDENT_SOURCES = ['phone', 'self', 'platform', 'customer', 'check'] as const;
export const incidentSourceSchema = z.enum(INCIDENT_SOURCES);
export type IncidentSource = z.infer<typeof incidentSourceSchema>;
export const INCIDENT_CATEGORIES = [
  'hardware',
  'network',
  'database',
  'application',
  'data',
  'operation',
  'external',
  'other',
] as const;
export const incidentStateSchema = z.enum(INCIDENT_STATES);
const levelSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const targetSchema = z.enum(SLA_TARGETS);

/** How an incident stands against the contract's clock, at the moment of reading. */
export const slaViewSchema = z.object({
  /** Null: the day is not published, so that nobody knows the class. */
  class: z.enum(SLA_CLASSES).nullable(),
  respondBy: instantSchema.nullable(),
  arriveBy: instantSchema.nullable(),
  resolveBy: instantSchema.nullable(),
  breaches: z.array(targetSchema),
  /** What is owed next, by when; null: nothing more. Without `by` while a pause holds it. */
  next: z.object({ target: targetSchema, by: instantSchema.nullable(), remainingMs: z.number() }).nullable(),
  /** Within the minutes of notice, or past its time. */
  near: z.boolean(),
});
export type SlaView = z.infer<typeof slaViewSchema>;

export const incidentSchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: incidentStateSchema,
  source: incidentSourceSchema,
  reporter: z.string(),
  reporterPhone: z.string(),
  court: z.number().int().nullable(),
  courtName: z.string(),
  service: serviceSchema,
  occurredAt: instantSchema.nullable(),
  /** 接报时间: the clock starts here. */
  openedAt: instantSchema,
  respondedAt: instantSchema.nullable(),
  arrivedAt: instantSchema.nullable(),
  resolvedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  impact: levelSchema,
  urgency: levelSchema,
  priority: z.union([levelSchema, z.literal(4)]),
  symptom: z.string(),
  category: z.enum(['', ...INCIDENT_CATEGORIES]),
  cause: z.string(),
  steps: z.string(),
  dataScope: z.string(),
  fix: z.enum(['', 'temporary', 'root']),
  confirmedBy: z.string(),
  satisfaction: z.number().int().min(1).max(5).nullable(),
  owner: z.string(),
  occurrences: z.number().int(),
  /** The sheet item it came from, `2026-11-20/casefile.storage`; empty otherwise. */
  origin: z.string(),
  pausedSince: instantSchema.nullable(),
  pauseReason: z.string(),
  sla: slaViewSchema,
  createdBy: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  version: z.number().int(),
});
export type Incident = z.infer<typeof incidentSchema>;

const text = (length: number) => z.string().trim().max(length);
const moment = z.iso.datetime({ offset: true });

/** What a person writes; times only with it when they were read elsewhere. */
export const incidentInputSchema = z.object({
  title: text(100).min(1),
  source: incidentSourceSchema.default('phone'),
  reporter: text(40).default(''),
  reporterPhone: text(40).default(''),
  court: z.number().int().nullable().default(null),
  service: serviceSchema,
  occurredAt: moment.nullable().default(null),
  /** When it was reported; absent: now. */
  openedAt: moment.nullable().default(null),
  impact: levelSchema.default(2),
  urgency: levelSchema.default(2),
  symptom: text(2000).default(''),
  owner: text(40).default(''),
});
export type IncidentInput = z.infer<typeof incidentInputSchema>;

/** Fields of the form that are written while one works on it. */
export const incidentEditSchema = z
  .object({
    title: text(100).min(1),
    reporter: text(40),
    reporterPhone: text(40),
    court: z.number().int().nullable(),
    service: serviceSchema,
    impact: levelSchema,
    urgency: levelSchema,
    symptom: text(2000),
    category: z.enum(['', ...INCIDENT_CATEGORIES]),
    cause: text(2000),
    steps: text(4000),
    dataScope: text(1000),
    fix: z.enum(['', 'temporary', 'root']),
    confirmedBy: text(40),
    satisfaction: z.number().int().min(1).max(5).nullable(),
    owner: text(40),
  })
  .partial();
export type IncidentEdit = z.infer<typeof incidentEditSchema>;

export const incidentTimesSchema = z
  .object({
    occurredAt: moment.nullable(),
    openedAt: moment,
    respondedAt: moment.nullable(),
    arrivedAt: moment.nullable(),
    resolvedAt: moment.nullable(),
    closedAt: moment.nullable(),
  })
  .partial();
export type IncidentTimesInput = z.infer<typeof incidentTimesSchema>;

export const incidentFilterSchema = z.object({
  states: z.array(incidentStateSchema).optional(),
  services: z.array(serviceSchema).optional(),
  priorities: z.array(z.number().int()).optional(),
  text: text(60).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  breached: z.boolean().optional(),
});
export type IncidentFilter = z.infer<typeof incidentFilterSchema>;

const byId = z.object({ id: z.string() });
/** `at` when it was done at another moment than now, with the reason for entering it later. */
const done = byId.extend({ at: moment.nullable().default(null), reason: text(300).default('') });

export const policySchema = z.object({
  clock: z.enum(SLA_CLOCKS),
  /** “At once”, in minutes. */
  respondMinutes: z.number().int().min(1).max(60),
  /** Minutes before a deadline at which it is announced. */
  noticeMinutes: z.number().int().min(0).max(120),
});
export type Policy = z.infer<typeof policySchema>;

export const incidentsContract = {
  list: procedure(ALL_ROLES)
    .input(pageInput.extend({ ...incidentFilterSchema.shape, sort: sortSchema }))
    .output(z.object({ total: z.number(), unfiltered: z.number(), rows: z.array(incidentSchema) })),
  /** Open ones in full, and the latest of the others. */
  board: procedure(ALL_ROLES).output(
    z.object({ rows: z.array(incidentSchema), closed: z.number(), total: z.number() }),
  ),
  get: procedure(ALL_ROLES).input(byId).output(incidentSchema),
  find: procedure(ALL_ROLES)
    .input(z.object({ number: z.string() }))
    .output(incidentSchema),
  raise: procedure(STAFF).input(incidentInputSchema).output(incidentSchema),
  /** From an item of a day's sheet; a live incident of the same item takes it as a further occurrence. */
  raiseFromCheck: procedure(STAFF)
    .input(z.object({ day: daySchema, itemId: z.string(), owner: text(40).default('') }))
    .output(z.object({ incident: incidentSchema, merged: z.boolean() })),
  /** From an item of a connection's health board, merged with live incidents of the same item. */
  raiseFromHealth: procedure(STAFF)
    .input(z.object({ connectionId: z.string(), item: z.enum(HEALTH_ITEMS) }))
    .output(z.object({ incident: incidentSchema, merged: z.boolean() })),
  ofHealth: procedure(ALL_ROLES)
    .input(z.object({ connectionId: z.string() }))
    .output(z.array(z.object({ item: z.enum(HEALTH_ITEMS), number: z.string() }))),
  edit: procedure(STAFF)
    .input(byId.extend({ version: z.number().int(), fields: incidentEditSchema }))
    .output(incidentSchema),
  respond: procedure(STAFF).input(done).output(incidentSchema),
  arrive: procedure(STAFF).input(done).output(incidentSchema),
  pause: procedure(STAFF)
    .input(byId.extend({ reason: text(300) }))
    .output(incidentSchema),
  resume: procedure(STAFF).input(byId).output(incidentSchema),
  resolve: procedure(STAFF)
    .input(
      done.extend({
        note: text(2000),
        fix: z.enum(['temporary', 'root']).default('root'),
        /** Written into the form when given; what stands there otherwise stays. */
        cause: text(2000).optional(),
        category: z.enum(INCIDENT_CATEGORIES).optional(),
      }),
    )
    .output(incidentSchema),
  close: procedure(STAFF)
    .input(
      done.extend({
        confirmedBy: text(40).default(''),
        satisfaction: z.number().int().min(1).max(5).nullable().default(null),
      }),
    )
    .output(incidentSchema),
  reopen: procedure(STAFF)
    .input(byId.extend({ reason: text(300) }))
    .output(incidentSchema),
  cancel: procedure(STAFF)
    .input(byId.extend({ reason: text(300) }))
    .output(incidentSchema),
  /** Closes a duplicate as an occurrence of another. */
  merge: procedure(STAFF)
    .input(z.object({ id: z.string(), into: z.string() }))
    .output(incidentSchema),
  correctTimes: procedure(STAFF)
    .input(byId.extend({ version: z.number().int(), times: incidentTimesSchema, reason: text(300) }))
    .output(incidentSchema),
  /** Near or past a deadline, the most pressing first. */
  alerts: procedure(ALL_ROLES).output(z.array(incidentSchema)),
  print: procedure(ALL_ROLES).input(byId).output(printedSchema),
  policy: procedure(ALL_ROLES).output(policySchema),
  savePolicy: procedure(['manager']).input(policySchema.partial()).output(policySchema),
};

export const servicedeskContract = {
  incidents: incidentsContract,
  records: recordsContract,
  thread: threadContract,
  items: itemsContract,
  articles: articlesContract,
};
