import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDemoWorkspace } from './consoleProcess.ts';
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
  await createDemoWorkspace(dir, '--cases', String(CASES));
  project.provide('demoTemplate', dir);
  return folder.remove;
}
