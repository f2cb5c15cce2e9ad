import { z } from 'zod';
import { ALL_ROLES, daySchema, instantSchema, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

export const PARAMETER_TYPES = ['date', 'text', 'number', 'court'] as const;
/** Days that follow the calendar, written instead of a day. */
export const RELATIVE_DAYS = [
  '@today',
  '@yesterday',
  '@week-start',
  '@month-start',
  '@last-month-start',
  '@last-month-end',
  '@year-start',
] as const;

/** A place `:name` in the SQL. It is bound, never written into the text. */
export const parameterSchema = z.object({
  name: z.string().regex(/^[A-Za-z_\p{L}][\w\p{L}]{0,39}$/u),
  label: z.string().trim().max(40).default(''),
  type: z.enum(PARAMETER_TYPES),
  /** A day or RELATIVE_DAYS, a text, digits, a court's code; empty: must be given. */
  default: z.string().trim().max(200).default(''),
});
export type StatisticsParameter = z.infer<typeof parameterSchema>;

export const APPROVALS = ['unneeded', 'waiting', 'approved', 'rejected'] as const;
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

const sqlSchema = z.string().min(1).max(200_000);

export const querySchema = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  requester: z.string(),
  connectionId: z.string(),
  sql: z.string(),
  parameters: z.array(parameterSchema),
  sensitiveTables: z.array(z.string()),
  approval: z.enum(APPROVALS),
  approvedBy: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  approvalNote: z.string(),
  scheduleTime: z.string().nullable(),
  scheduleFormat: exportFormatSchema.nullable(),
  createdBy: z.string(),
  changedBy: z.string(),
  changedAt: instantSchema,
  /** Start of the last run that succeeded. */
  lastSuccess: instantSchema.nullable(),
});
export type SavedQuery = z.infer<typeof querySchema>;

export const queryInputSchema = z.object({
  id: z.string().optional(),
  name: z.string().trim().min(1).max(60),
  purpose: z.string().trim().max(500).default(''),
  requester: z.string().trim().max(60).default(''),
  connectionId: z.string(),
  sql: sqlSchema,
  parameters: z.array(parameterSchema).max(30).default([]),
});
export type QueryInput = z.infer<typeof queryInputSchema>;

export const columnSchema = z.object({
  name: z.string(),
  /** What it was hidden as; null: shown as read. */
  masked: z.enum(['idNumber', 'phone', 'address', 'account']).nullable(),
});
export type StatisticsColumn = z.infer<typeof columnSchema>;

export const runSchema = z.object({
  id: z.string(),
  queryId: z.string().nullable(),
  name: z.string(),
  connectionName: z.string(),
  sql: z.string(),
  values: z.record(z.string(), z.string()),
  reason: z.string(),
  unmasked: z.boolean(),
  jobId: z.string().nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  columns: z.array(columnSchema),
  rows: z.number().int(),
  cut: z.enum(['', 'rows', 'size']),
  bytes: z.number(),
  firstRowMs: z.number().nullable(),
  ms: z.number().nullable(),
  error: z.string(),
  runBy: z.string(),
  startedAt: instantSchema,
  /** The result can still be browsed. */
  kept: z.boolean(),
});
export type StatisticsRun = z.infer<typeof runSchema>;

export const runInputSchema = z.object({
  /** A saved query; its own SQL runs unless `sql` is given. */
  queryId: z.string().optional(),
  /** What stands in the editor, with the connection it is for. */
  sql: sqlSchema.optional(),
  connectionId: z.string().optional(),
  parameters: z.array(parameterSchema).max(30).optional(),
  values: z.record(z.string(), z.string().max(500)).default({}),
  rowLimit: z.number().int().min(1).max(5_000_000).default(1_000_000),
  reason: z.string().trim().max(300).default(''),
  /** Show personal data as it is: managers, with a reason. */
  unmasked: z.boolean().default(false),
});
export type RunInput = z.input<typeof runInputSchema>;

const cellSchema = z.union([z.string(), z.number(), z.null()]);
export const resultPageSchema = z.object({
  run: runSchema,
  offset: z.number().int(),
  rows: z.array(z.array(cellSchema)),
  /** Where the rows stand in the result, when they come in another order. */
  places: z.array(z.number().int()).optional(),
});

