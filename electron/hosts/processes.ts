import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { memoryFlags } from '../core/processes/memoryFlags.ts';
import type { SpawnProcess } from '../core/processes/processes.ts';

/** A worker finds its modules compiled where its parent does: loading them takes a third of the time. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const folder = getCompileCacheDir();
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
}

/** Forks a worker as a Node child process. */
export const forkProcess: SpawnProcess = (entry, options) => {
  const file = entry instanceof URL || entry.startsWith('file:') ? fileURLToPath(entry) : entry;
  const child = fork(file, [], {
    serialization: 'advanced',
    execArgv: memoryFlags(options.memoryLimitMb),
    env: { ...process.env, ...compileCache() },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
};
