import { implement } from '@orpc/server';
import { dutyContract } from '../../../shared/contract/duty.ts';
import {
  acceptHandover,
  addMatter,
  closeMatter,
  currentDuty,
  dutyHistory,
  signInForDuty,
  signOutOfDuty,
} from '../../core/duty/duty.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(dutyContract).$context<RequestContext>().use(guard);

export const dutyRoutes = os.router({
  current: os.current.handler(({ context }) => currentDuty(context.core, context.actor)),
  signIn: os.signIn.handler(({ context }) => signInForDuty(context.core, context.actor)),
  signOut: os.signOut.handler(({ context, input }) => signOutOfDuty(context.core, context.actor, input)),
  acceptHandover: os.acceptHandover.handler(({ context, input }) =>
    acceptHandover(context.core, context.actor, input.id),
  ),
  addMatter: os.addMatter.handler(({ context, input }) => addMatter(context.core, context.actor, input)),
  closeMatter: os.closeMatter.handler(({ context, input }) =>
    closeMatter(context.core, context.actor, input),
  ),
  history: os.history.handler(({ context, input }) => dutyHistory(context.core, input)),
});
