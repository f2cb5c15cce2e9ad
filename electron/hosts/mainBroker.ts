import type { SpawnProcess, WorkerProcess } from '../core/processes/processes.ts';
import type { FromCore, ToCore } from './coreMessages.ts';

/** The part of a message port that both Node's and Electron's have. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
  close(): void;
}

interface Pending {
  port: Port | undefined;
  waiting: unknown[];
  messages: ((message: unknown) => void)[];
  exits: ((code: number | null) => void)[];
  worker: WorkerProcess;
}

/**
 * The core's end of the process broker under Electron: `spawn` asks main for a utility process and speaks to it over
 * the port that main hands back; what is sent before the port is there waits.
 * @param tell sends a message to main
 */
export function createMainBroker(tell: (message: FromCore) => void) {
  const workers = new Map<number, Pending>();
  let lastId = 0;

  const spawn: SpawnProcess = (entry, options) => {
    lastId += 1;
    const id = lastId;
    const pending: Pending = {
      port: undefined,
      waiting: [],
      messages: [],
      exits: [],
      worker: {
        pid: undefined,
        send(message) {
          if (pending.port) pending.port.postMessage(message);
          else pending.waiting.push(message);
        },
        onMessage: (listener) => void pending.messages.push(listener),
        onExit: (listener) => void pending.exits.push(listener),
        kill: () => tell({ kind: 'kill', id }),
      },
    };
    workers.set(id, pending);
    tell({
      kind: 'fork',
      id,
      entry: String(entry),
      name: options.name,
      memoryLimitMb: options.memoryLimitMb,
    });
    return pending.worker;
  };

  return {
    spawn,
    /** Takes main's answers about workers. */
    receive(message: Extract<ToCore, { kind: 'worker' | 'worker-exit' }>, port: Port | undefined): void {
      const pending = workers.get(message.id);
      if (!pending) {
        port?.close();
        return;
      }
      if (message.kind === 'worker-exit') {
        workers.delete(message.id);
        pending.port?.close();
        for (const listener of pending.exits) listener(message.code);
        return;
      }
      pending.worker.pid = message.pid;
      pending.port = port;
      port?.on('message', ({ data }) => {
        for (const listener of pending.messages) listener(data);
      });
      port?.start();
      for (const waiting of pending.waiting.splice(0)) port?.postMessage(waiting);
    },
  };
}
