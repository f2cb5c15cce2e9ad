import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sourceTree.ts';

const START = join(ROOT, 'electron/launcher/start.ts');
const CLI = join(ROOT, 'electron/hosts/cli.ts');
const START_MS = 60_000;

/** A console as `npm start` runs it where there is no display. */
export interface ConsoleProcess {
  /** The address with its token. */
  url: string;
  pid: number;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a console on the workspace; resolves when it serves. */
export function startConsoleProcess(
  dir: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ConsoleProcess> {
  const child: ChildProcess = spawn(process.execPath, [START, '--workspace', dir, '--no-window'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the console did not start in time:\n${said}`));
    }, START_MS);
    const read = (text: string) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(said)?.[0];
      if (!url) return;
      clearTimeout(timer);
      resolve({
        url,
        pid: child.pid ?? 0,
        async end(signal) {
          child.kill(signal);
          await ended;
        },
      });
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the console ended with ${code}:\n${said}`));
    });
  });
}

export interface OpsAnswer {
  code: number;
  stdout: string;
  stderr: string;
}

/** Starts one `ops` command in a process of its own, which the caller may kill. */
export function startOps(...args: string[]): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' });
}

/** Runs one `ops` command in a process of its own. */
export function ops(...args: string[]): Promise<OpsAnswer> {
  return opsFed('', ...args);
}

/** The same with something on its standard input. */
export function opsFed(input: string, ...args: string[]): Promise<OpsAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    // Commands that read nothing may be gone before it is written.
    child.stdin.on('error', () => undefined).end(input);
    const answer: OpsAnswer = { code: 1, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      answer.stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...answer, code: code ?? 1 }));
  });
}

/** Makes a demo workspace by its command. */
export async function createDemoWorkspace(dir: string, ...options: string[]): Promise<void> {
  const { code, stderr } = await ops('demo', 'create', '--dir', dir, ...options);
  if (code !== 0) throw new Error(`demo create ended with ${code}:\n${stderr}`);
}

/** Resident memory of a process in MB; undefined where the system does not tell (Windows). */
export function residentMb(pid: number): number | undefined {
  if (process.platform === 'linux') {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes ? Math.round(Number(kilobytes) / 1024) : undefined;
  }
  if (process.platform === 'win32') return undefined;
  return Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024,
  );
}
