import { z } from 'zod';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { dayKindSchema } from './calendar.ts';
import { jobSchema } from './jobs.ts';

/** The ids of product.md that are fixed everywhere: the ten services of the contract, and the workstation. */
export const SERVICES = [
  'bankruptcy',
  'casefile',
  'trialdata',
  'datacenter',
  'tags',
  'quality',
  'retrieval',
  'caseshare',
  'interfaces',
  'oversight',
  'workstation',
] as const;
export const serviceSchema = z.enum(SERVICES);
export type Service = z.infer<typeof serviceSchema>;

/** 正常, 警告, 故障, 未检. */
export const RESULTS = ['normal', 'warning', 'fault', 'unchecked'] as const;
export const resultSchema = z.enum(RESULTS);
export type Result = z.infer<typeof resultSchema>;

export const SIGNATURE_BOXES = ['inspector', 'reviewer', 'customer'] as const;
export const signatureBoxSchema = z.enum(SIGNATURE_BOXES);
export type SignatureBox = z.infer<typeof signatureBoxSchema>;

export const countsSchema = z.object({
  total: z.number().int(),
  normal: z.number().int(),
  warning: z.number().int(),
  fault: z.number().int(),
  unchecked: z.number().int(),
});
export type Counts = z.infer<typeof countsSchema>;

export const sheetItemSchema = z.object({
  id: z.string(),
  /** As printed: section.item, e.g. `2.5`. */
  number: z.string(),
  service: serviceSchema,
  name: z.string(),
  method: z.enum(['automatic', 'manual']),
  standard: z.string(),
  unit: z.string(),
  lastDay: daySchema.nullable(),
  lastValue: z.string(),
  /** In force: what a person entered, else what the check found. */
  value: z.string(),
  result: resultSchema,
  checkedAt: instantSchema.nullable(),
  /** 异常说明: a person's words, else the check's. */
  explanation: z.string(),
  action: z.string(),
  incident: z.string(),
  owner: z.string(),
  due: z.string(),
  note: z.string(),
  /** On what a hand-entered value rests. */
  basis: z.string(),
  enteredBy: z.string(),
  enteredAt: instantSchema.nullable(),
  /** What the check itself found, also when a person entered something else. */
  found: z.object({
    value: z.string(),
    result: resultSchema.nullable(),
    remark: z.string(),
    at: instantSchema.nullable(),
  }),
  corrections: z.number().int(),
  version: z.number().int(),
});
export type SheetItem = z.infer<typeof sheetItemSchema>;

export const sheetHeaderSchema = z.object({
  shift: z.string().trim().max(60),
  weather: z.string().trim().max(30),
  climate: z.string().trim().max(30),
  inspectorA: z.string().trim().max(30),
  inspectorB: z.string().trim().max(30),
  reviewer: z.string().trim().max(30),
  openMatters: z.string().trim().max(1000),
});
export type SheetHeader = z.infer<typeof sheetHeaderSchema>;

export const correctionSchema = z.object({
  id: z.number().int(),
  itemId: z.string().nullable(),
  target: z.string(),
  field: z.string(),
  oldValue: z.string(),
  newValue: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instantSchema,
  afterSignature: z.boolean(),
});
export type Correction = z.infer<typeof correctionSchema>;

export const signatureSchema = z.object({
  box: signatureBoxSchema,
  name: z.string(),
  at: instantSchema,
  digest: z.string(),
  voidedAt: instantSchema.nullable(),
  voidReason: z.string(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** open → inspected → reviewed → confirmed (frozen); `reopened` after a correction of a confirmed sheet. */
export const SHEET_STATES = ['open', 'inspected', 'reviewed', 'confirmed', 'reopened'] as const;
export const sheetStateSchema = z.enum(SHEET_STATES);
export type SheetState = z.infer<typeof sheetStateSchema>;

export const sheetSchema = z.object({
  day: daySchema,
  dayKind: dayKindSchema,
  dayLabel: z.string(),
  state: sheetStateSchema,
  /** Once the customer confirmed it, automatic runs stay away for good. */
  frozen: z.boolean(),
  header: sheetHeaderSchema,
  version: z.number().int(),
  counts: countsSchema,
  items: z.array(sheetItemSchema),
  signatures: z.array(signatureSchema),
  corrections: z.array(correctionSchema),
  /** Short form of the content's SHA-256, as printed. */
  digest: z.string(),
  createdAt: instantSchema,
  lastRunAt: instantSchema.nullable(),
  lastJob: z.string().nullable(),
});
export type Sheet = z.infer<typeof sheetSchema>;

export const sheetRowSchema = z.object({
  day: daySchema,
  dayKind: dayKindSchema,
  dayLabel: z.string(),
  /** `missed` 缺检: a past workday on which nothing was checked; `waiting`: today, nothing checked yet. */
  state: z.union([sheetStateSchema, z.enum(['missed', 'waiting'])]),
  counts: countsSchema.nullable(),
  corrections: z.number().int(),
  lastRunAt: instantSchema.nullable(),
});
export type SheetRow = z.infer<typeof sheetRowSchema>;

export const tileSchema = z.object({
  service: serviceSchema,
  number: z.number().int(),
  name: z.string(),
  result: resultSchema,
  counts: countsSchema,
  headline: z.object({ name: z.string(), value: z.string(), lastValue: z.string() }).nullable(),
  /** When a check of this service last brought a value. */
  lastSuccessAt: instantSchema.nullable(),
  /** The worst result of each of the last seven days, oldest first; null: no sheet. */
  beats: z.array(z.object({ day: daySchema, kind: dayKindSchema, result: resultSchema.nullable() })),
});
export type Tile = z.infer<typeof tileSchema>;

export const DUE_STATES = ['off', 'unpublished', 'done', 'waiting', 'soon', 'overdue'] as const;
export const todaySchema = z.object({
  day: daySchema,
  dayKind: dayKindSchema,
  dayLabel: z.string(),
  /** Whether today's check is due: `soon` from the reminder on, `overdue` past the time set. */
  due: z.object({ state: z.enum(DUE_STATES), at: instantSchema.nullable() }),
  sheet: z
    .object({
      state: sheetStateSchema,
      counts: countsSchema,
      lastRunAt: instantSchema.nullable(),
      signatures: z.array(signatureBoxSchema),
    })
    .nullable(),
  missed: z.object({ count: z.number().int(), days: z.array(daySchema) }),
  /** Sheets of past days that the customer has not confirmed. */
  unsigned: z.array(daySchema),
  tiles: z.array(tileSchema),
  /** The run going on in any window or process. */
  job: jobSchema.nullable(),
});
export type Today = z.infer<typeof todaySchema>;

export const readingSchema = z.object({
  day: daySchema,
  at: instantSchema,
  value: z.string(),
  number: z.number().nullable(),
  result: resultSchema,
  remark: z.string(),
  elapsedMs: z.number().nullable(),
  /** `person`: entered on the sheet. */
  source: z.enum(['check', 'person']),
});
export type Reading = z.infer<typeof readingSchema>;

export const probeSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['http', 'tcp', 'folder']).nullable(),
  target: z.string(),
  expect: z.string(),
});
export type Probe = z.infer<typeof probeSchema>;

