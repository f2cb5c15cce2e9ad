import { existsSync } from 'node:fs';
import { runOps } from './cli.ts';

/**
 * The first start of an installed console, with nothing yet where the workspace belongs: makes the demo there, as the launcher
 * does in development. What exists, whole or broken, is never touched; a failure shows when the core opens the folder.
 */
export async function makeFirstWorkspace(workspaceDir: string): Promise<void> {
  if (!existsSync(workspaceDir)) await runOps(['demo', 'create', '--dir', workspaceDir]);
}
