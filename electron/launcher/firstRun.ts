import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { launcherMessages as messages } from '../../shared/messages/launcher.ts';
import { ROOT } from './build.ts';

/** Whether there is nothing at all yet where the workspace should be. What is there, whole or broken, is never replaced. */
export function isFirstRun(workspaceDir: string): boolean {
  return (
    !existsSync(workspaceDir) ||
    (statSync(workspaceDir).isDirectory() && readdirSync(workspaceDir).length === 0)
  );
}

/**
 * Makes the demo workspace by the same command a person would use, in a process of its own: what it needs of memory is
 * given back.
 * @returns whether it was made
 */
export function createDemoWorkspace(workspaceDir: string, say: (line: string) => void): Promise<boolean> {
  say(messages.creating(workspaceDir));
  return new Promise((resolve) => {
    const command = [join(ROOT, 'electron/hosts/cli.ts'), 'demo', 'create', '--dir', workspaceDir];
    const child = spawn(process.execPath, command, {
      stdio: ['ignore', 'ignore', 'inherit'],
      windowsHide: true,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
