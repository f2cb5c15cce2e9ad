import type Database from 'better-sqlite3';
import type { RefusedLine } from '../../../../shared/contract/exportFiles.ts';

/** The lines of a reading that were not taken, in a SQLite file of their own beside the snapshot. */
export interface RefusedList {
  add(line: RefusedLine): void;
  close(): void;
}

const LINES_PER_TRANSACTION = 5_000;

export function createRefusedList(database: Database.Database): RefusedList {
  database.exec(
    'CREATE TABLE refused_line (place INTEGER PRIMARY KEY, file TEXT, line INTEGER, "column" TEXT, kind TEXT, reason TEXT, text TEXT)',
  );
  const insert = database.prepare(
    'INSERT INTO refused_line (file, line, "column", kind, reason, text) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let open = 0;
  const end = () => {
    if (open > 0) database.exec('COMMIT');
    open = 0;
  };
  return {
    add({ file, line, column, kind, reason, text }) {
      if (open === 0) database.exec('BEGIN');
      insert.run(file, line, column, kind, reason, text);
      if (++open >= LINES_PER_TRANSACTION) end();
    },
    close() {
      end();
      database.close();
    },
  };
}

/** One page of it; the statements for the SQLite reader. */
export const REFUSED_PAGE =
  'SELECT file, line, "column" AS column_name, kind, reason, text FROM refused_line ORDER BY place LIMIT ? OFFSET ?';
export const REFUSED_COUNT = 'SELECT count(*) AS total FROM refused_line';
