import { join } from 'node:path';
import { app, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { desktopMessages } from '../../shared/messages/desktop.ts';
import { memoryFlags } from '../core/processes/memoryFlags.ts';
import type { FromCore, ToCore } from '../hosts/coreMessages.ts';
import { createWorkerForge } from './processes.ts';

/** The process that hosts the core, as main sees it. */
export interface CoreProcess {
  /** Gives the core a window's port. */
  serveWindow(port: MessagePortMain): void;
  close(): Promise<void>;
  closed(): boolean;
}

/** A core that dies this often in this time will not get better by starting it again. */
const MOST_RESTARTS = 3;
const RESTART_WINDOW_MS = 5 * 60_000;
/** The core writes at once what a person entered; closing takes longer only while a job is being stopped. */
const CLOSE_MS = 10_000;

/**
 * Starts the core in a utility process and keeps one running: when it dies, windows notice by their closed port and ask for
 * another, and meanwhile a new one is made.
 * @param cannotOpen told why the workspace cannot be opened; does not return to a usable console
 */
export function startCore(workspaceDir: string, cannotOpen: (message: string) => void): CoreProcess {
  const deaths: number[] = [];
  let ending = false;
  let child = launch();

  function launch(): UtilityProcess {
    const started = utilityProcess.fork(join(import.meta.dirname, '../hosts/utility.js'), [], {
      serviceName: desktopMessages.title,
      stdio: 'inherit',
      execArgv: memoryFlags(undefined),
    });
    const forge = createWorkerForge((message, ports) => send(started, message, ports));
    started.on('message', (message: FromCore) => {
      if (message.kind === 'fork') forge.fork(message);
      else if (message.kind === 'kill') forge.kill(message.id);
      else if (message.kind === 'failed') {
        ending = true;
        cannotOpen(message.error.message);
      }
    });
    started.once('exit', () => {
      forge.killAll();
      if (!ending) restart();
    });
    send(started, { kind: 'open', workspaceDir });
    return started;
  }

  function restart(): void {
    const now = Date.now();
    deaths.push(now);
    if (deaths.filter((at) => now - at < RESTART_WINDOW_MS).length > MOST_RESTARTS) {
      ending = true;
      cannotOpen(desktopMessages.coreDied);
      return;
    }
    child = launch();
  }

  return {
    serveWindow: (port) => send(child, { kind: 'window' }, [port]),
    closed: () => child.pid === undefined,
    async close() {
      ending = true;
      if (child.pid === undefined) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      send(child, { kind: 'close' });
      const timer = setTimeout(() => child.kill(), CLOSE_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}

function send(child: UtilityProcess, message: ToCore, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports);
}

app.on('child-process-gone', (_event, details) => {
  if (details.reason !== 'clean-exit')
    console.error(`${details.type} ${details.name ?? ''}: ${details.reason}`);
});
