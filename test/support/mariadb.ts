import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { freePort, serverFolder, serverUser } from './processUser.ts';
import { runToEnd, startServer, stopServer, type TestServer } from './serverProcess.ts';

/** The test server's administrator. */
export const MARIADB_USER = 'ops_root';
export const MARIADB_PASSWORD = "p@ss:w/rd 'x'";

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/libexec', '/usr/local/sbin', '/usr/local/bin'];

/** Whether this machine has a MariaDB server to start. */
export function mariadbProgram(): string | undefined {
  return programNamed('mariadbd');
}

function programNamed(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Starts the machine's own MariaDB server with empty data on a free loopback port; undefined when there is none.
 * @param options.cacheMb what it may keep of its tables in memory
 */
export async function startMariadb({
  cacheMb = 64,
}: {
  cacheMb?: number;
} = {}): Promise<TestServer | undefined> {
  const program = mariadbProgram();
  const install = programNamed('mariadb-install-db');
  if (!program || !install) return undefined;
  const user = serverUser();
  const folder = serverFolder('ops-mariadb-', user);
  const port = await freePort();
  const data = join(folder, 'data');
  try {
    runToEnd(install, ['--no-defaults', '--skip-test-db', '--skip-name-resolve', `--datadir=${data}`], user);
    const child = await startServer(
      program,
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--port=${port}`,
        `--socket=${join(folder, 's')}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        '--innodb-flush-log-at-trx-commit=0',
        `--innodb-buffer-pool-size=${cacheMb}M`,
        '--max-connections=60',
        '--default-time-zone=+08:00',
        `--init-file=${initFile(folder)}`,
      ],
      user,
      'ready for connections',
      folder,
    );
    const password = encodeURIComponent(MARIADB_PASSWORD);
    const url = `mysql://${MARIADB_USER}:${password}@127.0.0.1:${port}/ops`;
    return { url, port, stop: () => stopServer(child, 'SIGTERM', folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Creates a database of that name (dropping an older one) on the server and returns its URL. */
export async function createMariadbDatabase(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl);
  const connection = await mysql.createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
  });
  try {
    const quoted = connection.escapeId(name);
    await connection.query(`DROP DATABASE IF EXISTS ${quoted}`);
    await connection.query(`CREATE DATABASE ${quoted} CHARACTER SET utf8mb4`);
  } finally {
    await connection.end();
  }
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** What the server runs before it takes connections: one statement a line. */
function initFile(folder: string): string {
  const path = join(folder, 'init.sql');
  const password = MARIADB_PASSWORD.replaceAll("'", "''");
  writeFileSync(
    path,
    `CREATE USER '${MARIADB_USER}'@'%' IDENTIFIED BY '${password}';
GRANT ALL ON *.* TO '${MARIADB_USER}'@'%' WITH GRANT OPTION;
CREATE DATABASE ops CHARACTER SET utf8mb4;
`,
    { mode: 0o644 },
  );
  return path;
}
