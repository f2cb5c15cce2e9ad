import { z } from 'zod';
import { REPORT_STATES } from '../domain/reportDue.ts';
import { PERIOD_KINDS } from '../domain/reportPeriod.ts';
import { ALL_ROLES, daySchema, instantSchema, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

export const REPORT_FORMATS = ['pdf', 'docx', 'xlsx'] as const;
export const reportFormatSchema = z.enum(REPORT_FORMATS);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

export const dueRuleSchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('workday-after'), count: z.number().int().min(1).max(30) }),
  z.object({ rule: z.literal('last-workday') }),
]);

/** A kind of report as it is asked for here. */
export const reportKindSchema = z.object({
  id: z.string(),
  name: z.string(),
  period: z.enum(PERIOD_KINDS),
  due: dueRuleSchema,
  recipient: z.string(),
  enabled: z.boolean(),
  since: daySchema,
  yearStart: z.string(),
  basis: z.string(),
  changes: z.number().int(),
});
export type ReportKindView = z.infer<typeof reportKindSchema>;

/** One report that is due, or was opened: with or without anything written. */
export const dueItemSchema = z.object({
  /** Of the report once it was begun; null: nobody has begun it. */
  reportId: z.string().nullable(),
  kind: z.string(),
  kindName: z.string(),
  key: z.string(),
  title: z.string(),
  from: daySchema,
  to: daySchema,
  /** Null: the calendar of that time is not published, so nobody can say. */
  due: daySchema.nullable(),
  recipient: z.string(),
  state: z.enum(REPORT_STATES),
  overdue: z.boolean(),
  soon: z.boolean(),
  lateDays: z.number().int(),
  deliveredOn: daySchema.nullable(),
  /** Delivered, but the receipt has not come back. */
  receiptMissing: z.boolean(),
  editions: z.number().int(),
  /** The period goes on: it can be prepared, it is not asked for yet. */
  running: z.boolean(),
});
export type DueItem = z.infer<typeof dueItemSchema>;

const figureSchema = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  text: z.string(),
  previous: z.number().nullable(),
  yearAgo: z.number().nullable(),
});
const tableSchema = z.object({
  id: z.string(),
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), numeric: z.boolean() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
const chartSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['bar', 'stacked', 'line']),
  unit: z.string(),
  categories: z.array(z.string()),
  series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
});
export const reportPartSchema = z.object({
  id: z.string(),
  title: z.string(),
  link: z.string(),
  figures: z.array(figureSchema),
  tables: z.array(tableSchema),
  charts: z.array(chartSchema),
  notes: z.array(z.string()),
});

export const narrativeFieldSchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  required: z.boolean(),
});

/** What an edition froze: everything but the narrative. */
export const reportContentSchema = z.object({
  version: z.literal(1),
  kind: z.string(),
  kindName: z.string(),
  title: z.string(),
  period: z.object({ key: z.string(), from: daySchema, to: daySchema, label: z.string() }),
  recipient: z.string(),
  due: daySchema.nullable(),
  project: z.string(),
  customer: z.string(),
  contractor: z.string(),
  takenAt: instantSchema,
  takenBy: z.string(),
  definitionVersion: z.string(),
  sections: z.array(
    z.object({
      title: z.string(),
      brief: z.boolean(),
      narratives: z.array(narrativeFieldSchema),
      parts: z.array(reportPartSchema),
    }),
  ),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

export const narrativeSchema = z.record(z.string().max(60), z.string().max(20_000));
export type Narrative = z.infer<typeof narrativeSchema>;

export const editionHeadSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  state: z.enum(['draft', 'final']),
  digest: z.string(),
  takenAt: instantSchema,
  definitionVersion: z.string(),
  narrativeVersion: z.number().int(),
  narrativeBy: z.string(),
  narrativeAt: instantSchema.nullable(),
  madeBy: z.string(),
  finalBy: z.string().nullable(),
  finalAt: instantSchema.nullable(),
});
export type EditionHead = z.infer<typeof editionHeadSchema>;

export const reportFileSchema = z.object({
  format: reportFormatSchema,
  fileName: z.string(),
  bytes: z.number().int(),
  pages: z.number().int().nullable(),
  sha256: z.string(),
  renderedAt: instantSchema,
});
export type ReportFile = z.infer<typeof reportFileSchema>;

export const editionSchema = editionHeadSchema.extend({
  reportId: z.string(),
  content: reportContentSchema,
  narrative: narrativeSchema,
  /** Rendered of just this edition and narrative. */
  files: z.array(reportFileSchema),
});
export type Edition = z.infer<typeof editionSchema>;

export const DELIVERY_WAYS = ['paper', 'file', 'both'] as const;

