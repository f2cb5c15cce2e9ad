import type { Knex } from 'knex';
import { inTransaction } from '../log/log.ts';

export interface ConnectionRow {
  id: string;
  name: string;
  engine: string;
  file: string;
  host: string;
  port: number;
  database: string;
  user: string;
  password_sealed: string | null;
  tls: string;
  sid: number;
  client_dir: string;
  statement_timeout_seconds: number;
  max_sessions: number;
  is_default: number;
  updated_at: string;
  updated_by: string;
}

const TABLE = 'datacenter_connection';

/** The table `datacenter_connection` of the log. */
export function datacenterStore(log: Knex) {
  return {
    list: (): Promise<ConnectionRow[]> =>
      log<ConnectionRow>(TABLE).orderBy('is_default', 'desc').orderBy('name'),
    byId: (id: string): Promise<ConnectionRow | undefined> => log<ConnectionRow>(TABLE).where({ id }).first(),
    byName: (name: string): Promise<ConnectionRow | undefined> =>
      log<ConnectionRow>(TABLE).where({ name }).first(),
    default: (): Promise<ConnectionRow | undefined> =>
      log<ConnectionRow>(TABLE).where({ is_default: 1 }).first(),

    /** Inserts or replaces a connection; the first of all becomes the default one. */
    async save(row: Omit<ConnectionRow, 'is_default'>): Promise<void> {
      await inTransaction(log, async (trx) => {
        const changed = await trx<ConnectionRow>(TABLE).where({ id: row.id }).update(row);
        if (changed > 0) return;
        const other = await trx<ConnectionRow>(TABLE).first('id');
        await trx<ConnectionRow>(TABLE).insert({ ...row, is_default: other ? 0 : 1 });
      });
    },

    /** Where the snapshot of a folder of export files lies. */
    async setFile(id: string, file: string): Promise<void> {
      await log<ConnectionRow>(TABLE).where({ id }).update({ file });
    },

    async remove(id: string): Promise<boolean> {
      return (await log<ConnectionRow>(TABLE).where({ id }).delete()) > 0;
    },

    /** Makes one the default and every other not. False when it does not exist. */
    setDefault(id: string): Promise<boolean> {
      return inTransaction(log, async (trx) => {
        if (!(await trx<ConnectionRow>(TABLE).where({ id }).first('id'))) return false;
        await trx<ConnectionRow>(TABLE).where({ is_default: 1 }).update({ is_default: 0 });
        await trx<ConnectionRow>(TABLE).where({ id }).update({ is_default: 1 });
        return true;
      });
    },
  };
}