export const AGGREGATES = ['count', 'sum', 'avg', 'min', 'max', 'distinct'] as const;
export const BUCKETS = ['none', 'year', 'month', 'day'] as const;
export const pivotInputSchema = z.object({
  runId: z.string(),
  rows: z
    .array(z.object({ column: z.string(), bucket: z.enum(BUCKETS).default('none') }))
    .min(1)
    .max(2),
  column: z.object({ column: z.string(), bucket: z.enum(BUCKETS).default('none') }).nullable(),
  aggregate: z.enum(AGGREGATES),
  /** Needed for everything but count. */
  value: z.string().nullable(),
});
export type PivotInput = z.infer<typeof pivotInputSchema>;
export const pivotSchema = z.object({
  rowKeys: z.array(z.array(z.string())),
  columnKeys: z.array(z.string()),
  /** By row, then column; null: nothing there. */
  values: z.array(z.array(z.number().nullable())),
  totals: z.array(z.number().nullable()),
  /** Rows read. */
  read: z.number(),
  /** Values that were no number and therefore left out of sum, avg, min, max. */
  notNumbers: z.number(),
});
export type Pivot = z.infer<typeof pivotSchema>;

export const schemaTableSchema = z.object({
  name: z.string(),
  title: z.string(),
  columns: z.array(
    z.object({ name: z.string(), title: z.string(), type: z.string(), sensitive: z.boolean() }),
  ),
});
export type SchemaTable = z.infer<typeof schemaTableSchema>;

export const exportSchema = z.object({
  id: z.string(),
  runId: z.string(),
  format: exportFormatSchema,
  file: z.string(),
  rows: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  exportedBy: z.string(),
  exportedAt: instantSchema,
});
export type StatisticsExport = z.infer<typeof exportSchema>;

const byId = z.object({ id: z.string() });
const APPROVERS = ['manager', 'supervisor'] as const;

export const statisticsContract = {
  queries: procedure(ALL_ROLES).output(z.array(querySchema)),
  save: procedure(STAFF).input(queryInputSchema).output(querySchema),
  remove: procedure(STAFF).input(byId).output(z.object({})),
  approve: procedure(APPROVERS)
    .input(byId.extend({ approved: z.boolean(), note: z.string().trim().max(300).default('') }))
    .output(querySchema),
  schedule: procedure(STAFF)
    .input(
      byId.extend({
        time: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .nullable(),
        format: exportFormatSchema.nullable().default(null),
      }),
    )
    .output(querySchema),
  /** The parameters a text asks for, with what is known of them from `known`. */
  parameters: procedure(STAFF)
    .input(
      z.object({ sql: z.string().max(200_000), connectionId: z.string(), known: z.array(parameterSchema) }),
    )
    .output(z.array(parameterSchema)),
  /** Tables and columns for completion. */
  schema: procedure(STAFF)
    .input(z.object({ connectionId: z.string() }))
    .output(z.array(schemaTableSchema)),
  courts: procedure(ALL_ROLES).output(z.array(z.object({ code: z.number(), name: z.string() }))),
  explain: procedure(STAFF)
    .input(runInputSchema)
    .output(z.object({ lines: z.array(z.string()) })),
  run: procedure(STAFF).input(runInputSchema).output(runSchema),
  runs: procedure(ALL_ROLES)
    .input(
      z.object({
        queryId: z.string().optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(runSchema) })),
  /** A page of a result; with `wait` it comes as soon as there is a row, or the run has ended. */
  page: procedure(ALL_ROLES)
    .input(
      z.object({
        runId: z.string(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(2000).default(200),
        wait: z.boolean().default(false),
        /** Over the whole result; a result that still comes has none. */
        order: z.object({ column: z.number().int().min(0), direction: z.enum(['asc', 'desc']) }).optional(),
      }),
    )
    .output(resultPageSchema),
  /** One cell in full, up to a million characters. */
  cell: procedure(ALL_ROLES)
    .input(z.object({ runId: z.string(), row: z.number().int().min(0), column: z.number().int().min(0) }))
    .output(z.object({ text: z.string(), length: z.number() })),
  cancel: procedure(STAFF)
    .input(z.object({ runId: z.string() }))
    .output(z.object({})),
  pivot: procedure(ALL_ROLES).input(pivotInputSchema).output(pivotSchema),
  export: procedure(STAFF)
    .input(z.object({ runId: z.string(), format: exportFormatSchema }))
    .output(jobSchema),
  exports: procedure(ALL_ROLES)
    .input(z.object({ runId: z.string() }))
    .output(z.array(exportSchema)),
  /** A piece of an exported file, for the window to save. */
  exportPart: procedure(STAFF)
    .input(z.object({ id: z.string(), offset: z.number().int().min(0) }))
    .output(z.object({ base64: z.string(), next: z.number().nullable(), bytes: z.number() })),
  today: procedure(ALL_ROLES).output(z.object({ day: daySchema, waiting: z.number() })),
};
