import { implement } from '@orpc/server';
import { assessmentContract } from '../../../shared/contract/assessment.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(assessmentContract).$context<RequestContext>().use(guard);

export const assessmentRoutes = os.router({});
