import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { AnyRouter, RouterClient } from '@orpc/server';
import type { Core } from '../../electron/core/core.ts';
import { startHttpHost } from '../../electron/hosts/http.ts';
import { createHttpRpc } from '../../electron/hosts/httpRpc.ts';
import { createPortHost } from '../../electron/hosts/port.ts';
import { RPC_PATH, SESSION_HEADER } from '../../shared/contract/transport.ts';
import { temporaryFolder } from './workspace.ts';

export const TRANSPORTS = ['http', 'port'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface Connected<T extends AnyRouter> {
  client: RouterClient<T>;
  /** Calls from now on carry this sign-in token; undefined: none. */
  signInAs(token: string | undefined): void;
  close(): Promise<void>;
}

/** A typed client of the router over a real transport, exactly as a window has it. */
export async function connect<T extends AnyRouter>(
  transport: Transport,
  router: T,
  core: Core,
): Promise<Connected<T>> {
  let session: string | undefined;
  const sessionHeaders = (): Record<string, string> => (session ? { [SESSION_HEADER]: session } : {});
  const signInAs = (token: string | undefined) => {
    session = token;
  };
  if (transport === 'port') {
    const { port1, port2 } = new MessageChannel();
    createPortHost(router).mount(port1, core);
    const link = new PortLink({ port: port2, headers: sessionHeaders });
    port2.start();
    return { client: createORPCClient(link), signInAs, close: async () => port2.close() };
  }
  const page = testPage();
  const host = await startHttpHost({ rpc: createHttpRpc(router, core), pageDirectory: page.dir });
  const cookie = await windowCookie(host.url);
  const link = new HttpLink({
    url: `${host.origin}${RPC_PATH}`,
    headers: () => ({ ...sessionHeaders(), cookie, origin: host.origin }),
  });
  return {
    client: createORPCClient(link),
    signInAs,
    async close() {
      await host.close();
      page.remove();
    },
  };
}

/** Opens the console's address as a browser does and returns the cookie it is given. */
export async function windowCookie(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`no cookie: ${response.status}`);
  return cookie;
}

/** A built page of two files. */
export function testPage(): { dir: string; remove: () => void } {
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'page');
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(dir, 'assets', 'main-1a2b.js'), 'export {};\n');
  return { dir, remove: folder.remove };
}
