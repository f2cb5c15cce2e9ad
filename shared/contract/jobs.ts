import { z } from 'zod';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';

export const jobStateSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'interrupted',
]);
export type JobStateName = z.infer<typeof jobStateSchema>;

export const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: jobStateSchema,
  done: z.number(),
  total: z.number().nullable(),
  text: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobsContract = {
  list: procedure(ALL_ROLES)
    .input(pageInput.extend({ states: z.array(jobStateSchema).optional() }))
    .output(z.object({ total: z.number(), rows: z.array(jobSchema) })),
  get: procedure(ALL_ROLES)
    .input(z.object({ id: z.string() }))
    .output(jobSchema),
  cancel: procedure(STAFF)
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
  /** Takes an interrupted, failed or cancelled job up again from its checkpoint. */
  restart: procedure(STAFF)
    .input(z.object({ id: z.string() }))
    .output(jobSchema),
};
