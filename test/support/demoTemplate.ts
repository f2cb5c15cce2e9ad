import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ROOT } from './sourceTree.ts';
import { temporaryFolder } from './workspace.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A demo workspace made once for the run; each console works on a copy. */
    demoTemplate: string;
  }
}

const CASES = 400;

/** vitest globalSetup of the end-to-end tests: makes the demo workspace by its own command. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'demo');
  await runDemo(dir);
  project.provide('demoTemplate', dir);
  return folder.remove;
}

function runDemo(dir: string): Promise<void> {
  const command = ['demo', 'create', '--dir', dir, '--cases', String(CASES)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'electron/hosts/cli.ts'), ...command], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`demo create ended with ${code}:\n${said}`)),
    );
  });
}
