import { implement } from '@orpc/server';
import { staffContract } from '../../../shared/contract/staff.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(staffContract).$context<RequestContext>().use(guard);

export const staffRoutes = os.router({});
