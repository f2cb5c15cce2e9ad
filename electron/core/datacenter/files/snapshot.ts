import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ExportFiles, ReadFile } from '../../../../shared/contract/exportFiles.ts';
import { OpsError } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import { type DescribedFile, describeFolder, type FoundFile, isData, listFolder } from './describe.ts';
import type { RawRecord } from './records.ts';
import { createRefusedList, type RefusedList } from './refusedList.ts';
import { type FilePlan, line, planFile, recordsOf, takeRow } from './rows.ts';

const words = exportFilesMessages;

/** Lines one file may have refused; beyond, its settings are wrong. */
export const MOST_REFUSED = 100_000;
const ROWS_PER_TRANSACTION = 20_000;

/** A file as it was when it was read. */
export interface FileMark extends FoundFile {
  sha256: string;
}

export interface ReadTask {
  task: 'read';
  settings: ExportFiles;
  /** The new snapshot and the list of refused lines, both made. */
  out: { snapshot: string; refused: string };
  known: readonly FileMark[];
  force: boolean;
}

/** `files` undefined: nothing changed, only the marks may be newer. */
export interface ReadOutcome {
  marks: FileMark[];
  files?: ReadFile[];
}

export type Report = (progress: { file: string; rows: number; bytes: number; total: number }) => void;

/** Reads a folder into a new SQLite file when a file of it changed: by size and time, then by its content. */
export async function readFolder(task: ReadTask, report: Report): Promise<ReadOutcome> {
  const found = listFolder(task.settings.folder);
  if (!task.force) {
    const marks = await unchangedMarks(task, found);
    if (marks) return { marks };
  }
  return buildSnapshot(task, found, report);
}

async function unchangedMarks(task: ReadTask, found: readonly FoundFile[]): Promise<FileMark[] | undefined> {
  const known = new Map(task.known.map((mark) => [mark.name, mark]));
  if (found.length !== known.size) return undefined;
  const marks: FileMark[] = [];
  for (const file of found) {
    const mark = known.get(file.name);
    if (!mark || mark.bytes !== file.bytes) return undefined;
    if (mark.mtimeMs !== file.mtimeMs && mark.sha256 !== (await digest(task.settings.folder, file.name)))
      return undefined;
    marks.push({ ...file, sha256: mark.sha256 });
  }
  return marks;
}

async function buildSnapshot(
  task: ReadTask,
  found: readonly FoundFile[],
  report: Report,
): Promise<ReadOutcome> {
  const { settings, out } = task;
  for (const file of [out.snapshot, out.refused]) rmSync(file, { force: true });
  const described = describeFolder(settings, found);
  const total = described.reduce((sum, { bytes }) => sum + bytes, 0);
  const database = openNew(out.snapshot);
  const list = createRefusedList(openNew(out.refused));
  const digests = new Map<string, string>();
  const files: ReadFile[] = [];
  let before = 0;
  try {
    for (const file of described) {
      files.push(
        await readOne(settings, file, database, list, digests, (rows, bytes) =>
          report({ file: file.name, rows, bytes: before + bytes, total }),
        ),
      );
      before += file.bytes;
    }
  } finally {
    database.close();
    list.close();
  }
  for (const file of [out.snapshot, out.refused]) flush(file);
  const marks: FileMark[] = [];
  for (const file of found)
    marks.push({ ...file, sha256: digests.get(file.name) ?? (await digest(settings.folder, file.name)) });
  return { marks, files };
}

