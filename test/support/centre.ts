import type { Actor, Core } from '../../electron/core/core.ts';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';

/** Saves a test database as the centre of a workspace. @returns the connection's id */
export async function saveCentre(core: Core, actor: Actor, url: string): Promise<string> {
  const { engine, file, host, port, database, user, password } = parseDatabaseUrl(url);
  const input = connectionInputSchema.parse({
    name: '中心库',
    engine,
    file,
    host,
    port,
    database,
    user,
    password,
  });
  return (await saveConnection(core, actor, input)).id;
}