const limitsSchema = z.object({ warning: z.number().nullable(), fault: z.number().nullable() });
export const itemThresholdsSchema = limitsSchema.extend({
  id: z.string(),
  /** As printed: section.item. */
  number: z.string(),
  service: serviceSchema,
  name: z.string(),
  /** Of the limits. */
  unit: z.string(),
  /** The limits in force in words, as printed. */
  standard: z.string(),
  /** `above`: from the limit on is bad; `below`: less than the limit is bad. */
  direction: z.enum(['above', 'below']),
  usual: limitsSchema,
  /** Who set it otherwise than usual; null: nobody. */
  change: z.object({ reason: z.string(), by: z.string(), at: instantSchema }).nullable(),
});
export type ItemThresholds = z.infer<typeof itemThresholdsSchema>;

const short = z.string().trim().max(200);
const long = z.string().trim().max(500);

/** What a person may enter for an item; absent fields stay as they are. */
export const itemFieldsSchema = z.object({
  value: short.optional(),
  result: resultSchema.optional(),
  explanation: long.optional(),
  action: long.optional(),
  incident: z.string().trim().max(40).optional(),
  owner: z.string().trim().max(30).optional(),
  due: z.string().trim().max(40).optional(),
  note: long.optional(),
});
export type ItemFields = z.infer<typeof itemFieldsSchema>;

const dayInput = z.object({ day: daySchema });
const fileSchema = z.object({ fileName: z.string(), pages: z.number().int(), base64: z.string() });

export const inspectionContract = {
  today: procedure(ALL_ROLES).output(todaySchema),
  list: procedure(ALL_ROLES)
    .input(pageInput)
    .output(z.object({ total: z.number(), missed: z.number(), rows: z.array(sheetRowSchema) })),
  sheet: procedure(ALL_ROLES).input(dayInput).output(sheetSchema.nullable()),
  open: procedure(STAFF).input(dayInput).output(sheetSchema),
  /** Runs the automatic items (all, or those named) as a job. */
  run: procedure(STAFF)
    .input(z.object({ day: daySchema, items: z.array(z.string()).max(200).optional() }))
    .output(jobSchema),
  /** Enters or corrects one item. `reason` is needed where a value is changed or an automatic one replaced. */
  fill: procedure(STAFF)
    .input(
      z.object({
        day: daySchema,
        itemId: z.string(),
        version: z.number().int(),
        fields: itemFieldsSchema,
        reason: long.default(''),
      }),
    )
    .output(sheetSchema),
  /** One reason for every unchecked item that has none. */
  excuse: procedure(STAFF)
    .input(z.object({ day: daySchema, reason: long.min(1) }))
    .output(sheetSchema),
  setHeader: procedure(STAFF)
    .input(
      z.object({
        day: daySchema,
        version: z.number().int(),
        header: sheetHeaderSchema.partial(),
        reason: long.default(''),
      }),
    )
    .output(sheetSchema),
  sign: procedure(['engineer', 'manager', 'supervisor'])
    .input(z.object({ day: daySchema, box: signatureBoxSchema, digest: z.string() }))
    .output(sheetSchema),
  itemHistory: procedure(ALL_ROLES)
    .input(z.object({ itemId: z.string(), limit: z.number().int().min(1).max(200).default(30) }))
    .output(z.array(readingSchema)),
  print: procedure(ALL_ROLES)
    .input(z.object({ from: daySchema, to: daySchema }))
    .output(fileSchema),
  probes: procedure(ALL_ROLES).output(z.array(probeSchema)),
  saveProbe: procedure(['manager'])
    .input(
      z.object({
        id: z.string(),
        kind: z.enum(['http', 'tcp', 'folder']).nullable(),
        target: z.string().trim().max(500),
        expect: z.string().trim().max(200).default(''),
      }),
    )
    .output(z.array(probeSchema)),
  thresholds: procedure(ALL_ROLES).output(z.array(itemThresholdsSchema)),
  saveThresholds: procedure(['manager'])
    .input(limitsSchema.extend({ id: z.string(), reason: long.min(1) }))
    .output(z.array(itemThresholdsSchema)),
};
