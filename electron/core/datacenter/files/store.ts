import type { Knex } from 'knex';
import {
  type ExportFiles,
  exportFilesSchema,
  type FilesStand,
  filesStandSchema,
} from '../../../../shared/contract/exportFiles.ts';

export interface FilesRow {
  connection_id: string;
  settings: string;
  state: string;
  exported_at: string | null;
  read_at: string | null;
  checked_at: string | null;
  tables: number;
  rows: number;
  refused: number;
  suspect: number;
  failed_files: number;
  error: string;
  marks: string;
  files: string;
  refused_file: string;
}

const TABLE = 'datacenter_files';

/** The table `datacenter_files` of the log: connections that are a folder of export files. */
export function filesStore(log: Knex) {
  return {
    all: (): Promise<FilesRow[]> => log<FilesRow>(TABLE),
    of: (id: string): Promise<FilesRow | undefined> =>
      log<FilesRow>(TABLE).where({ connection_id: id }).first(),

    /** New settings make every file unknown: the next reading reads them all. */
    async save(id: string, settings: ExportFiles): Promise<void> {
      const text = JSON.stringify(settings);
      const before = await log<FilesRow>(TABLE).where({ connection_id: id }).first();
      if (before?.settings === text) return;
      if (!before) await log<FilesRow>(TABLE).insert({ connection_id: id, settings: text, state: 'unread' });
      else
        await log<FilesRow>(TABLE)
          .where({ connection_id: id })
          .update({ settings: text, marks: '[]', state: before.read_at === null ? 'unread' : 'changed' });
    },

    async change(id: string, row: Partial<Omit<FilesRow, 'connection_id'>>): Promise<void> {
      await log<FilesRow>(TABLE).where({ connection_id: id }).update(row);
    },

    async remove(id: string): Promise<void> {
      await log<FilesRow>(TABLE).where({ connection_id: id }).delete();
    },
  };
}

export function settingsOf(row: FilesRow): ExportFiles {
  return exportFilesSchema.parse(JSON.parse(row.settings));
}

export function standOf(row: FilesRow): FilesStand {
  return filesStandSchema.parse({
    state: row.state,
    exportedAt: row.exported_at,
    readAt: row.read_at,
    checkedAt: row.checked_at,
    tables: row.tables,
    rows: row.rows,
    refused: row.refused,
    suspect: row.suspect,
    failedFiles: row.failed_files,
    error: row.error,
  });
}
