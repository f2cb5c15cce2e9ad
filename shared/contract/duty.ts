import { z } from 'zod';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';

/** One person's turn of duty, from sign-in to sign-out. */
export const shiftSchema = z.object({
  id: z.string(),
  day: daySchema,
  operatorId: z.string(),
  operatorName: z.string(),
  signedInAt: instantSchema,
  signedOutAt: instantSchema.nullable(),
  note: z.string(),
});
export type Shift = z.infer<typeof shiftSchema>;

/** Something unfinished that the next person must know; carried over until someone closes it. */
export const matterSchema = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  raisedBy: z.string(),
  raisedAt: instantSchema,
  closedBy: z.string().nullable(),
  closedAt: instantSchema.nullable(),
  conclusion: z.string(),
  /** How many hand-overs it has lived through. */
  carriedOver: z.number().int(),
});
export type OpenMatter = z.infer<typeof matterSchema>;

/** Columns of 交接班 (check sheet columns, D). */
export const handoverSchema = z.object({
  id: z.string(),
  shiftId: z.string(),
  fromName: z.string(),
  toName: z.string().nullable(),
  writtenAt: instantSchema,
  acceptedAt: instantSchema.nullable(),
  faceToFace: z.boolean(),
  systemState: z.string(),
  items: z.string(),
  notices: z.string(),
  risks: z.string(),
  matters: z.array(matterSchema),
});
export type Handover = z.infer<typeof handoverSchema>;

const handoverInput = z.object({
  faceToFace: z.boolean().default(true),
  systemState: z.string().trim().min(1).max(500),
  items: z.string().trim().max(500).default(''),
  notices: z.string().trim().max(500).default(''),
  risks: z.string().trim().max(500).default(''),
});

export const dutyContract = {
  /** Who is on duty now, the hand-over waiting for acceptance, and the open matters. */
  current: procedure(ALL_ROLES).output(
    z.object({
      onDuty: z.array(shiftSchema),
      mine: shiftSchema.nullable(),
      waitingHandover: handoverSchema.nullable(),
      matters: z.array(matterSchema),
    }),
  ),
  signIn: procedure(STAFF).output(shiftSchema),
  /** Signs out; with a hand-over it carries the open matters to whoever accepts it. */
  signOut: procedure(STAFF)
    .input(z.object({ note: z.string().trim().max(1000).default(''), handover: handoverInput.optional() }))
    .output(shiftSchema),
  acceptHandover: procedure(STAFF)
    .input(z.object({ id: z.string() }))
    .output(handoverSchema),
  addMatter: procedure(STAFF)
    .input(
      z.object({ title: z.string().trim().min(1).max(100), detail: z.string().trim().max(1000).default('') }),
    )
    .output(matterSchema),
  closeMatter: procedure(STAFF)
    .input(z.object({ id: z.string(), conclusion: z.string().trim().min(1).max(500) }))
    .output(matterSchema),
  history: procedure(ALL_ROLES)
    .input(pageInput)
    .output(
      z.object({
        total: z.number(),
        rows: z.array(shiftSchema.extend({ handover: handoverSchema.nullable() })),
      }),
    ),
};
