import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
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

/** The latest of what was recorded, at most so many characters, from a whole line on; unmasked. */
export function readUnexpected(workspace: Workspace, characters: number): string {
  const file = workspace.path(FILE);
  const text = [`${file}.1`, file]
    .filter((part) => existsSync(part))
    .map((part) => readFileSync(part, 'utf8'))
    .join('');
  if (text.length <= characters) return text;
  const from = text.indexOf('\n', text.length - characters);
  return text.slice(from + 1);
}
