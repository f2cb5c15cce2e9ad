import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyRouter } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RPC_PATH } from '../../shared/contract/transport.ts';
import type { Core } from '../core/core.ts';
import { requestOptions } from './context.ts';

/** The largest thing a window sends is a file to import. */
const LARGEST_REQUEST_BYTES = 64 * 1024 * 1024;

/** Answers a call; false when there is no such procedure. */
export type HttpRpc = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Mounts the router on HTTP requests below RPC_PATH. */
export function createHttpRpc(router: AnyRouter, core: Core): HttpRpc {
  const handler = new RPCHandler(router, {
    ...requestOptions(),
    plugins: [new BodyLimitPlugin({ maxBodySize: LARGEST_REQUEST_BYTES })],
  });
  return async (request, response) => {
    const { matched } = await handler.handle(request, response, { prefix: RPC_PATH, context: { core } });
    return matched;
  };
}
