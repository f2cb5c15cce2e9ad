import { z } from 'zod';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

const columnList = z.array(z.string().trim().min(1).max(130)).max(500);

const definitionFields = z.object({
  name: z.string().trim().min(1).max(60),
  /** Saved connections: where the rows come from, and the centre. */
  sourceId: z.string().min(1),
  targetId: z.string().min(1),
  table: z.string().trim().min(1).max(130),
  /** Empty: named as in the source. */
  targetTable: z.string().trim().max(130).default(''),
  /** `name`, or `source=target` where the sides name a column differently; so in the lists below. */
  key: columnList.min(1).max(16),
  /** Empty: all columns that both have. */
  columns: columnList.default([]),
  by: columnList.max(4).default([]),
});

export const definitionInputSchema = definitionFields.extend({ id: z.string().optional() });
export type CompareDefinitionInput = z.infer<typeof definitionInputSchema>;

export const totalsSchema = z.object({
  sourceRows: z.number(),
  targetRows: z.number(),
  missing: z.number(),
  extra: z.number(),
  different: z.number(),
  rowsFetched: z.number(),
  rowsScanned: z.number(),
  notes: z.array(z.string()),
  /** 可信度% = (1 − (extra + missing) / targetRows) × 100; null while the centre has no rows. */
  credibility: z.number().nullable(),
});

export const runSchema = z.object({
  id: z.string(),
  definitionId: z.string().nullable(),
  jobId: z.string().nullable(),
  state: z.enum(['running', 'finished']),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  runBy: z.string(),
  totals: totalsSchema.nullable(),
  key: z.array(z.string()),
  by: z.array(z.string()),
  /** What columns are called in Chinese, by their names, as far as the dictionary knows. */
  columnNames: z.record(z.string(), z.string()),
  /** Names of both connections and tables, as they were. */
  sourceName: z.string(),
  targetName: z.string(),
  table: z.string(),
});
export type CompareRun = z.infer<typeof runSchema>;

export const definitionSchema = definitionFields.extend({
  id: z.string(),
  sourceName: z.string(),
  targetName: z.string(),
  updatedAt: instantSchema,
  updatedBy: z.string(),
  lastRun: runSchema.nullable(),
});
export type CompareDefinition = z.infer<typeof definitionSchema>;

export const DIFFERENCE_KINDS = ['missing', 'extra', 'different'] as const;

export const differenceSchema = z.object({
  id: z.number(),
  kind: z.enum(DIFFERENCE_KINDS),
  key: z.array(z.string()),
  by: z.array(z.string().nullable()),
  /** The names of courts among `by`, null elsewhere. */
  names: z.array(z.string().nullable()),
  columns: z.array(
    z.object({ name: z.string(), source: z.string().nullable(), target: z.string().nullable() }),
  ),
});
export type CompareDifference = z.infer<typeof differenceSchema>;

export const groupSchema = z.object({
  by: z.array(z.string().nullable()),
  /** The names of courts among `by`, null elsewhere. */
  names: z.array(z.string().nullable()),
  source: z.number(),
  target: z.number(),
  missing: z.number(),
  extra: z.number(),
  different: z.number(),
  credibility: z.number().nullable(),
});
export type CompareGroup = z.infer<typeof groupSchema>;

export const backfillSchema = z.object({
  id: z.string(),
  runId: z.string(),
  jobId: z.string().nullable(),
  dryRun: z.boolean(),
  updates: z.boolean(),
  state: z.enum(['running', 'finished']),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  runBy: z.string(),
  inserted: z.number(),
  updated: z.number(),
  /** Already there, left as they are. */
  present: z.number(),
  /** No longer in the source. */
  gone: z.number(),
});
export type CompareBackfill = z.infer<typeof backfillSchema>;

const byId = z.object({ id: z.string() });

export const compareContract = {
  list: procedure(ALL_ROLES).output(z.array(definitionSchema)),
  save: procedure(STAFF).input(definitionInputSchema).output(definitionSchema),
  remove: procedure(STAFF)
    .input(byId)
    .output(z.object({ removed: z.boolean() })),
  /** Starts the comparison as a job. */
  start: procedure(STAFF)
    .input(byId)
    .output(z.object({ run: runSchema, job: jobSchema })),
  runs: procedure(ALL_ROLES)
    .input(pageInput.extend({ definitionId: z.string() }))
    .output(z.object({ total: z.number(), rows: z.array(runSchema) })),
  run: procedure(ALL_ROLES).input(byId).output(runSchema),
  differences: procedure(ALL_ROLES)
    .input(pageInput.extend({ runId: z.string(), kind: z.enum(DIFFERENCE_KINDS).optional() }))
    .output(z.object({ total: z.number(), rows: z.array(differenceSchema) })),
  groups: procedure(ALL_ROLES)
    .input(pageInput.extend({ runId: z.string() }))
    .output(z.object({ total: z.number(), rows: z.array(groupSchema) })),
  /** Writes what is missing into the centre; a dry run of the same must have come first. */
  backfill: procedure(STAFF)
    .input(z.object({ runId: z.string(), dryRun: z.boolean(), updates: z.boolean().default(false) }))
    .output(z.object({ backfill: backfillSchema, job: jobSchema })),
  backfills: procedure(ALL_ROLES)
    .input(z.object({ runId: z.string() }))
    .output(z.array(backfillSchema)),
};
