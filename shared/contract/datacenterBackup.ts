import { z } from 'zod';
import { ALL_ROLES, instantSchema, procedure, STAFF } from './base.ts';

export const backupTableInputSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[A-Za-z_]\w{0,62}$/),
  key: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-Za-z_]\w{0,62}$/),
    )
    .min(1)
    .max(8),
  /** The column that grows with every change; empty: the whole table is copied each time. */
  mark: z
    .string()
    .trim()
    .regex(/^([A-Za-z_]\w{0,62})?$/)
    .default(''),
});
export type BackupTableInput = z.infer<typeof backupTableInputSchema>;

/** How far a table's copy is, and what the last proof found. Numbers are null before the first. */
export const backupTableSchema = backupTableInputSchema.extend({
  highWater: z.string().nullable(),
  copiedAt: instantSchema.nullable(),
  copiedRows: z.number().nullable(),
  provenAt: instantSchema.nullable(),
  sourceRows: z.number().nullable(),
  targetRows: z.number().nullable(),
  missing: z.number().nullable(),
  different: z.number().nullable(),
  /** In the backup library only: deleted at the source since. They are kept. */
  extra: z.number().nullable(),
  /** Rows the last proof found lacking and copied after. */
  repaired: z.number().nullable(),
});
export type BackupTable = z.infer<typeof backupTableSchema>;

export const backupPlanSchema = z.object({
  id: z.string(),
  name: z.string(),
  sourceId: z.string(),
  sourceName: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  everyMinutes: z.number(),
  overlapMinutes: z.number(),
  enabled: z.boolean(),
  lastAt: instantSchema.nullable(),
  lastSuccessAt: instantSchema.nullable(),
  lastError: z.string(),
  /** Share of the source's rows that stand alike in the library, percent, never rounded up to 100; null before a proof. */
  completeness: z.number().nullable(),
  /** The copy or restore that runs now. */
  jobId: z.string().nullable(),
  tables: z.array(backupTableSchema),
});
export type BackupPlan = z.infer<typeof backupPlanSchema>;

export const backupPlanInputSchema = z.object({
  id: z.string().optional(),
  name: z.string().trim().min(1).max(60),
  sourceId: z.string(),
  targetId: z.string(),
  everyMinutes: z.number().int().min(5).max(10_080).default(60),
  /** How far behind the mark each run looks again: rows committed late. */
  overlapMinutes: z.number().int().min(0).max(1_440).default(10),
  enabled: z.boolean().default(true),
  /** Empty: the tables of the province-wide structure. */
  tables: z.array(backupTableInputSchema).max(200).default([]),
});
export type BackupPlanInput = z.infer<typeof backupPlanInputSchema>;

const byId = z.object({ id: z.string() });

/** The part of the contract `datacenter` on the backup library. */
export const backupProcedures = {
  backupPlans: procedure(ALL_ROLES).output(z.array(backupPlanSchema)),
  backupSave: procedure(STAFF).input(backupPlanInputSchema).output(backupPlanSchema),
  backupRemove: procedure(STAFF)
    .input(byId)
    .output(z.object({ removed: z.boolean() })),
  backupRun: procedure(STAFF)
    .input(byId)
    .output(z.object({ jobId: z.string() })),
  /** Copies tables from the library back into the source. */
  backupRestore: procedure(STAFF)
    .input(
      byId.extend({
        tables: z.array(z.string()).min(1).max(200),
        reason: z.string().trim().min(4).max(300),
        confirmed: z.literal(true),
      }),
    )
    .output(z.object({ jobId: z.string() })),
};
