import { implement } from '@orpc/server';
import { workspaceContract } from '../../../shared/contract/workspace.ts';
import { guard, type RequestContext } from '../guard.ts';
import { PRODUCT_VERSION } from '../version.ts';

const os = implement(workspaceContract).$context<RequestContext>().use(guard);

export const workspaceRoutes = os.router({
  state: os.state.handler(({ context: { core } }) => ({
    name: core.workspace.config.name,
    demo: core.workspace.config.demo,
    version: PRODUCT_VERSION,
    now: core.now().toISOString(),
  })),
});
