import type { StandardImportError } from '../../../shared/contract/standards.ts';
import {
  entryKey,
  STANDARD_KINDS,
  STANDARD_TABLES,
  type StandardColumn,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import {
  standardColumnName,
  standardColumns,
  standardsMessages as words,
} from '../../../shared/messages/standards.ts';
import { decodeFile, type Encoding } from './decode.ts';
import { type FileRows, rowsOf } from './rows.ts';

const LARGEST = 12 * 1024 * 1024;

/** What a file holds: entries, or why it is refused, row by row. Entries are whole only when there are no errors. */
export interface ParsedFile {
  format: 'csv' | 'json';
  encoding: string;
  entries: StandardEntry[];
  errors: StandardImportError[];
}

/**
 * Reads a file as a table of one kind. Nothing is guessed or mended: what does not fit is told with its row, column and what
 * to do. `known` are keys a parent may also name (additions are laid over a whole table).
 */
export function parseStandardFile(
  kind: StandardKind,
  bytes: Uint8Array,
  encoding: Encoding,
  known: ReadonlySet<string> = new Set(),
): ParsedFile {
  const refused = (error: StandardImportError, as = ''): ParsedFile => ({
    format: 'csv',
    encoding: as,
    entries: [],
    errors: [error],
  });
  if (bytes.length > LARGEST) return refused({ row: 0, column: '', message: words.file.tooLarge });
  const decoded = decodeFile(bytes, encoding);
  if ('message' in decoded) return refused({ column: '', ...decoded });
  const file = rowsOf(decoded.text);
  if ('message' in file) return refused(file, decoded.encoding);
  const places = placesOf(kind, file.header);
  if ('fault' in places) return refused({ ...places.fault, row: headerRow(file) }, decoded.encoding);
  if (file.rows.length === 0)
    return refused({ row: 0, column: '', message: words.file.empty }, decoded.encoding);
  const entries = file.rows.map(({ cells }) =>
    Object.fromEntries(
      STANDARD_TABLES[kind].columns.map(({ name }) => [name, tidy(cells[places.of.get(name) ?? -1] ?? '')]),
    ),
  );
  const rows = file.rows.map(({ row }) => row);
  const errors = [...cellErrors(kind, entries, rows), ...tableErrors(kind, entries, rows, known)];
  errors.sort((a, b) => a.row - b.row);
  return { format: file.format, encoding: decoded.encoding, entries, errors };
}

/** A spreadsheet's tab that keeps long digits whole is no part of the value. */
function tidy(cell: string): string {
  return cell.replace(/^'(?=[=+\-@])/, '').replace(/\t$/, '');
}

function headerRow(file: FileRows): number {
  return file.format === 'csv' ? 1 : 0;
}

/** Where each column stands in the file: by its own name or one of its Chinese headings. */
function placesOf(
  kind: StandardKind,
  header: readonly string[],
): { of: ReadonlyMap<string, number> } | { fault: Omit<StandardImportError, 'row'> } {
  const of = new Map<string, number>();
  for (const { name } of STANDARD_TABLES[kind].columns) {
    const found = foundAt(kind, name, header);
    if (found.length > 1)
      return { fault: { column: name, message: words.header.twice(standardColumnName(kind, name)) } };
    if (found[0] !== undefined) of.set(name, found[0]);
  }
  const missing = STANDARD_TABLES[kind].columns.filter(({ name, needed }) => needed && !of.has(name));
  if (missing.length === 0) return { of };
  const names = missing.map(({ name }) => standardColumnName(kind, name)).join('、');
  const other = STANDARD_KINDS.find((each) => each !== kind && fitsWholly(each, header));
  const hint = other ? words.header.looksLike(words.kinds[other]) : '';
  const message = words.header.missing(names, header.join('、').slice(0, 200));
  return { fault: { column: missing[0]?.name ?? '', message: `${message}${hint}` } };
}

function foundAt(kind: StandardKind, column: string, header: readonly string[]): number[] {
  const names = [column.toLowerCase(), ...(standardColumns[`${kind}.${column}`] ?? [])];
  return header.flatMap((cell, place) => (names.includes(cell.trim().toLowerCase()) ? [place] : []));
}

function fitsWholly(kind: StandardKind, header: readonly string[]): boolean {
  return STANDARD_TABLES[kind].columns.every(
    ({ name, needed }) => !needed || foundAt(kind, name, header).length === 1,
  );
}

function* cellErrors(
  kind: StandardKind,
  entries: readonly StandardEntry[],
  rows: readonly number[],
): Generator<StandardImportError> {
  for (const [place, entry] of entries.entries())
    for (const column of STANDARD_TABLES[kind].columns) {
      const message = cellFault(kind, column, entry[column.name] ?? '');
      if (message) yield { row: rows[place] ?? 0, column: column.name, message };
    }
}

function cellFault(kind: StandardKind, column: StandardColumn, value: string): string | undefined {
  const name = standardColumnName(kind, column.name);
  if (value === '') return column.needed ? words.cell.needed(name) : undefined;
  if (/^\s|\s$|[\p{Cc}\p{Cf}]/u.test(value)) return words.cell.spaces(name);
  if (value.length > column.most) return words.cell.long(name, column.most, value.length);
  if (column.shape && !column.shape.test(value))
    return words.cell.shape(name, value, words.shapes[`${kind}.${column.name}`] ?? '');
  return undefined;
}

function* tableErrors(
  kind: StandardKind,
  entries: readonly StandardEntry[],
  rows: readonly number[],
  known: ReadonlySet<string>,
): Generator<StandardImportError> {
  const { columns, key } = STANDARD_TABLES[kind];
  const keys = new Map<string, number>();
  const values = new Map<string, number>();
  for (const [place, entry] of entries.entries()) {
    const row = rows[place] ?? 0;
    const own = entryKey(kind, entry);
    const earlier = keys.get(own);
    if (earlier !== undefined)
      yield { row, column: key[0] ?? '', message: words.cell.duplicate(own, earlier) };
    else keys.set(own, row);
    for (const { name, unique } of columns) {
      const value = entry[name] ?? '';
      const mark = `${name}\t${value}`;
      const seen = unique && value !== '' ? values.get(mark) : undefined;
      if (seen !== undefined && earlier === undefined)
        yield {
          row,
          column: name,
          message: words.cell.duplicateValue(standardColumnName(kind, name), value, seen),
        };
      else if (unique) values.set(mark, row);
    }
  }
  for (const { name, parent } of columns) {
    if (!parent) continue;
    for (const [place, entry] of entries.entries()) {
      const value = entry[name] ?? '';
      if (value === '' || parent.roots.includes(value) || keys.has(value) || known.has(value)) continue;
      yield {
        row: rows[place] ?? 0,
        column: name,
        message: words.cell.parent(standardColumnName(kind, name), value),
      };
    }
  }
}
