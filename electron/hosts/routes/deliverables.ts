import { implement } from '@orpc/server';
import { deliverablesContract } from '../../../shared/contract/deliverables.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(deliverablesContract).$context<RequestContext>().use(guard);

export const deliverablesRoutes = os.router({});
