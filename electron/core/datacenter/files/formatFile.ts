import { fail } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import { terminator } from './terminators.ts';

const words = exportFilesMessages.format;

/** What a bcp format file says of a data file. */
export interface FormatFile {
  /** Per field of the file its column; '' for a field that belongs to none. */
  fields: string[];
  column: string;
  row: string;
}

/** `1  SYBCHAR  0  12  "|"  1  case_id  [precision scale]`; SQL Server writes SQLCHAR. */
const LINE = /^\s*(\d+)\s+(\S+)\s+(\d+)\s+(\d+)\s+"((?:\\.|[^"\\])*)"\s+(\d+)\s+(\S+)/;

/**
 * Reads a bcp format file (version, number of fields, one line per field). The last field's terminator ends the row.
 * @throws FILES_FORMAT with the line that cannot be read
 */
export function parseFormatFile(text: string): FormatFile {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (!/^\d+(\.\d+)?$/.test(lines[0] ?? '')) throw wrong(words.version);
  const count = Number(lines[1]);
  const rows = lines.slice(2).filter((line) => line !== '');
  if (!Number.isInteger(count) || count < 1 || rows.length !== count) throw wrong(words.count);
  const fields: string[] = [];
  const ends: string[] = [];
  for (const [index, row] of rows.entries()) {
    const match = LINE.exec(row);
    const number = index + 3;
    if (!match || Number(match[1]) !== index + 1) throw wrong(words.line(number));
    const [, , type = '', , , end = '', order, name = ''] = match;
    if (!/^(SYB|SQL|NUL)?N?(VAR)?CHAR$/i.test(type)) throw wrong(words.native(number, type.slice(0, 30)));
    if (end === '') throw wrong(words.fixed(number));
    fields.push(order === '0' ? '' : name);
    ends.push(end);
  }
  const [first = ''] = ends;
  const row = ends.at(-1) ?? '';
  if (ends.slice(0, -1).some((end) => end !== first)) throw wrong(words.mixed);
  if (fields.every((name) => name === '')) throw wrong(words.noColumn);
  // A file of one field has no column terminator: one that stands nowhere.
  return {
    fields,
    column: ends.length > 1 ? terminator('column', first) : '\uFFFF',
    row: terminator('row', row),
  };
}

function wrong(message: string): Error {
  return fail('FILES_FORMAT', message);
}
