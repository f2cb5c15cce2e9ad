import { implement } from '@orpc/server';
import { jobsContract } from '../../../shared/contract/jobs.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { jobMessages } from '../../../shared/messages/jobs.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(jobsContract).$context<RequestContext>().use(guard);

export const jobsRoutes = os.router({
  list: os.list.handler(({ context, input }) => context.core.jobs.list(input)),
  get: os.get.handler(async ({ context, input }) => {
    const job = await context.core.jobs.get(input.id);
    if (!job) throw fail('JOB_NOT_FOUND', jobMessages.notFound);
    return job;
  }),
  cancel: os.cancel.handler(async ({ context, input }) => {
    await context.core.jobs.cancel(context.actor, input.id);
    return {};
  }),
  restart: os.restart.handler(({ context, input }) => context.core.jobs.restart(context.actor, input.id)),
});
