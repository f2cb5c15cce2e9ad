import { z } from 'zod';
import { ALL_ROLES, daySchema, instantSchema, procedure } from './base.ts';

/** One number of the board for visits; null: not known now, `note` says why or since when. */
export const boardFigureSchema = z.object({
  id: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  note: z.string(),
});
export const boardSchema = z.object({
  at: instantSchema,
  day: daySchema,
  project: z.string(),
  customer: z.string(),
  figures: z.array(boardFigureSchema),
  onDuty: z.array(z.string()),
  tiles: z.array(
    z.object({
      service: z.string(),
      number: z.number(),
      name: z.string(),
      result: z.string(),
      headline: z.string(),
      value: z.string(),
    }),
  ),
  checks: z
    .object({ normal: z.number(), warning: z.number(), fault: z.number(), unchecked: z.number() })
    .nullable(),
});
export type Board = z.infer<typeof boardSchema>;

export const boardContract = {
  read: procedure(ALL_ROLES).output(boardSchema),
};
