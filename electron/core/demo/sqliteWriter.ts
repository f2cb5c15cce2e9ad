import { renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import knex from 'knex';
import { up } from '../../../migrations/datacenter/0010_province.ts';
import { createBuffer, type Writer } from './writer.ts';

const CACHE_KIB = 49_152;

/**
 * Writes into a file beside the target that becomes it at the end by renaming. While building nothing is flushed and no
 * journal is kept: a file that was cut short is thrown away, never opened. Indexes are built last, over sorted keys.
 */
export async function createSqliteWriter(file: string): Promise<Writer> {
  const temporary = `${file}.creating`;
  remove(temporary);
  await createSchema(temporary);
  const database = new Database(temporary);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  const indexes = dropIndexes(database);
  const buffer = createBuffer();
  const inserts = new Map<string, { columns: string[]; statement: Database.Statement<unknown[]> }>();

  const insertInto = (table: string) => {
    let insert = inserts.get(table);
    if (!insert) {
      const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(
        (column) => column.name,
      );
      const places = columns.map(() => '?').join(', ');
      insert = {
        columns,
        statement: database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`),
      };
      inserts.set(table, insert);
    }
    return insert;
  };

  return {
    add: buffer.add,
    pending: buffer.pending,
    async flush() {
      database.exec('BEGIN');
      for (const [table, rows] of buffer.take()) {
        const { columns, statement } = insertInto(table);
        for (const row of rows) statement.run(columns.map((column) => row[column] ?? null));
      }
      database.exec('COMMIT');
    },
    async finish() {
      for (const sql of indexes) database.exec(sql);
      database.pragma('locking_mode = NORMAL');
      database.pragma('synchronous = FULL');
      database.pragma('journal_mode = WAL');
      database.close();
      renameSync(temporary, file);
    },
    async abort() {
      database.close();
      remove(temporary);
    },
  };
}

async function createSchema(file: string): Promise<void> {
  const builder = knex({ client: 'better-sqlite3', connection: { filename: file }, useNullAsDefault: true });
  try {
    await builder.raw('PRAGMA synchronous = OFF');
    await builder.raw('PRAGMA journal_mode = MEMORY');
    await up(builder);
  } finally {
    await builder.destroy();
  }
}

/** Takes the secondary indexes away and returns the statements that make them again. */
function dropIndexes(database: Database.Database): string[] {
  const rows = database
    .prepare<unknown[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    )
    .all();
  for (const { name } of rows) database.exec(`DROP INDEX "${name}"`);
  return rows.map((row) => row.sql);
}

function remove(file: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(file + end, { force: true });
}
