import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';
import { writeFileAtomic } from './atomic.ts';
import { createKeyFile, readKeyFile } from './key.ts';
import { createSecrets } from './secrets.ts';

const configSchema = z.object({
  /** Of this file's shape. */
  version: z.literal(1),
  name: z.string(),
  demo: z.boolean(),
  createdAt: z.string(),
  /** Printed on forms until changed in the settings. */
  project: z.string(),
  customer: z.string(),
  contractor: z.string(),
});
export type WorkspaceConfig = z.infer<typeof configSchema>;

/** The folder that holds one console's life: config, log, key, results, and in the demo the embedded data centre. */
export interface Workspace {
  dir: string;
  config: WorkspaceConfig;
  /** An absolute path inside the workspace. */
  path(...parts: string[]): string;
  /** Encrypts and decrypts short texts with the workspace key (AES-256-GCM). */
  secrets: { seal(plain: string): string; open(sealed: string): string };
}

const CONFIG_FILE = 'workspace.json';

/** What stands in a folder, before it is opened. */
export function inspectFolder(dir: string): 'workspace' | 'empty' | 'other' {
  if (existsSync(join(dir, CONFIG_FILE))) return 'workspace';
  if (!existsSync(dir)) return 'empty';
  return readdirSync(dir).length === 0 ? 'empty' : 'other';
}

/**
 * Makes an empty or absent folder a workspace: folders, key, config (last, so that a half-made one is no workspace).
 * The log is made by `openLog(file, {create: true})`.
 * @throws WORKSPACE_EXISTS, WORKSPACE_NOT_EMPTY, NO_RIGHTS, DISK_FULL
 */
export function createWorkspace(
  dir: string,
  config: Omit<WorkspaceConfig, 'version' | 'createdAt'> & { createdAt?: string },
): Workspace {
  const found = inspectFolder(dir);
  if (found === 'workspace') throw fail('WORKSPACE_EXISTS', workspaceMessages.exists);
  if (found === 'other') throw fail('WORKSPACE_NOT_EMPTY', workspaceMessages.notEmpty);
  for (const part of ['', 'results', 'index']) mkdirSync(join(dir, part), { recursive: true });
  createKeyFile(dir);
  const full: WorkspaceConfig = { createdAt: new Date().toISOString(), ...config, version: 1 };
  writeFileAtomic(join(dir, CONFIG_FILE), `${JSON.stringify(full, null, 2)}\n`);
  return openWorkspace(dir);
}

/**
 * Opens a workspace folder.
 * @throws WORKSPACE_NOT_FOUND, WORKSPACE_CONFIG_DAMAGED, WORKSPACE_KEY_MISSING, NO_RIGHTS
 */
export function openWorkspace(dir: string): Workspace {
  const root = resolve(dir);
  if (!existsSync(root)) throw fail('WORKSPACE_NOT_FOUND', workspaceMessages.folderMissing);
  const config = readConfig(join(root, CONFIG_FILE));
  return {
    dir: root,
    config,
    path: (...parts) => join(root, ...parts),
    secrets: createSecrets(readKeyFile(root)),
  };
}

function readConfig(file: string): WorkspaceConfig {
  if (!existsSync(file)) throw fail('WORKSPACE_NOT_FOUND', workspaceMessages.notWorkspace);
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw fail('WORKSPACE_CONFIG_DAMAGED', workspaceMessages.configDamaged, undefined, error);
    throw error;
  }
  const parsed = configSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const version = (raw as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1) {
    throw fail('WORKSPACE_FROM_FUTURE', workspaceMessages.fromFuture);
  }
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw fail('WORKSPACE_CONFIG_DAMAGED', workspaceMessages.configField(field));
}
