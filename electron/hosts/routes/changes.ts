import { implement } from '@orpc/server';
import { changesContract } from '../../../shared/contract/changes.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(changesContract).$context<RequestContext>().use(guard);

export const changesRoutes = os.router({
  watch: os.watch.handler(async function* ({ context, signal }) {
    for await (const topics of context.core.changes.watch(signal ?? new AbortController().signal))
      yield [...topics];
  }),
});