export const deliverySchema = z.object({
  id: z.string(),
  editionId: z.string(),
  editionNumber: z.number().int(),
  recipient: z.string(),
  way: z.enum(DELIVERY_WAYS),
  day: daySchema,
  recordedBy: z.string(),
  recordedAt: instantSchema,
  signedBy: z.string(),
  receiptName: z.string(),
  receiptDigest: z.string(),
  note: z.string(),
  voidedAt: instantSchema.nullable(),
  voidedBy: z.string().nullable(),
  voidReason: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const reportSchema = dueItemSchema.extend({
  reportId: z.string(),
  editionList: z.array(editionHeadSchema),
  deliveries: z.array(deliverySchema),
});
export type Report = z.infer<typeof reportSchema>;

export const templateSchema = z.object({
  kind: z.string(),
  kindName: z.string(),
  fileName: z.string(),
  /** Whether it differs from the one shipped. */
  changed: z.boolean(),
  changedAt: instantSchema.nullable(),
  bytes: z.number().int(),
  /** Why it cannot be used as it stands; empty: it can. */
  fault: z.string(),
  /** Open in Word at this moment, as its owner file says. */
  open: z.boolean(),
});
export type ReportTemplate = z.infer<typeof templateSchema>;

const byId = z.object({ id: z.string() });
const byKind = z.object({ kind: z.string() });
const receiptSchema = z.object({
  name: z.string().trim().min(1).max(120),
  /** At most 10 MB. */
  base64: z.string().max(14_000_000),
});
const base64File = z.object({ fileName: z.string(), base64: z.string() });

export const deliverablesContract = {
  /** Reports whose period ends, or that were opened, within the range; overdue ones of any time come along. */
  due: procedure(ALL_ROLES)
    .input(z.object({ from: daySchema.optional(), to: daySchema.optional() }).default({}))
    .output(
      z.object({
        today: daySchema,
        overdue: z.number(),
        soon: z.number(),
        rows: z.array(dueItemSchema),
        /** Years within the range without a published calendar. */
        unpublished: z.array(z.number()),
      }),
    ),
  waiting: procedure(ALL_ROLES).output(z.object({ count: z.number() })),
  kinds: procedure(ALL_ROLES).output(z.array(reportKindSchema)),
  saveKind: procedure(['manager'])
    .input(
      z.object({
        kind: z.string(),
        due: dueRuleSchema,
        recipient: z.string().trim().min(1).max(60),
        enabled: z.boolean(),
        since: daySchema,
        yearStart: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
      }),
    )
    .output(reportKindSchema),
  /** Begins a report of a rhythm: makes it a report with an id. The same period is begun once. */
  begin: procedure(STAFF)
    .input(z.object({ kind: z.string(), key: z.string() }))
    .output(reportSchema),
  /** Opens a report without a rhythm. */
  open: procedure(STAFF)
    .input(
      z.object({
        kind: z.string(),
        title: z.string().trim().min(2).max(80),
        from: daySchema,
        to: daySchema,
        due: daySchema.optional(),
        recipient: z.string().trim().min(1).max(60).optional(),
      }),
    )
    .output(reportSchema),
  /** Takes back a report without a rhythm that was never delivered. */
  remove: procedure(STAFF)
    .input(byId.extend({ reason: z.string().trim().min(2).max(300) }))
    .output(z.object({})),
  get: procedure(ALL_ROLES).input(byId).output(reportSchema),
  /** Reads the figures anew and freezes them as the next edition; the narrative is taken along. */
  generate: procedure(STAFF).input(byId).output(jobSchema),
  edition: procedure(ALL_ROLES).input(byId).output(editionSchema),
  saveNarrative: procedure(STAFF)
    .input(byId.extend({ version: z.number().int(), narrative: narrativeSchema }))
    .output(editionSchema),
  finalise: procedure(STAFF)
    .input(byId.extend({ version: z.number().int() }))
    .output(editionSchema),
  render: procedure(ALL_ROLES)
    .input(byId.extend({ formats: z.array(reportFormatSchema).min(1).max(3) }))
    .output(jobSchema),
  /** A rendered file of the edition as it stands. */
  file: procedure(ALL_ROLES)
    .input(byId.extend({ format: reportFormatSchema, purpose: z.enum(['preview', 'save']) }))
    .output(base64File),
  deliver: procedure(STAFF)
    .input(
      byId.extend({
        recipient: z.string().trim().min(1).max(60),
        way: z.enum(DELIVERY_WAYS),
        day: daySchema,
        signedBy: z.string().trim().max(30).default(''),
        receipt: receiptSchema.optional(),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(reportSchema),
  /** Adds the receipt that came back later. */
  sign: procedure(STAFF)
    .input(byId.extend({ signedBy: z.string().trim().min(1).max(30), receipt: receiptSchema.optional() }))
    .output(reportSchema),
  voidDelivery: procedure(STAFF)
    .input(byId.extend({ reason: z.string().trim().min(2).max(300) }))
    .output(reportSchema),
  receipt: procedure(ALL_ROLES).input(byId).output(base64File),
  templates: procedure(ALL_ROLES).output(z.array(templateSchema)),
  placeholders: procedure(ALL_ROLES)
    .input(byKind)
    .output(z.array(z.object({ group: z.string(), name: z.string(), says: z.string(), loop: z.boolean() }))),
  template: procedure(ALL_ROLES).input(byKind).output(base64File),
  uploadTemplate: procedure(STAFF)
    .input(byKind.extend({ fileName: z.string().max(200), base64: z.string().max(14_000_000) }))
    .output(templateSchema),
  resetTemplate: procedure(STAFF).input(byKind).output(templateSchema),
};
