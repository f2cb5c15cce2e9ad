import { z } from 'zod';
import { ASSESSMENT_FACT_TYPES } from '../domain/assessmentFact.ts';
import { ASSESSMENT_ITEMS, HALF_YEARS } from '../domain/assessmentScheme.ts';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { dayKindSchema } from './calendar.ts';

/** Deductions are confirmed by the manager or the customer; what gives points back is the customer's alone. */
const CUSTOMER = ['supervisor'] as const;
const DECIDERS = ['manager', 'supervisor'] as const;

/** `lapsed`: what it rested on is no longer found. `appealed` counts until the appeal is decided. */
export const FACT_STATES = ['proposed', 'confirmed', 'rejected', 'appealed', 'voided', 'lapsed'] as const;
export const factStateSchema = z.enum(FACT_STATES);
export type FactState = z.infer<typeof factStateSchema>;
export const factTypeSchema = z.enum(ASSESSMENT_FACT_TYPES);
export const itemSchema = z.enum(ASSESSMENT_ITEMS);
const impactSchema = z.enum(['none', 'major']);
const points = z.number().min(0).max(1000);
const text = (most: number) => z.string().trim().min(1).max(most);

export const FACT_ACTS = [
  'propose',
  'confirm',
  'reject',
  'acknowledge',
  'appeal',
  'grant',
  'uphold',
  'void',
  'reopen',
  'lapse',
  'attach',
] as const;

export const factEventSchema = z.object({
  at: instantSchema,
  by: z.string(),
  act: z.enum(FACT_ACTS),
  note: z.string(),
});

/** A file that proves a fact, as it was handed in; `act` says with which step. */
export const evidenceFileSchema = z.object({
  id: z.string(),
  act: z.enum(FACT_ACTS),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: instantSchema,
});
export type EvidenceFile = z.infer<typeof evidenceFileSchema>;

/** A chosen file; size, name and type are judged by the core. */
const fileInputSchema = z.object({ name: z.string().max(300), base64: z.base64().max(30_000_000) });
export type FileInput = z.infer<typeof fileInputSchema>;
export const MOST_FILES_AT_ONCE = 5;
const filesInput = z.array(fileInputSchema).max(MOST_FILES_AT_ONCE).default([]);

