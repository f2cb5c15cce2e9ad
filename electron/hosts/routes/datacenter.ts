import { implement } from '@orpc/server';
import { datacenterContract } from '../../../shared/contract/datacenter.ts';
import {
  datacenterHealth,
  listConnections,
  removeConnection,
  saveConnection,
  setDefaultConnection,
  testConnection,
} from '../../core/datacenter/datacenter.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(datacenterContract).$context<RequestContext>().use(guard);

export const datacenterRoutes = os.router({
  list: os.list.handler(({ context }) => listConnections(context.core)),
  save: os.save.handler(({ context, input }) => saveConnection(context.core, context.actor, input)),
  remove: os.remove.handler(({ context, input }) => removeConnection(context.core, context.actor, input.id)),
  setDefault: os.setDefault.handler(({ context, input }) =>
    setDefaultConnection(context.core, context.actor, input.id),
  ),
  test: os.test.handler(({ context, input, signal }) => testConnection(context.core, input, signal)),
  health: os.health.handler(({ context, input, signal }) => datacenterHealth(context.core, input.id, signal)),
});
