import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import accounts from '../../resources/demo/operators.json' with { type: 'json' };
import type { Contract } from '../../shared/contract/index.ts';
import { RPC_PATH, SESSION_HEADER } from '../../shared/contract/transport.ts';
import { createDemoWorkspace, residentMb, startConsoleProcess } from '../support/consoleProcess.ts';
import { windowCookie } from '../support/transports.ts';
import { temporaryFolder } from '../support/workspace.ts';

const WINDOWS = 4;

/**
 * Several windows use one console over and over: open, sign in, watch changes, read pages, sign out, leave in the middle of
 * calls. What the core holds of memory must not grow with it. `--minutes N` (2).
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({ args: argv, options: { minutes: { type: 'string' } } });
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  await createDemoWorkspace(dir, '--cases', '50');
  const console = await startConsoleProcess(dir);
  try {
    const until = Date.now() + Number(values.minutes ?? 2) * 60_000;
    const memory: { minute: number; mb: number | undefined }[] = [];
    const began = Date.now();
    let rounds = 0;
    const errors: Record<string, number> = {};
    while (Date.now() < until) {
      const results = await Promise.allSettled(Array.from({ length: WINDOWS }, () => useWindow(console.url)));
      for (const result of results) {
        if (result.status === 'fulfilled') continue;
        const text = result.reason instanceof Error ? result.reason.message : String(result.reason);
        errors[text] = (errors[text] ?? 0) + 1;
      }
      rounds += 1;
      if (rounds % 20 === 1)
        memory.push({
          minute: Number(((Date.now() - began) / 60_000).toFixed(2)),
          mb: residentMb(console.pid),
        });
    }
    const [first] = memory.slice(Math.floor(memory.length / 4));
    const last = residentMb(console.pid);
    return {
      rounds,
      windows: rounds * WINDOWS,
      errors,
      memory,
      grownMb: (last ?? 0) - (first?.mb ?? 0),
      lastMb: last,
    };
  } finally {
    await console.end('SIGTERM');
    folder.remove();
  }
}

/** The life of one window. */
async function useWindow(url: string): Promise<void> {
  const { origin } = new URL(url);
  const cookie = await windowCookie(url);
  let token = '';
  const link = new RPCLink({
    url: `${origin}${RPC_PATH}`,
    headers: () => ({ cookie, origin, ...(token ? { [SESSION_HEADER]: token } : {}) }),
  });
  const client: ContractRouterClient<Contract> = createORPCClient(link);
  const topics = await client.changes.watch();
  let leaving = false;
  const watching = drain(topics).catch((error: unknown) => {
    if (!leaving) throw error;
  });
  try {
    await client.workspace.state();
    const engineer = accounts.find(({ role }) => role === 'engineer');
    token = (
      await client.operators.signIn({
        loginName: engineer?.loginName ?? '',
        password: engineer?.password ?? '',
      })
    ).token;
    await Promise.all([
      client.operators.me(),
      client.jobs.list({}),
      client.duty.current(),
      client.operators.list(),
    ]);
    await client.operators.signOut();
  } finally {
    leaving = true;
    await topics.return(undefined);
    await watching;
  }
}

/** Reads until the other side, or we, leave. */
async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  const iterator = stream[Symbol.asyncIterator]();
  while (!(await iterator.next()).done);
}