async function readOne(
  settings: ExportFiles,
  file: DescribedFile,
  database: Database.Database,
  list: RefusedList,
  digests: Map<string, string>,
  report: (rows: number, bytes: number) => void,
): Promise<ReadFile> {
  const answer: ReadFile = {
    name: file.name,
    table: file.table,
    bytes: file.bytes,
    modifiedAt: new Date(file.mtimeMs).toISOString(),
    described: file.described,
    columns: 0,
    rows: 0,
    refused: 0,
    suspect: 0,
    error: file.error,
  };
  const notTaken = (error: string): ReadFile => ({ ...answer, table: '', rows: 0, error });
  if (file.error) return notTaken(file.error);
  const hash = createHash('sha256');
  let table: TableWriter | undefined;
  let header: RawRecord | undefined;
  let previous = 0;
  let seen = 0;
  let bytes = 0;
  try {
    const passed = (count: number) => {
      bytes += count;
    };
    for await (const records of recordsOf(settings, file, { hash, passed })) {
      for (const record of records) {
        if (settings.header && !header) {
          header = record;
          continue;
        }
        table ??= createTable(database, file.table, planFile(file, settings.charset, header));
        seen++;
        const taken = takeRow(file.name, table.plan, record);
        const problem = 'refused' in taken ? taken.refused : table.add(taken.values, file.name, record);
        if (problem) {
          list.add(problem);
          answer.refused++;
          // A row that is too short may be the end of the one before, cut by a line end within a value.
          if (!file.csv && record.fields.length < table.plan.fields.length && previous > 0) {
            list.add(line(file.name, previous, 'suspect', words.line.cut));
            answer.suspect++;
          }
          previous = 0;
          if (answer.refused > MOST_REFUSED) {
            table.drop();
            return notTaken(words.file.tooManyRefused(MOST_REFUSED));
          }
        } else {
          answer.rows++;
          previous = record.line;
          if (!record.ended && !file.csv) {
            list.add(line(file.name, record.line, 'suspect', words.line.noEnd));
            answer.suspect++;
          }
        }
      }
      report(seen, bytes);
    }
    // A file with a header alone is an empty table.
    table ??= createTable(database, file.table, planFile(file, settings.charset, header));
    table.end();
  } catch (error) {
    const said = fileFault(error);
    if (said === undefined) throw error;
    table?.drop();
    return notTaken(said);
  }
  const now = statSync(join(settings.folder, file.name), { throwIfNoEntry: false });
  if (!now || now.size !== file.bytes || Math.round(now.mtimeMs) !== file.mtimeMs) {
    table.drop();
    return notTaken(words.file.changing);
  }
  digests.set(file.name, hash.digest('hex'));
  return { ...answer, columns: table.plan.columns.length };
}

/** What is wrong with one file, which does not keep the others from being read. */
function fileFault(error: unknown): string | undefined {
  if (error instanceof OpsError) return error.data.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return words.file.gone;
  if (code === 'EACCES' || code === 'EPERM') return words.file.rights;
  return undefined;
}

interface TableWriter {
  plan: FilePlan;
  /** The line that was not taken, or undefined. */
  add(values: readonly unknown[], file: string, record: RawRecord): ReturnType<typeof line> | undefined;
  end(): void;
  drop(): void;
}

function createTable(database: Database.Database, name: string, plan: FilePlan): TableWriter {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const columns = plan.columns.map((column) => `${quoted(column.name)} ${column.declared}`);
  const key = plan.key.map((place) => quoted(plan.columns[place]?.name ?? ''));
  if (key.length > 0) columns.push(`PRIMARY KEY (${key.join(', ')})`);
  database.exec(`CREATE TABLE ${quoted(name)} (${columns.join(', ')})`);
  const insert = database.prepare(
    `INSERT INTO ${quoted(name)} VALUES (${plan.columns.map(() => '?').join(', ')})`,
  );
  let open = 0;
  const end = () => {
    if (open > 0) database.exec('COMMIT');
    open = 0;
  };
  return {
    plan,
    add(values, file, record) {
      if (open === 0) database.exec('BEGIN');
      if (++open > ROWS_PER_TRANSACTION) {
        end();
        database.exec('BEGIN');
        open = 1;
      }
      try {
        insert.run(...values);
        return undefined;
      } catch (error) {
        const code = String((error as { code?: unknown }).code ?? '');
        if (!code.startsWith('SQLITE_CONSTRAINT') && code !== 'SQLITE_TOOBIG') throw error;
        const reason = code.startsWith('SQLITE_CONSTRAINT') ? words.line.duplicate : words.line.rejected;
        const columns = plan.key.map((place) => plan.columns[place]?.name).join('、');
        return line(file, record.line, 'refused', reason, columns, record.head);
      }
    },
    end,
    drop() {
      end();
      database.exec(`DROP TABLE ${quoted(name)}`);
    },
  };
}

/** A new database that is thrown away when its making fails: no journal on disk, flushed once at the end. */
function openNew(file: string): Database.Database {
  closeSync(openSync(file, 'wx', 0o600));
  const database = new Database(file);
  database.pragma('journal_mode = MEMORY');
  database.pragma('synchronous = OFF');
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -32768');
  return database;
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function digest(folder: string, name: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Whether the folder holds anything to read. */
export function hasData(found: readonly FoundFile[]): boolean {
  return found.some(({ name }) => isData(name));
}