/** A fact as it stands in the register. */
export const factSchema = z.object({
  id: z.string(),
  number: z.string(),
  source: z.string(),
  type: factTypeSchema,
  item: itemSchema,
  date: daySchema,
  person: z.string(),
  dayKind: dayKindSchema.nullable(),
  affectedWork: z.boolean(),
  impact: impactSchema.nullable(),
  /** Points it takes (negative) or adds, under the scheme of its year, were it confirmed. */
  effect: z.number(),
  text: z.string(),
  link: z.string(),
  evidence: z.string(),
  state: factStateSchema,
  createdBy: z.string(),
  createdAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  decision: z.string(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instantSchema.nullable(),
  appealedBy: z.string().nullable(),
  appealedAt: instantSchema.nullable(),
  appeal: z.string(),
});
export type Fact = z.infer<typeof factSchema>;
export type FactEvent = z.infer<typeof factEventSchema>;

const ruleSchema = z.object({
  type: factTypeSchema.exclude(['bonus']),
  item: itemSchema,
  points,
  when: z
    .object({
      dayKind: dayKindSchema.optional(),
      affectedWork: z.boolean().optional(),
      impact: impactSchema.optional(),
    })
    .optional(),
});

/** The scheme as it is kept; see shared/domain/assessmentScheme.ts. */
export const schemeSchema = z.object({
  base: points,
  passing: points,
  warnBelow: points,
  bonusMost: points,
  cap: points.nullable(),
  halfYear: z.enum(HALF_YEARS),
  rollingDays: z.number().int().min(1).max(366),
  withdrawalAt: z.number().int().min(1).max(100),
  itemMost: z.record(itemSchema, points.nullable()),
  rules: z.array(ruleSchema).min(1).max(60),
});

export const schemeVersionSchema = z.object({
  version: z.number().int(),
  scheme: schemeSchema,
  reason: z.string(),
  savedBy: z.string(),
  savedAt: instantSchema.nullable(),
});
export type SchemeVersion = z.infer<typeof schemeVersionSchema>;

export const yearSchema = z.object({
  /** Empty while no contract year is entered: then the calendar year stands in. */
  id: z.string(),
  name: z.string(),
  from: daySchema,
  to: daySchema,
  schemeVersion: z.number().int(),
});
export type AssessmentYear = z.infer<typeof yearSchema>;

export const savedYearSchema = z.object({
  id: z.string().optional(),
  name: text(40),
  from: daySchema,
  to: daySchema,
  schemeVersion: z.number().int().optional(),
});

export const savedSchemeSchema = z.object({ yearId: z.string(), scheme: schemeSchema, reason: text(300) });

export const withdrawalSchema = z.object({
  person: z.string(),
  from: daySchema,
  to: daySchema,
  /** Numbers of the facts. */
  facts: z.array(z.string()),
  /** The notice, once issued. */
  notice: z.object({ number: z.string(), issuedBy: z.string(), issuedAt: instantSchema }).nullable(),
});

export const resultSchema = z.object({
  score: z.number(),
  passed: z.boolean(),
  items: z.array(z.object({ item: itemSchema, deducted: z.number() })),
  bonus: z.number(),
  withdrawals: z.array(withdrawalSchema.omit({ notice: true })),
});

export const statusSchema = resultSchema.extend({
  year: yearSchema,
  today: daySchema,
  /** Where the year ends if it goes on like this; null in its first month. */
  forecast: z.number().nullable(),
  standing: z.enum(['good', 'near', 'failed']),
  /** How the forecast stands; `good` without one. */
  outlook: z.enum(['good', 'near', 'failed']),
  scheme: schemeSchema,
  withdrawals: z.array(withdrawalSchema),
  /** Persons one deduction short of a withdrawal. */
  nearWithdrawal: z.array(z.object({ person: z.string(), count: z.number().int() })),
  counts: z.record(factStateSchema, z.number().int()),
  /** Score after each day on which it changed, from the start of the year. */
  course: z.array(z.object({ day: daySchema, score: z.number() })),
});
export type AssessmentStatus = z.infer<typeof statusSchema>;

const yearInput = z.object({ yearId: z.string().optional() });
const byId = z.object({ id: z.string() });
export const reasonInputSchema = byId.extend({ reason: text(500), files: filesInput });

export const attachInputSchema = byId.extend({
  files: z.array(fileInputSchema).min(1).max(MOST_FILES_AT_ONCE),
  note: z.string().trim().max(200).default(''),
});

/** What a person enters; which fields a type needs is the core's to say, at the field. */
export const factInputSchema = z.object({
  type: factTypeSchema,
  date: daySchema,
  person: z.string().trim().max(40).default(''),
  dayKind: dayKindSchema.nullable().default(null),
  affectedWork: z.boolean().default(false),
  impact: impactSchema.nullable().default(null),
  points: z.number().nullable().default(null),
  text: text(500),
  evidence: z.string().trim().max(500).default(''),
  files: filesInput,
});
export type FactInput = z.infer<typeof factInputSchema>;

/** What is settled when a fact is confirmed; left out, it stays as proposed. */
export const confirmInputSchema = byId.extend({
  person: z.string().trim().max(40).optional(),
  dayKind: dayKindSchema.optional(),
  affectedWork: z.boolean().optional(),
  impact: impactSchema.optional(),
  note: z.string().trim().max(500).default(''),
  files: filesInput,
});
export type ConfirmInput = z.infer<typeof confirmInputSchema>;

const fileSchema = z.object({ fileName: z.string(), base64: z.string() });
const printedSchema = fileSchema.extend({ pages: z.number().int() });

export const whatIfInput = yearInput.extend({
  /** Ids of proposed facts taken as confirmed, and of counting ones left out. */
  confirm: z.array(z.string()).max(500).default([]),
  drop: z.array(z.string()).max(500).default([]),
  /** Made-up facts. */
  add: z
    .array(
      factInputSchema
        .omit({ text: true, evidence: true, files: true })
        .extend({ times: z.number().int().min(1).max(100) }),
    )
    .max(50)
    .default([]),
});
export type WhatIfInput = z.infer<typeof whatIfInput>;

export const assessmentContract = {
  years: procedure(ALL_ROLES).output(z.object({ years: z.array(yearSchema), current: z.string() })),
  saveYear: procedure(['manager']).input(savedYearSchema).output(yearSchema),
  schemes: procedure(ALL_ROLES).output(z.array(schemeVersionSchema)),
  saveScheme: procedure(DECIDERS).input(savedSchemeSchema).output(schemeVersionSchema),
  status: procedure(ALL_ROLES).input(yearInput).output(statusSchema),
  facts: procedure(ALL_ROLES)
    .input(
      pageInput.extend({
        ...yearInput.shape,
        states: z.array(factStateSchema).optional(),
        items: z.array(itemSchema).optional(),
        person: z.string().max(40).optional(),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(factSchema) })),
  fact: procedure(ALL_ROLES)
    .input(byId)
    .output(
      z.object({
        fact: factSchema,
        events: z.array(factEventSchema),
        files: z.array(evidenceFileSchema),
      }),
    ),
  /** Adds files to a fact in any state; nothing is ever taken away. */
  attach: procedure([...STAFF, ...CUSTOMER])
    .input(attachInputSchema)
    .output(z.array(evidenceFileSchema)),
  file: procedure([...STAFF, ...CUSTOMER])
    .input(byId)
    .output(fileSchema),
  /** All files of a year as a ZIP with their list. */
  evidence: procedure([...STAFF, ...CUSTOMER])
    .input(yearInput)
    .output(fileSchema.extend({ files: z.number().int(), missing: z.array(z.string()) })),
  /** Looks through the records of all capabilities for new facts. */
  collect: procedure([...STAFF, ...CUSTOMER]).output(
    z.object({
      found: z.number().int(),
      added: z.number().int(),
      lapsed: z.number().int(),
      failed: z.array(z.string()),
    }),
  ),
  add: procedure([...STAFF, ...CUSTOMER])
    .input(factInputSchema)
    .output(factSchema),
  confirm: procedure(DECIDERS).input(confirmInputSchema).output(factSchema),
  reject: procedure(CUSTOMER).input(reasonInputSchema).output(factSchema),
  acknowledge: procedure(['manager']).input(byId).output(factSchema),
  appeal: procedure(STAFF).input(reasonInputSchema).output(factSchema),
  decideAppeal: procedure(CUSTOMER)
    .input(reasonInputSchema.extend({ granted: z.boolean() }))
    .output(factSchema),
  voidFact: procedure(CUSTOMER).input(reasonInputSchema).output(factSchema),
  reopen: procedure(CUSTOMER).input(reasonInputSchema).output(factSchema),
  whatIf: procedure(ALL_ROLES)
    .input(whatIfInput)
    .output(resultSchema.extend({ standing: z.enum(['good', 'near', 'failed']) })),
  sheet: procedure(ALL_ROLES).input(yearInput).output(printedSchema),
  workbook: procedure(ALL_ROLES).input(yearInput).output(fileSchema),
  /** Issues the notice at its first printing. */
  notice: procedure(DECIDERS)
    .input(yearInput.extend({ person: z.string(), from: daySchema, to: daySchema }))
    .output(printedSchema),
  /** How many candidates and appeals wait for a decision. */
  waiting: procedure(ALL_ROLES).output(z.object({ count: z.number().int() })),
};
