import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RouterClient } from '@orpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FromCore, ToCore } from '../../electron/hosts/coreMessages.ts';
import type { router } from '../../electron/hosts/router.ts';
import { build, builtFolder, isStale } from '../../electron/launcher/build.ts';
import { ROOT } from '../support/sourceTree.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

/** The process that hosts the core under Electron, as it is built, with main played by the test. */
let workspace: TestWorkspace;
let running: Worker[] = [];

beforeAll(async () => {
  if (isStale('app') && !(await build('app'))) throw new Error('the app does not build');
  workspace = await testWorkspace();
}, 120_000);
afterAll(async () => {
  for (const worker of running) await worker.terminate();
  running = [];
  await workspace.remove();
});

interface Utility {
  tell(data: ToCore, ports?: MessagePort[]): void;
  /** The next message of the kind. */
  heard<K extends FromCore['kind']>(kind: K): Promise<Extract<FromCore, { kind: K }>>;
  ended: Promise<number>;
}

async function startUtility(): Promise<Utility> {
  const entry = pathToFileURL(join(builtFolder('app'), 'electron/hosts/utility.js')).href;
  const worker = new Worker(join(ROOT, 'test/fixtures/utilityHost.mjs'), { workerData: entry });
  running.push(worker);
  const messages: FromCore[] = [];
  const waiting: (() => void)[] = [];
  let loaded = () => {};
  const ready = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  worker.on('message', (message: FromCore | { kind: 'loaded' }) => {
    if (message.kind === 'loaded') return loaded();
    messages.push(message);
    for (const wake of waiting.splice(0)) wake();
  });
  const ended = new Promise<number>((resolve) => worker.once('exit', resolve));
  await ready;
  return {
    tell: (data, ports = []) => worker.postMessage({ data, ports }, ports),
    async heard(kind) {
      for (;;) {
        const at = messages.findIndex((message) => message.kind === kind);
        if (at >= 0) return messages.splice(at, 1)[0] as Extract<FromCore, { kind: typeof kind }>;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    ended,
  };
}

function openWindow(utility: Utility): { client: RouterClient<typeof router>; port: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  utility.tell({ kind: 'window' }, [port1]);
  const client: RouterClient<typeof router> = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  return { client, port: port2 };
}

test('opens the workspace and serves each window on a port of its own', async () => {
  const utility = await startUtility();
  utility.tell({ kind: 'open', workspaceDir: workspace.dir });
  // A window may come before the core is open.
  const early = openWindow(utility);
  await utility.heard('ready');
  const late = openWindow(utility);
  for (const { client, port } of [early, late]) {
    expect(await client.workspace.state()).toMatchObject({ name: '测试工作区' });
    await expect(client.operators.me()).rejects.toMatchObject({ data: { code: 'NOT_SIGNED_IN' } });
    port.close();
  }
  utility.tell({ kind: 'close' });
  expect(await utility.ended).toBe(0);
});

test('says in plain data why a workspace cannot be opened, and closes its windows', async () => {
  const utility = await startUtility();
  utility.tell({ kind: 'open', workspaceDir: join(workspace.dir, 'no-such-folder') });
  const { port } = openWindow(utility);
  const closed = new Promise<void>((resolve) => port.once('close', () => resolve()));
  const { error } = await utility.heard('failed');
  expect(error.code).toBe('WORKSPACE_NOT_FOUND');
  expect(error.message).toMatch(/[一-鿿]/);
  await closed;
  utility.tell({ kind: 'close' });
  expect(await utility.ended).toBe(0);
});
