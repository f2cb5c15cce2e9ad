import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const FOLDER = 'datacenter-operations-console';

/** Which workspace is meant: the option, else OPS_WORKSPACE, else the user's data folder. */
export function workspaceFolder(option: string | undefined): string {
  const chosen = option || process.env.OPS_WORKSPACE;
  return chosen ? resolve(chosen) : join(userDataFolder(), 'workspace');
}

/** Where this user's programs keep their data, as each system has it. */
export function userDataFolder(): string {
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), FOLDER);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', FOLDER);
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), FOLDER);
}
