import { type ClientContext, type ClientLink, DynamicLink, ORPCError } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import {
  APP_ORIGIN,
  APP_SCHEME,
  PORT_HANDOVER,
  PORT_REQUEST,
  RPC_PATH,
  SESSION_HEADER,
} from '../../shared/contract/transport.ts';
import { OpsError } from '../../shared/errors/errors.ts';
import { connectionLost, connectionOpen, connectionRefused } from './connection.ts';
import { NOT_SIGNED_IN, toErrorData, UNREACHABLE, WINDOW_EXPIRED } from './errors.ts';
import { currentSession, setSession } from './session.ts';

const PORT_RETRY_MS = 300;

type Context = Record<never, never>;
type Interceptor = (options: {
  next: () => Promise<unknown>;
  signal?: AbortSignal | undefined;
}) => Promise<unknown>;

/** The session travels as a header on both links. */
function headers(): Record<string, string> {
  const session = currentSession();
  return session ? { [SESSION_HEADER]: session.token } : {};
}

/** Every error leaves the link as an OpsError; a lost core and an ended session are noted for the frame. */
const asOpsError: Interceptor = async ({ next, signal }) => {
  try {
    const answer = await next();
    connectionOpen();
    return answer;
  } catch (error) {
    const data = toErrorData(error, signal?.aborted ?? false);
    if (data.code === UNREACHABLE) connectionLost();
    // A refusal by the core is an answer too.
    else if (error instanceof ORPCError && data.code !== WINDOW_EXPIRED) connectionOpen();
    if (data.code === WINDOW_EXPIRED) connectionRefused();
    if (data.code === NOT_SIGNED_IN && currentSession()) setSession(null, 'expired');
    throw new OpsError(data, { cause: error });
  }
};

/** Electron hands a MessagePort, every other window talks to the loopback host it came from. */
export function createLink(): ClientLink<Context> {
  return location.protocol === `${APP_SCHEME}:` ? portLink() : httpLink();
}

function httpLink(): ClientLink<Context> {
  return new FetchLink<Context>({
    url: `${location.origin}${RPC_PATH}`,
    headers,
    interceptors: [asOpsError],
    fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin', cache: 'no-store' }),
  });
}

/** Asks the preload for a port; when the core's process dies its port closes, and another one is asked for. */
function portLink(): ClientLink<Context> {
  let waiting = Promise.withResolvers<ClientLink<ClientContext>>();
  const ask = () => window.postMessage(PORT_REQUEST, APP_ORIGIN);
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== PORT_HANDOVER || !port) return;
    port.addEventListener('close', () => {
      waiting = Promise.withResolvers();
      connectionLost();
      setTimeout(ask, PORT_RETRY_MS);
    });
    port.start();
    waiting.resolve(new PortLink<Context>({ port, headers, interceptors: [asOpsError] }));
  });
  ask();
  return new DynamicLink<Context>(() => waiting.promise);
}
