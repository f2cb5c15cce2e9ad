import type { DatacenterHealth } from '../../../shared/contract/datacenter.ts';
import type { Core } from '../core.ts';
import { type DatacenterConnection, listConnections, openConnection } from '../datacenter/datacenter.ts';
import { measureAndKeep } from '../datacenter/health/rounds.ts';
import type { Reader, Row } from './checks/check.ts';

/** The data centre for one run of checks: asked once whether it is there, shared by all items. */
export interface DatacenterForRun {
  /** Rejects with the reason when the centre is away: the same answer for every item, without asking again. */
  reader(signal: AbortSignal): Promise<Reader>;
  close(): Promise<void>;
}

/** Opens the default connection lazily, and measures health at most once. */
export function datacenterForRun(core: Core): DatacenterForRun {
  let opening: ReturnType<typeof openReachable> | undefined;
  let health: Promise<DatacenterHealth> | undefined;
  return {
    async reader(signal) {
      opening ??= openReachable(core);
      const connection = await opening;
      const rows: Reader['rows'] = (sql, bindings = []) => connection.query<Row>(sql, bindings, { signal });
      return {
        rows,
        one: async (sql, bindings) => (await rows(sql, bindings))[0] ?? {},
        health() {
          health ??= measureDefault(core, connection);
          return health;
        },
      };
    },
    async close() {
      const connection = await opening?.catch(() => undefined);
      await connection?.close();
    },
  };
}

/** What a run of checks measures enters the history of health like any other round. */
async function measureDefault(core: Core, connection: DatacenterConnection): Promise<DatacenterHealth> {
  const id = (await listConnections(core)).find((saved) => saved.isDefault)?.id ?? '';
  return measureAndKeep(core, id, connection);
}

async function openReachable(core: Core) {
  const connection = await openConnection(core);
  try {
    await connection.serverVersion();
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
