/** Entry of Electron's utility process that hosts the core: one router, one message port per window. */
import type { MessagePortMain } from 'electron';
import { asErrorData } from '../../shared/errors/errors.ts';
import type { Core } from '../core/core.ts';
import { openCore } from '../core/open.ts';
import type { FromCore, ToCore } from './coreMessages.ts';
import { createMainBroker } from './mainBroker.ts';
import { createPortHost } from './port.ts';
import { router } from './router.ts';

const { parentPort } = process;
const broker = createMainBroker(tell);
const host = createPortHost(router);
/** Undefined inside: the workspace could not be opened, and main has been told why. */
let core: Promise<Core | undefined> = Promise.resolve(undefined);

parentPort.on('message', ({ data, ports }) => {
  const message = data as ToCore;
  switch (message.kind) {
    case 'open':
      core = open(message.workspaceDir);
      break;
    case 'window':
      if (ports[0]) void serve(ports[0]);
      break;
    case 'worker':
    case 'worker-exit':
      broker.receive(message, ports[0]);
      break;
    case 'close':
      void close();
      break;
  }
});

async function open(workspaceDir: string): Promise<Core | undefined> {
  try {
    const opened = await openCore({ workspaceDir, spawn: broker.spawn, resumeJobs: true });
    tell({ kind: 'ready' });
    return opened;
  } catch (error) {
    tell({ kind: 'failed', error: asErrorData(error) });
    return undefined;
  }
}

/** A window may ask before the core is open; without a core its port is closed. */
async function serve(port: MessagePortMain): Promise<void> {
  const opened = await core;
  if (opened) host.mount(port, opened);
  else port.close();
}

async function close(): Promise<void> {
  try {
    await (await core)?.close();
  } finally {
    process.exit(0);
  }
}

function tell(message: FromCore): void {
  parentPort.postMessage(message);
}
