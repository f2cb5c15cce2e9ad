import { implement } from '@orpc/server';
import { servicedeskContract } from '../../../shared/contract/servicedesk.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(servicedeskContract).$context<RequestContext>().use(guard);

export const servicedeskRoutes = os.router({});
