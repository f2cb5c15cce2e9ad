import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPC_PATH } from '../../shared/contract/transport.ts';
import { hostMessages as messages } from '../../shared/messages/host.ts';
import { createGate, type Gate } from './gate.ts';
import type { HttpRpc } from './httpRpc.ts';
import { openPageFiles, type PageFile } from './pageFiles.ts';
import { SECURITY_HEADERS } from './policy.ts';

const LOOPBACK = '127.0.0.1';

export interface HttpHostOptions {
  /** Answers calls. A window may be opened before the core is: calls wait for it. */
  rpc: HttpRpc | Promise<HttpRpc>;
  /** The built renderer. */
  pageDirectory: string;
  /** Taken when free, so that a window finds what it kept at the same origin; else any free port. */
  preferredPort?: number;
}

export interface HttpHost {
  /** `http://127.0.0.1:port` */
  origin: string;
  /** Opens the console as often as wanted while the host lives. */
  url: string;
  /** An address that opens the console once. */
  ticketUrl(): string;
  /** For how many milliseconds no window has been connected; 0 while one is. A window keeps a call open all the time. */
  quietFor(): number;
  close(): Promise<void>;
}

/** Serves the page and the router to windows on this machine that hold the start's token. */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const pageFile = openPageFiles(options.pageDirectory);
  const rpc = Promise.resolve(options.rpc);
  // Whoever opens the core tells why it failed; calls are answered as not done.
  rpc.catch(() => undefined);
  const server = createServer({ requestTimeout: 0 });
  const authority = `${LOOPBACK}:${await listen(server, options.preferredPort)}`;
  const gate = createGate(authority);
  const origin = `http://${authority}`;
  let connections = 0;
  let quietSince = Date.now();

  server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => {
      connections -= 1;
      quietSince = Date.now();
    });
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) plain(response, 500, messages.notDone);
      else response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = parseUrl(request.url, origin);
    const method = request.method ?? 'GET';
    if (!url) return plain(response, 400, messages.badAddress);
    if (!passes(gate, method, url, request, response)) return;
    if (url.pathname === RPC_PATH || url.pathname.startsWith(`${RPC_PATH}/`)) {
      response.setHeader('cache-control', 'no-store');
      response.setHeader('x-content-type-options', 'nosniff');
      const matched = await (await rpc)(request, response);
      if (!matched) plain(response, 404, messages.noProcedure);
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') return plain(response, 405, messages.readOnly);
    const file = pageFile(url.pathname);
    if (file) sendFile(request, response, file);
    else plain(response, 404, messages.noFile);
  }

  return {
    origin,
    url: `${origin}/?token=${gate.token}`,
    ticketUrl: () => `${origin}/?token=${gate.ticket()}`,
    quietFor: () => (connections > 0 ? 0 : Date.now() - quietSince),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** Lets the request through, or answers it. */
function passes(
  gate: Gate,
  method: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const verdict = gate.judge({ method, url, headers: request.headers });
  if (verdict.kind === 'in') return true;
  if (verdict.kind === 'exchange') {
    response.writeHead(303, {
      ...SECURITY_HEADERS,
      location: '/',
      'set-cookie': verdict.cookie,
      'cache-control': 'no-store',
    });
    response.end();
  } else {
    request.resume();
    plain(response, verdict.status, verdict.reason);
  }
  return false;
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'content-length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${text}\n`);
}

function parseUrl(path: string | undefined, origin: string): URL | undefined {
  return path?.startsWith('/') && !path.startsWith('//') && URL.canParse(path, origin)
    ? new URL(path, origin)
    : undefined;
}

/** @returns the port listened on */
async function listen(server: Server, preferred: number | undefined): Promise<number> {
  for (const port of preferred ? [preferred, 0] : [0]) {
    const bound = await new Promise<boolean>((resolve, reject) => {
      const refused = (error: NodeJS.ErrnoException) => {
        if (port !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) resolve(false);
        else reject(error);
      };
      server.once('error', refused);
      server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
        server.off('error', refused);
        resolve(true);
      });
    });
    if (bound) break;
    server.removeAllListeners('error');
  }
  return (server.address() as AddressInfo).port;
}
