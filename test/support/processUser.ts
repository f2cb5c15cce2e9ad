import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The user a database server runs as: none when we are an ordinary user, else an unprivileged one (servers refuse root). */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

const UNPRIVILEGED = ['nobody', 'postgres', 'daemon'];

/** Finds an unprivileged account when we run as root on a POSIX system; throws when there is none. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  for (const name of UNPRIVILEGED) {
    try {
      const uid = Number(
        execFileSync('id', ['-u', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
      const gid = Number(
        execFileSync('id', ['-g', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
      return { uid, gid };
    } catch {
      // This account does not exist here; the next may.
    }
  }
  throw new Error(
    `Running as root, and none of the accounts ${UNPRIVILEGED.join(', ')} exists to run a server as.`,
  );
}

/** Whether every user may walk into the folder: no ancestor is closed to others. */
export function reachableByAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/** A new empty folder the server's user owns and can reach. */
export function serverFolder(prefix: string, user: ServerUser): string {
  const base = [tmpdir(), '/var/tmp', '/tmp'].find((path) => user.uid === undefined || reachableByAll(path));
  if (!base) throw new Error('No temporary folder is reachable for an unprivileged user.');
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, prefix));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** A TCP port that is free on the loopback interface at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No free port.')),
      );
    });
  });
}
