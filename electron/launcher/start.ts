/** `npm start`: builds what is stale, makes the demo workspace at the first run, opens the console. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launcherMessages as messages } from '../../shared/messages/launcher.ts';
import { userDataFolder, workspaceFolder } from '../hosts/workspaceFolder.ts';
import { hasDisplay, mustDropSandbox } from './browserWindow.ts';
import { build, isStale, ROOT, type Target } from './build.ts';
import { electronProgram } from './electronBinary.ts';
import { createDemoWorkspace, isFirstRun } from './firstRun.ts';

enableCompileCache(join(ROOT, '.cache', 'compile'));
const say = (line: string) => void process.stdout.write(`${line}\n`);
process.exitCode = await start();

async function start(): Promise<number> {
  const options = parseOptions();
  if (!options) return 2;
  const workspaceDir = workspaceFolder(options.workspace);
  const wantsWindow = !options.noWindow && hasDisplay();
  const program = wantsWindow ? await electronIfWanted() : undefined;
  const targets: Target[] = program ? ['renderer', 'app'] : ['renderer'];
  const ready = await Promise.all([
    buildStale(targets),
    isFirstRun(workspaceDir) ? createDemoWorkspace(workspaceDir, say) : true,
  ]);
  if (!ready[0]) return stop(messages.buildFailed);
  if (!ready[1]) return stop(messages.createFailed);
  if (wantsWindow && mustDropSandbox()) say(messages.noSandbox);
  if (program) {
    const { runElectron } = await import('./electronWindow.ts');
    return runElectron(program, workspaceDir, say);
  }
  const { serve } = await import('./serve.ts');
  return serve({ workspaceDir, window: wantsWindow, say });
}

function parseOptions(): { workspace: string | undefined; noWindow: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: { workspace: { type: 'string' }, 'no-window': { type: 'boolean' } },
    });
    return { workspace: values.workspace, noWindow: values['no-window'] ?? false };
  } catch {
    process.stderr.write(`${messages.usage}\n`);
    return undefined;
  }
}

/** `OPS_WINDOW=browser` keeps to the browser, e.g. to compare the two windows. */
function electronIfWanted(): Promise<string | undefined> {
  return process.env.OPS_WINDOW === 'browser'
    ? Promise.resolve(undefined)
    : electronProgram(userDataFolder(), say);
}

async function buildStale(targets: Target[]): Promise<boolean> {
  const stale = targets.filter(isStale);
  if (stale.length > 0) say(messages.building);
  for (const target of stale) if (!(await build(target))) return false;
  return true;
}

function stop(line: string): number {
  process.stderr.write(`${line}\n`);
  return 1;
}
