import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';

export const changesContract = {
  /** Topics whose data changed, coalesced; needs no sign-in because it names topics only. */
  watch: procedure('public').output(eventIterator(z.array(z.string()))),
};
