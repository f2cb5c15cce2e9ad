import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ROLES, type Role } from '../domain/roles.ts';

export { ALL_ROLES, ROLES, type Role, STAFF } from '../domain/roles.ts';

export const roleSchema = z.enum(ROLES);

/** `public` needs no sign-in; otherwise the roles that may call. A procedure without it is denied. */
export type Access = 'public' | readonly Role[];

export interface ProcedureMeta {
  access?: Access;
}

/** Every error a client can receive. `data` is an ErrorData of shared/errors. */
const errors = {
  OPS_ERROR: {
    status: 422,
    data: z.object({
      code: z.string(),
      message: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  },
} as const;

/** The start of every procedure of every contract: `procedure(STAFF).input(...).output(...)`. */
export function procedure(access: Access) {
  return oc.$meta<ProcedureMeta>({}).errors(errors).meta({ access });
}

/** Whom a procedure lets in, so that its command lets in the same. */
export function rolesOf(procedure: { '~orpc': { meta: ProcedureMeta } }): readonly Role[] {
  const { access } = procedure['~orpc'].meta;
  return access === undefined || access === 'public' ? [] : access;
}

/** A page of rows: the grid asks, the core answers; at most 2,000 rows. */
export const pageInput = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(2000).default(200),
});

/** A day in Beijing time, `YYYY-MM-DD`. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** An instant, ISO 8601 in UTC with milliseconds. */
export const instantSchema = z.string();
