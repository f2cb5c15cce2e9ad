import type { StandardImportError } from '../../../shared/contract/standards.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';

const words = standardsMessages.file;

/** A file's header and cells as they stand, each row with its line (or place in a list) from 1. */
export interface FileRows {
  format: 'csv' | 'json';
  header: string[];
  rows: { row: number; cells: string[] }[];
}

export type Read = FileRows | StandardImportError;

/** Text as rows: a JSON list of objects (or `{rows: […]}`), else cells by tab, comma or semicolon, whichever the header uses most. */
export function rowsOf(text: string): Read {
  const trimmed = text.replace(/^\uFEFF/, '');
  const start = trimmed.trimStart()[0];
  return start === '[' || start === '{' ? fromJson(trimmed) : fromTable(trimmed);
}

function fromJson(text: string): Read {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const row = at ? text.slice(0, Number(at)).split('\n').length : text.split('\n').length;
    return { row, column: '', message: words.notJson(`第 ${row} 行`) };
  }
  const list = Array.isArray(raw) ? raw : (raw as { rows?: unknown }).rows;
  if (!Array.isArray(list)) return { row: 0, column: '', message: words.jsonShape };
  const header = [...new Set(list.flatMap((item) => (isObject(item) ? Object.keys(item) : [])))];
  const rows: FileRows['rows'] = [];
  for (const [place, item] of list.entries()) {
    const cells = isObject(item) ? header.map((name) => scalar(item[name])) : [undefined];
    if (cells.includes(undefined)) return { row: place + 1, column: '', message: words.jsonRow };
    rows.push({ row: place + 1, cells: cells as string[] });
  }
  return { format: 'json', header, rows };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalar(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function fromTable(text: string): Read {
  const firstLine = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const delimiter = ['\t', ',', ';'].reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  );
  const records = recordsOf(text, delimiter);
  if ('message' in records) return records;
  const [head, ...body] = records;
  if (!head) return { row: 0, column: '', message: words.empty };
  for (const { row, cells } of body) {
    const missing = head.cells.length - cells.length;
    if (missing < 0 && cells.slice(head.cells.length).some((cell) => cell !== ''))
      return { row, column: '', message: words.cells(cells.length, head.cells.length) };
    cells.length = Math.min(cells.length, head.cells.length);
    for (let more = 0; more < missing; more++) cells.push('');
  }
  return { format: 'csv', header: head.cells.map((cell) => cell.trim()), rows: body };
}

/** RFC 4180 with a chosen delimiter; lines that start with `#` before the header, and empty ones, are passed over. */
function recordsOf(text: string, delimiter: string): FileRows['rows'] | StandardImportError {
  const records: FileRows['rows'] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let row = 1;
  let startedAt = 1;
  const end = () => {
    cells.push(cell);
    const note = records.length === 0 && cells[0]?.startsWith('#');
    if (!note && cells.some((each) => each.trim() !== '')) records.push({ row: startedAt, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (sign === '"') quoted = false;
      else {
        if (sign === '\n') row++;
        cell += sign;
      }
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      end();
      row++;
      startedAt = row;
    } else if (sign !== '\r') cell += sign;
  }
  if (quoted) return { row: startedAt, column: '', message: words.openQuote };
  end();
  return records;
}
