import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Core } from '../core/core.ts';
import { requestOptions } from './context.ts';
import type { RequestContext } from './guard.ts';

/** What oRPC can speak over: Electron's MessagePortMain, Node's and the browser's MessagePort. */
export type WindowPort = Parameters<RPCHandler<RequestContext>['upgrade']>[0] & { start?: () => void };

/** Mounts the router on message ports, one per window. */
export function createPortHost(router: AnyRouter) {
  const handler = new RPCHandler(router, requestOptions());
  return {
    /** Serves this port until it closes; calls still running are cancelled then. */
    mount(port: WindowPort, core: Core): void {
      handler.upgrade(port, { context: { core } });
      port.start?.();
    },
  };
}
