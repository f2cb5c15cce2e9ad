import { z } from 'zod';
import { instantSchema, procedure } from './base.ts';

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
};
