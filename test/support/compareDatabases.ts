import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { type DatacenterConnection, openUrl } from '../../electron/core/datacenter/datacenter.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { openTestDatabase, type TestDatabase } from '../fixtures/compareTables.ts';
import { createMariadbDatabase } from './mariadb.ts';
import { createPostgresDatabase } from './postgres.ts';
import { temporaryFolder } from './workspace.ts';

/** So small that a handful of rows goes through every step of a comparison. */
export const SMALL = {
  segmentRows: 7,
  segmentsAStatement: 3,
  mostSegments: 8,
  leafRows: 3,
  splitParts: 3,
  splitRows: 2,
};

/** In an order of its own, for lists that have none. */
export function sorted<T>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/**
 * Databases of the engines there are on this machine, for all tests of a file.
 * @param name of the databases on the servers, of its own for each file
 */
export function openCompareDatabases(name: string) {
  let folder: ReturnType<typeof temporaryFolder>;
  const databases: Record<string, TestDatabase> = {};
  const connections: Record<string, DatacenterConnection> = {};

  beforeAll(async () => {
    folder = temporaryFolder();
    const urls: Record<string, string> = {
      sqlite: `sqlite://${join(folder.dir, 'a.sqlite')}`,
      other: `sqlite://${join(folder.dir, 'b.sqlite')}`,
      postgres: await createPostgresDatabase(inject('postgresUrl'), name),
    };
    const mariadb = inject('mariadbUrl');
    if (mariadb) urls.mysql = await createMariadbDatabase(mariadb, name);
    for (const [engine, url] of Object.entries(urls)) {
      databases[engine] = await openTestDatabase(url);
      connections[engine] = openUrl(url, { spawn: forkProcess });
    }
  });

  afterAll(async () => {
    for (const connection of Object.values(connections)) await connection.close();
    for (const database of Object.values(databases)) await database.close();
    folder.remove();
  });

  return {
    database: (name: string) => databases[name] as TestDatabase,
    connection: (name: string) => connections[name] as DatacenterConnection,
    has: (name: string) => name in databases,
    /** The pairs of engines there are on this machine. */
    pairs(): [string, string][] {
      const all: [string, string][] = [
        ['postgres', 'sqlite'],
        ['sqlite', 'postgres'],
        ['sqlite', 'other'],
        ['mysql', 'postgres'],
        ['mysql', 'sqlite'],
      ];
      return all.filter((pair) => pair.every((name) => databases[name]));
    },
  };
}
