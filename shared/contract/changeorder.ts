import { z } from 'zod';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

export const CHANGE_STATES = [
  'draft',
  'submitted',
  'approved',
  'rejected',
  'executing',
  'executed',
  'failed',
  'undoing',
  'undone',
] as const;
export const changeStateSchema = z.enum(CHANGE_STATES);
export type ChangeState = z.infer<typeof changeStateSchema>;
export const CHANGE_KINDS = ['update', 'delete', 'insert'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const who = z.string().nullable();

/** A change order as printed in form J. */
export const changeorderSchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  applicant: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  sql: z.string(),
  reason: z.string(),
  incident: z.string(),
  state: changeStateSchema,
  kind: z.enum(CHANGE_KINDS).nullable(),
  table: z.string(),
  condition: z.string(),
  primaryKey: z.array(z.string()),
  predictedRows: z.number().nullable(),
  actualRows: z.number().nullable(),
  undoneRows: z.number().nullable(),
  /** Short form of the statement's SHA-256. */
  sqlDigest: z.string(),
  imageFile: z.string(),
  /** SHA-256 of the rows before and after, as saved. */
  imageDigest: z.string(),
  jobId: z.string().nullable(),
  failure: z.string(),
  approvalNote: z.string(),
  undoReason: z.string(),
  authorId: z.string(),
  author: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  submittedAt: instantSchema.nullable(),
  approver: who,
  approvedAt: instantSchema.nullable(),
  executor: who,
  executedAt: instantSchema.nullable(),
  reviewer: who,
  reviewedAt: instantSchema.nullable(),
  undoneBy: who,
  undoneAt: instantSchema.nullable(),
});
export type Changeorder = z.infer<typeof changeorderSchema>;

export const changeInputSchema = z.object({
  id: z.string().optional(),
  title: z.string().trim().min(1).max(80),
  applicant: z.string().trim().min(1).max(60),
  connectionId: z.string().min(1),
  sql: z.string().min(1).max(200_000),
  reason: z.string().trim().min(1).max(1000),
  incident: z.string().trim().max(60).default(''),
});
export type ChangeInput = z.infer<typeof changeInputSchema>;

/** What a statement would do, counted by reading only. */
export const predictionSchema = z.object({
  kind: z.enum(CHANGE_KINDS),
  table: z.string(),
  condition: z.string(),
  primaryKey: z.array(z.string()),
  rows: z.number(),
  /** Columns an UPDATE sets or an INSERT fills. */
  changed: z.array(z.string()),
  columns: z.array(z.string()),
  /** The first rows as they stand now, personal data masked. */
  sample: z.array(z.array(z.string().nullable())),
});
export type Prediction = z.infer<typeof predictionSchema>;

const byId = z.object({ id: z.string() });
const withReason = byId.extend({ reason: z.string().trim().min(1).max(300) });

export const changeorderContract = {
  list: procedure(ALL_ROLES)
    .input(pageInput.extend({ states: z.array(changeStateSchema).optional() }))
    .output(z.object({ total: z.number(), rows: z.array(changeorderSchema) })),
  get: procedure(ALL_ROLES).input(byId).output(changeorderSchema),
  save: procedure(STAFF).input(changeInputSchema).output(changeorderSchema),
  remove: procedure(STAFF).input(byId).output(z.object({})),
  predict: procedure(ALL_ROLES)
    .input(z.object({ connectionId: z.string(), sql: z.string().min(1).max(200_000) }))
    .output(predictionSchema),
  submit: procedure(STAFF).input(byId).output(changeorderSchema),
  approve: procedure(['manager', 'supervisor'])
    .input(byId.extend({ approved: z.boolean(), note: z.string().trim().max(300).default('') }))
    .output(changeorderSchema),
  execute: procedure(STAFF).input(byId).output(jobSchema),
  undo: procedure(STAFF).input(withReason).output(jobSchema),
  review: procedure(ALL_ROLES).input(byId).output(changeorderSchema),
  print: procedure(ALL_ROLES)
    .input(byId)
    .output(z.object({ fileName: z.string(), pages: z.number(), base64: z.string() })),
  waiting: procedure(ALL_ROLES).output(z.object({ count: z.number() })),
};
