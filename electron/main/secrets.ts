import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { writeFileAtomic } from '../core/workspace/atomic.ts';

const KEY_FILE = 'workspace.key';
const WRAPPED_FILE = 'workspace.key.wrapped';

/**
 * Keeps a second copy of the workspace key, wrapped by the system's own store (DPAPI, Keychain, Secret Service), beside the
 * key file that all hosts read: when the key file is lost, this user's credentials are not. Where the system has no store
 * (safeStorage would keep plain text) there is no copy.
 */
export function keepKeyWrapped(workspaceDir: string): void {
  if (!existsSync(workspaceDir) || !hasRealStore()) return;
  const plain = join(workspaceDir, KEY_FILE);
  const wrapped = join(workspaceDir, WRAPPED_FILE);
  if (existsSync(plain)) {
    const key = readFileSync(plain, 'utf8');
    if (unwrap(wrapped) !== key) writeFileAtomic(wrapped, safeStorage.encryptString(key), 0o600);
    return;
  }
  const key = unwrap(wrapped);
  if (key !== undefined) writeFileAtomic(plain, key, 0o600);
}

function hasRealStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** @returns undefined when there is no copy, or another user or machine made it */
function unwrap(file: string): string | undefined {
  try {
    return safeStorage.decryptString(readFileSync(file));
  } catch {
    return undefined;
  }
}
