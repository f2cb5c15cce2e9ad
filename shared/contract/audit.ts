import { z } from 'zod';
import { ALL_ROLES, instantSchema, pageInput, procedure } from './base.ts';

export const auditEntrySchema = z.object({
  id: z.number(),
  at: instantSchema,
  operatorName: z.string(),
  host: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditContract = {
  list: procedure(['manager', 'supervisor'])
    .input(pageInput)
    .output(z.object({ total: z.number(), rows: z.array(auditEntrySchema) })),
  /** Recomputes the hash chain; `brokenAt` names the first entry that does not fit. */
  verify: procedure(['manager', 'supervisor']).output(
    z.object({ entries: z.number(), brokenAt: z.number().nullable() }),
  ),
  /** Says that rows shown on a page leave the console as a file; asked before they do. */
  recordExport: procedure(ALL_ROLES)
    .input(
      z.object({
        title: z.string().trim().min(1).max(100),
        rows: z.number().int().min(0),
        /** The filter in words; empty: everything. */
        filter: z.string().max(500),
      }),
    )
    .output(z.object({})),
};
