import { z } from 'zod';
import { instantSchema, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

/** A copy of the log with the files that belong to it. */
export const backupSchema = z.object({
  name: z.string(),
  at: instantSchema,
  /** Of the log, in bytes. */
  bytes: z.number().int(),
  /** Null where the copy has no list of files, or a damaged one. */
  files: z.object({ count: z.number().int(), bytes: z.number().int(), pending: z.number().int() }).nullable(),
});
export type Backup = z.infer<typeof backupSchema>;

export const workspaceContract = {
  /** The frame's facts: which workspace, which moment the core lives in. */
  state: procedure('public').output(
    z.object({
      name: z.string(),
      demo: z.boolean(),
      version: z.string(),
      now: instantSchema,
    }),
  ),
  /** Newest first; at most fourteen are kept. */
  backups: procedure(STAFF).output(z.array(backupSchema)),
  /** Copies what changed now. */
  backup: procedure(STAFF).output(jobSchema),
};
