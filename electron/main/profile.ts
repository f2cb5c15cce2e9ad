import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app } from 'electron';
import { userDataFolder } from '../hosts/workspaceFolder.ts';

/** Gives each workspace its own profile: what the page keeps, and the lock that makes its console the only one. */
export function setProfileOf(workspaceDir: string): void {
  const name = createHash('sha256').update(workspaceDir).digest('hex').slice(0, 16);
  app.setPath('userData', join(userDataFolder(), 'electron', name));
}
