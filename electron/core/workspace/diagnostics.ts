import { appendFileSync, renameSync, statSync } from 'node:fs';
import type { Workspace } from './workspace.ts';

const FILE = 'diagnostics.log';
const LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * Keeps the cause of an unexpected error where the remote experts can find it; a person never sees it on a page. One
 * generation of history, at most 4 MiB. Writing it must never become an error of its own: then it goes to standard error.
 */
export function recordUnexpected(workspace: Workspace, where: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const line = `${new Date().toISOString()} ${where} ${text}\n`;
  try {
    const file = workspace.path(FILE);
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(file, `${file}.1`);
    appendFileSync(file, line, { mode: 0o600 });
  } catch {
    process.stderr.write(line);
  }
}
