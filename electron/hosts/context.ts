import type { StandardHandlerOptions } from '@orpc/server/standard';
import { SESSION_HEADER } from '../../shared/contract/transport.ts';
import type { RequestContext } from './guard.ts';

/**
 * Options that both adapters (HTTP and message port) mount the router with: the one interceptor that carries the
 * sign-in token from the request's header into the context. Whoever calls is found from it by the guard.
 */
export function requestOptions(): StandardHandlerOptions<RequestContext> {
  return {
    interceptors: [
      ({ next, context, request, ...rest }) => {
        const header = request.headers[SESSION_HEADER];
        const session = Array.isArray(header) ? header[0] : header;
        return next({ ...rest, request, context: { ...context, session } });
      },
    ],
  };
}
