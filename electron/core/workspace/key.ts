import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';
import { writeFileAtomic } from './atomic.ts';

const KEY_FILE = 'workspace.key';
const KEY_BYTES = 32;

/** A fresh random key in a file only its owner may read (0600), so that every host of this user can open it. */
export function createKeyFile(dir: string): void {
  writeFileAtomic(join(dir, KEY_FILE), `${randomBytes(KEY_BYTES).toString('base64')}\n`, 0o600);
}

/** @throws WORKSPACE_KEY_MISSING, WORKSPACE_KEY_DAMAGED */
export function readKeyFile(dir: string): Buffer {
  const file = join(dir, KEY_FILE);
  if (!existsSync(file)) throw fail('WORKSPACE_KEY_MISSING', workspaceMessages.keyMissing);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw fail('WORKSPACE_KEY_DAMAGED', workspaceMessages.keyDamaged);
  return key;
}
