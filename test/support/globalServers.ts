import type { TestProject } from 'vitest/node';
import { startMariadb } from './mariadb.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the run's PostgreSQL server, as superuser; each test file makes its own database on it. */
    postgresUrl: string;
    /** URL of the run's MariaDB server, as administrator; empty where the machine has none. */
    mariadbUrl: string;
  }
}

/** vitest globalSetup: one PostgreSQL and, where the machine has it, one MariaDB for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, mariadb] = await Promise.allSettled([startPostgres(), startMariadb()]);
  const stop = async () => {
    for (const server of [postgres, mariadb]) if (server.status === 'fulfilled') await server.value?.stop();
  };
  for (const server of [postgres, mariadb]) {
    if (server.status === 'rejected') {
      await stop();
      throw server.reason;
    }
  }
  const mariadbServer = mariadb.status === 'fulfilled' ? mariadb.value : undefined;
  if (!mariadbServer)
    console.warn('SKIPPED ALOUD: no mariadbd on this machine; the MariaDB tests do not run.');
  project.provide('postgresUrl', postgres.status === 'fulfilled' ? postgres.value.url : '');
  project.provide('mariadbUrl', mariadbServer?.url ?? '');
  return stop;
}
