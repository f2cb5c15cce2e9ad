import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { ExportFiles } from '../../../../shared/contract/exportFiles.ts';
import { OpsError } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import { type DdlColumn, type DdlTable, parseDdl } from './ddl.ts';
import { type FormatFile, parseFormatFile } from './formatFile.ts';

const words = exportFilesMessages.file;

const DATA = new Set(['.bcp', '.dat', '.txt', '.csv', '.tsv', '.out']);
const LARGEST_SCRIPT = 64 << 20;

/** A file of the folder, without its content. */
export interface FoundFile {
  name: string;
  bytes: number;
  mtimeMs: number;
}

/** A data file and what is known of its columns. */
export interface DescribedFile extends FoundFile {
  table: string;
  csv: boolean;
  /** Name of the file that describes it; 'header' when its first line does. */
  described: string;
  ddl: DdlTable | undefined;
  format: FormatFile | undefined;
  /** Why it cannot be read; '' when it can. */
  error: string;
}

/** Files that matter in a folder: data, format and SQL files, by name. Links and subfolders are left alone. */
export function listFolder(folder: string): FoundFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && (isData(entry.name) || /\.(fmt|sql)$/i.test(entry.name)))
    .map(({ name }) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return { name, bytes: size, mtimeMs: Math.round(mtimeMs) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export function isData(name: string): boolean {
  return DATA.has(extname(name).toLowerCase());
}

/** `court.dbo.CASE_INFO.bcp` → `CASE_INFO`. */
export function tableOfFile(name: string): string {
  return name.slice(0, -extname(name).length).split('.').at(-1)?.trim() ?? '';
}

/** Each data file of a folder with where its columns come from: a format file of its name, an SQL script, its first line. */
export function describeFolder(
  settings: Pick<ExportFiles, 'folder' | 'charset' | 'header'>,
  files: readonly FoundFile[],
): DescribedFile[] {
  const tables = new Map<string, { table: DdlTable; file: string }>();
  for (const { name, bytes } of files) {
    if (!/\.sql$/i.test(name) || bytes > LARGEST_SCRIPT) continue;
    for (const table of parseDdl(text(settings, name)))
      tables.set(table.name.toLowerCase(), { table, file: name });
  }
  const formats = new Map(
    files
      .filter(({ name }) => /\.fmt$/i.test(name))
      .map(({ name }) => [tableOfFile(name).toLowerCase(), name]),
  );
  const taken = new Map<string, string>();
  return files
    .filter(({ name }) => isData(name))
    .map((file) => {
      const written = tableOfFile(file.name);
      const key = written.toLowerCase();
      const known = tables.get(key);
      const formatName = formats.get(key);
      const described: DescribedFile = {
        ...file,
        table: known?.table.name ?? written,
        csv: /\.csv$/i.test(file.name),
        described: formatName ?? (settings.header ? 'header' : (known?.file ?? '')),
        ddl: known?.table,
        format: undefined,
        error: '',
      };
      const other = taken.get(key);
      if (written === '' || /^sqlite_/i.test(written)) described.error = words.name;
      else if (other) described.error = words.twice(other);
      else if (file.bytes === 0) described.error = words.empty;
      else if (formatName) {
        try {
          described.format = parseFormatFile(text(settings, formatName));
        } catch (error) {
          if (!(error instanceof OpsError)) throw error;
          described.error = error.data.message;
        }
      } else if (described.described === '') described.error = words.noDescription;
      taken.set(key, file.name);
      return described;
    });
}

function text({ folder, charset }: Pick<ExportFiles, 'folder' | 'charset'>, name: string): string {
  const bytes = readFileSync(join(folder, name));
  return new TextDecoder(charset === 'utf-8' ? 'utf-8' : 'gb18030').decode(bytes).replace(/^\uFEFF/, '');
}

/** The description of a column by its name. */
export function ddlColumn(table: DdlTable | undefined, name: string): DdlColumn | undefined {
  return table?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}
