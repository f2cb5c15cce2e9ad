import type { Knex } from 'knex';
import type { StandardWrite } from '../../../shared/contract/standards.ts';
import type { StandardKind } from '../../../shared/domain/standardTables.ts';

export interface WriteRow {
  id: string;
  kind: StandardKind;
  version_id: string | null;
  version_name: string;
  connection_id: string;
  connection_name: string;
  state: StandardWrite['state'];
  inserted: number;
  updated: number;
  kept: number;
  changes: Uint8Array;
  reason: string;
  written_by: string;
  written_at: string;
  undone_by: string | null;
  undone_at: string | null;
  undo_reason: string;
}

const TABLE = 'standard_write';
const MOST_LISTED = 50;

/** The table `standard_write` of the log: receipts of what was written into a centre's code tables. */
export function writeStore(log: Knex) {
  return {
    list: (kind: StandardKind): Promise<WriteRow[]> =>
      log<WriteRow>(TABLE).where({ kind }).orderBy('written_at', 'desc').limit(MOST_LISTED),
    find: (id: string): Promise<WriteRow | undefined> => log<WriteRow>(TABLE).where({ id }).first(),
    add: (row: Omit<WriteRow, 'undone_by' | 'undone_at'>): Promise<number[]> => log(TABLE).insert(row),
    change: (id: string, row: Partial<Omit<WriteRow, 'id'>>): Promise<number> =>
      log<WriteRow>(TABLE).where({ id }).update(row),
    /** Only one that was never committed. */
    drop: (id: string): Promise<number> => log<WriteRow>(TABLE).where({ id, state: 'prepared' }).delete(),
  };
}
