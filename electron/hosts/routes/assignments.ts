import { implement } from '@orpc/server';
import { assignmentsContract } from '../../../shared/contract/assignments.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(assignmentsContract).$context<RequestContext>().use(guard);

export const assignmentsRoutes = os.router({});
