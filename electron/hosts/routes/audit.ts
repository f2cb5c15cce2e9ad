import { implement } from '@orpc/server';
import { auditContract } from '../../../shared/contract/audit.ts';
import { appendAudit, listAudit, verifyAudit } from '../../core/audit/audit.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(auditContract).$context<RequestContext>().use(guard);

export const auditRoutes = os.router({
  list: os.list.handler(({ context, input }) => listAudit(context.core, input)),
  recordExport: os.recordExport.handler(async ({ context, input }) => {
    await appendAudit(context.core, context.actor, 'audit.export', input.title, {
      rows: input.rows,
      filter: input.filter,
    });
    return {};
  }),
  verify: os.verify.handler(({ context }) => verifyAudit(context.core)),
});
