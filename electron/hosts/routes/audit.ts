import { implement } from '@orpc/server';
import { auditContract } from '../../../shared/contract/audit.ts';
import { listAudit, verifyAudit } from '../../core/audit/audit.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(auditContract).$context<RequestContext>().use(guard);

export const auditRoutes = os.router({
  list: os.list.handler(({ context, input }) => listAudit(context.core, input)),
  verify: os.verify.handler(({ context }) => verifyAudit(context.core)),
});
