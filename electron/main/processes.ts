import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { memoryFlags } from '../core/processes/memoryFlags.ts';
import type { SpawnProcess } from '../core/processes/processes.ts';
import type { FromCore, ToCore } from '../hosts/coreMessages.ts';

/** The only folder whose files may become processes. */
const WORKERS = join(import.meta.dirname, '../workers');

type ForkOrder = Extract<FromCore, { kind: 'fork' }>;

/**
 * Makes worker processes for the core: only main can (with the RunAsNode fuse off nothing else can be forked). Each gets one
 * end of a channel, the core the other.
 * @param tellCore sends to the core's process
 */
export function createWorkerForge(tellCore: (message: ToCore, ports: MessagePortMain[]) => void) {
  const workers = new Map<number, UtilityProcess>();

  return {
    fork({ id, entry, name, memoryLimitMb }: ForkOrder): void {
      const exited = (code: number | null) => {
        workers.delete(id);
        tellCore({ kind: 'worker-exit', id, code }, []);
      };
      const worker = forkWorker(entry, name, memoryLimitMb);
      if (!worker) {
        exited(1);
        return;
      }
      workers.set(id, worker);
      const { port1, port2 } = new MessageChannelMain();
      worker.postMessage(null, [port1]);
      worker.once('spawn', () => tellCore({ kind: 'worker', id, pid: worker.pid }, [port2]));
      worker.once('exit', exited);
    },
    kill(id: number): void {
      workers.get(id)?.kill();
    },
    killAll(): void {
      for (const worker of workers.values()) worker.kill();
      workers.clear();
    },
  };
}

/** The same for a core that lives in main itself (`<app> ops …`). After the app is ready. */
export const spawnFromMain: SpawnProcess = (entry, { memoryLimitMb, name }) => {
  const worker = forkWorker(String(entry), name, memoryLimitMb);
  if (!worker) throw new Error(`not a worker: ${name}`);
  const { port1, port2 } = new MessageChannelMain();
  worker.postMessage(null, [port1]);
  port2.start();
  return {
    pid: worker.pid,
    send: (message) => port2.postMessage(message),
    onMessage: (listener) => void port2.on('message', ({ data }) => listener(data)),
    onExit: (listener) => void worker.on('exit', listener),
    kill: () => void worker.kill(),
  };
};

function forkWorker(
  entry: string,
  name: string,
  memoryLimitMb: number | undefined,
): UtilityProcess | undefined {
  const file = entry.startsWith('file:') ? fileURLToPath(entry) : entry;
  if (dirname(file) !== WORKERS) return undefined;
  return utilityProcess.fork(file, [], {
    serviceName: name,
    stdio: 'inherit',
    execArgv: memoryFlags(memoryLimitMb),
  });
}
