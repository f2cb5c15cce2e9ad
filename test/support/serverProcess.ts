import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { ServerUser } from './processUser.ts';

/** A database server started for a test run. */
export interface TestServer {
  /** URL with user and password, of a database that exists. */
  url: string;
  port: number;
  /** Stops the server and deletes its data. */
  stop(): Promise<void>;
}

/** Runs a set-up program to its end; throws with what it said when it fails. */
export function runToEnd(program: string, args: readonly string[], user: ServerUser): void {
  const result = spawnSync(program, args, { ...user, encoding: 'utf8', cwd: '/', maxBuffer: 16 << 20 });
  if (result.status !== 0) {
    throw new Error(`${program} failed: ${result.error?.message ?? ''}${result.stderr ?? ''}`);
  }
}

/**
 * Starts a server program and resolves once `ready` appears in its output. The process and its folder end with ours.
 * Rejects with the end of its output when it ends or stays silent for 60 s.
 */
export function startServer(
  program: string,
  args: readonly string[],
  user: ServerUser,
  ready: string,
  folder: string,
): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    const killWithUs = () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    };
    process.once('exit', killWithUs);
    let said = '';
    const timer = setTimeout(() => finish(new Error(`${program} did not become ready:\n${said}`)), 60_000);
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-8_000);
      if (said.includes(ready)) finish();
    };
    const finish = (error?: Error) => {
      clearTimeout(timer);
      if (error) {
        process.off('exit', killWithUs);
        child.kill('SIGKILL');
        reject(error);
      } else resolve(child);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', finish);
    child.once('exit', (code) => {
      process.off('exit', killWithUs);
      finish(new Error(`${program} ended with ${code}:\n${said}`));
    });
  });
}

/** Asks the process to end by a signal, kills it after 10 s, then deletes its folder. */
export async function stopServer(child: ChildProcess, signal: NodeJS.Signals, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise<void>((resolve) => {
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.once('exit', () => {
        clearTimeout(hard);
        resolve();
      });
      child.kill(signal);
    });
  }
  rmSync(folder, { recursive: true, force: true });
}
