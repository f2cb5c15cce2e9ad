import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { launcherMessages as messages } from '../../shared/messages/launcher.ts';
import { mustDropSandbox } from './browserWindow.ts';
import { builtFolder } from './build.ts';

/**
 * Runs the console in Electron until its windows are closed or we are asked to end.
 * @returns the exit code
 */
export function runElectron(
  program: string,
  workspaceDir: string,
  say: (line: string) => void,
): Promise<number> {
  const flags = mustDropSandbox() ? ['--no-sandbox'] : [];
  const entry = join(builtFolder('app'), 'electron/main/app.js');
  const child = spawn(program, [entry, ...flags, '--workspace', workspaceDir], { stdio: 'inherit' });
  const end = () => void child.kill('SIGTERM');
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  child.once('spawn', () => say(messages.openedElectron));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
  });
}
