import { MOST_IMPORT_BYTES, MOST_IMPORT_ROWS } from '../../../shared/contract/servicedeskItems.ts';
import {
  ITEM_RELATIONS,
  ITEM_TYPES,
  type ItemRelation,
  type ItemType,
} from '../../../shared/domain/servicedesk.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import type { Court } from '../reference/reference.ts';
import type { ItemColumns } from './items.ts';

const words = servicedeskItemMessages.import;
const heads = servicedeskItemMessages.columns;

export interface CellFault {
  cell: string;
  message: string;
}

/** One row of the workbook, understood as far as it can be. */
export interface WorkbookRow {
  /** As Excel numbers it. */
  row: number;
  number: string;
  numberCell: string;
  columns: ItemColumns;
  /** Names of what it uses and runs on, with the cell that says so. */
  relations: { relation: ItemRelation; name: string; cell: string }[];
  refused: boolean;
}

export interface ReadWorkbook {
  sheet: string;
  rows: WorkbookRow[];
  faults: CellFault[];
}

/** The order of the export; `last_change` is shown there and ignored here. */
export const WORKBOOK_COLUMNS = [
  'number',
  'name',
  'type',
  'address',
  'version',
  'court',
  'owner',
  'uses',
  'runs-on',
  'warranty_until',
  'keeper',
  'last_change',
  'audited_on',
  'note',
] as const;
type Column = (typeof WORKBOOK_COLUMNS)[number];
const NEEDED: readonly Column[] = ['name', 'type'];
const LENGTHS: Partial<Record<Column, number>> = {
  name: 100,
  address: 200,
  version: 60,
  owner: 40,
  keeper: 40,
  note: 500,
};
/** A small archive may unfold to far more than it weighs. */
const MOST_UNFOLDED_BYTES = 100 * 1024 * 1024;

type Cell = string | number | boolean | Date | null;

/**
 * Reads the first sheet of a workbook; every fault is kept at its cell, so that all are mended at once.
 * @param courts those a row may name
 * @throws SERVICEDESK_IMPORT when it cannot be read at all or has no header
 */
export async function readItemWorkbook(bytes: Uint8Array, courts: readonly Court[]): Promise<ReadWorkbook> {
  if (bytes.byteLength > MOST_IMPORT_BYTES || unfoldedBytes(bytes) > MOST_UNFOLDED_BYTES)
    throw fail('SERVICEDESK_IMPORT', words.tooBig);
  const sheet = await firstSheet(bytes);
  const [header, ...body] = sheet.rows;
  if (!header || header.every((cell) => textOf(cell) === '')) throw fail('SERVICEDESK_IMPORT', words.empty);
  if (body.length > MOST_IMPORT_ROWS) throw fail('SERVICEDESK_IMPORT', words.tooManyRows(MOST_IMPORT_ROWS));
  const faults: CellFault[] = [];
  const places = readHeader(header, faults);
  const merged = mergedRows(sheet.merges ?? [], faults);
  const rows: WorkbookRow[] = [];
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => textOf(cell) === '')) continue;
    const before = faults.length;
    const row = readRow(index + 2, cells, places, courts, faults);
    row.refused = faults.length > before || merged.has(index + 1);
    rows.push(row);
  }
  refuseTwice(rows, places, faults);
  return { sheet: sheet.name, rows, faults };
}

async function firstSheet(bytes: Uint8Array) {
  const { readXlsx } = await import('hucre/xlsx');
  try {
    const workbook = await readXlsx(bytes, { sheets: [0], maxRows: MOST_IMPORT_ROWS + 2 });
    const [sheet] = workbook.sheets;
    if (sheet) return sheet;
  } catch (error) {
    throw fail('SERVICEDESK_IMPORT', words.notXlsx, undefined, error);
  }
  throw fail('SERVICEDESK_IMPORT', words.empty);
}

/** Column → its place; unknown and doubled heads are faults, absent needed ones stop it. */
function readHeader(header: readonly Cell[], faults: CellFault[]): Map<Column, number> {
  const places = new Map<Column, number>();
  for (const [place, cell] of header.entries()) {
    const text = textOf(cell).replace(/\s+/g, '');
    if (text === '') continue;
    const column = WORKBOOK_COLUMNS.find((known) => heads[known] === text);
    if (!column) faults.push({ cell: address(1, place), message: words.unknownHeader(text) });
    else if (places.has(column)) faults.push({ cell: address(1, place), message: words.twiceHeader(text) });
    else places.set(column, place);
  }
  const absent = NEEDED.filter((column) => !places.has(column));
  if (absent.length > 0)
    throw fail('SERVICEDESK_IMPORT', words.noHeader(absent.map((column) => heads[column]).join('、')));
  return places;
}

/** Rows (0-based) that a merged cell touches. */
function mergedRows(
  merges: readonly { startRow: number; startCol: number; endRow: number; endCol: number }[],
  faults: CellFault[],
): Set<number> {
  const rows = new Set<number>();
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const range = `${address(startRow + 1, startCol)}:${address(endRow + 1, endCol)}`;
    faults.push({ cell: address(startRow + 1, startCol), message: words.merged(range) });
    for (let row = startRow; row <= Math.min(endRow, MOST_IMPORT_ROWS + 2); row++) rows.add(row);
  }
  return rows;
}

function readRow(
  row: number,
  cells: readonly Cell[],
  places: ReadonlyMap<Column, number>,
  courts: readonly Court[],
  faults: CellFault[],
): WorkbookRow {
  const cellOf = (column: Column) => address(row, places.get(column) ?? 0);
  const text = (column: Column): string => {
    const place = places.get(column);
    const value = place === undefined ? '' : textOf(cells[place] ?? null);
    const most = LENGTHS[column];
    if (most !== undefined && value.length > most)
      faults.push({ cell: cellOf(column), message: words.tooLong(most) });
    return value;
  };
  const name = text('name');
  if (name === '') faults.push({ cell: cellOf('name'), message: words.nameMissing });
  const day = (column: 'warranty_until' | 'audited_on'): string => {
    const place = places.get(column);
    const given = place === undefined ? null : (cells[place] ?? null);
    const read = dayOf(given);
    if (read === undefined) faults.push({ cell: cellOf(column), message: words.dateWrong(textOf(given)) });
    return read ?? '';
  };
  const relations = ITEM_RELATIONS.flatMap((relation) =>
    text(relation)
      .split(/[、,，;；\n]/)
      .map((part) => part.trim())
      .filter(Boolean)
      .map((other) => ({ relation, name: other, cell: cellOf(relation) })),
  );
  for (const relation of relations)
    if (relation.name === name) faults.push({ cell: relation.cell, message: words.relationSelf });
  return {
    row,
    number: text('number'),
    numberCell: cellOf('number'),
    columns: {
      name,
      type: typeOf(text('type'), cellOf('type'), faults),
      address: text('address'),
      version: text('version'),
      court: courtOf(courts, text('court'), cellOf('court'), faults),
      owner: text('owner'),
      warranty_until: day('warranty_until'),
      keeper: text('keeper'),
      audited_on: day('audited_on'),
      note: text('note'),
    },
    relations,
    refused: false,
  };
}

function typeOf(text: string, cell: string, faults: CellFault[]): ItemType {
  const type = ITEM_TYPES.find((known) => servicedeskItemMessages.types[known] === text);
  if (type) return type;
  const known = ITEM_TYPES.map((each) => servicedeskItemMessages.types[each]).join('、');
  faults.push({ cell, message: words.typeUnknown(text, known) });
  return 'other';
}

function courtOf(courts: readonly Court[], text: string, cell: string, faults: CellFault[]): number | null {
  if (text === '') return null;
  const court = courts.find(({ name }) => name === text);
  if (court) return court.code;
  faults.push({ cell, message: words.courtUnknown(text) });
  return null;
}

/** A date cell, or a day as people write it; '' for nothing, undefined for what is no day. */
function dayOf(value: Cell): string | undefined {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return undefined;
    const day = value.toISOString().slice(0, 10);
    return isDay(day) && day >= '1990-01-01' ? day : undefined;
  }
  const text = textOf(value);
  if (text === '') return '';
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function refuseTwice(
  rows: readonly WorkbookRow[],
  places: ReadonlyMap<Column, number>,
  faults: CellFault[],
): void {
  const names = new Map<string, WorkbookRow>();
  const numbers = new Map<string, WorkbookRow>();
  const cellOf = (row: WorkbookRow, column: Column) => address(row.row, places.get(column) ?? 0);
  for (const row of rows) {
    const name = names.get(row.columns.name);
    if (name) {
      row.refused = true;
      faults.push({ cell: cellOf(row, 'name'), message: words.nameTwice(cellOf(name, 'name')) });
    } else if (row.columns.name) names.set(row.columns.name, row);
    if (row.number === '') continue;
    const number = numbers.get(row.number);
    if (number) {
      row.refused = true;
      faults.push({ cell: row.numberCell, message: words.numberTwice(number.numberCell) });
    } else numbers.set(row.number, row);
  }
}

function textOf(value: Cell): string {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return String(value).trim();
}

/** `C5`: Excel's name of a cell; `place` counts columns from 0. */
function address(row: number, place: number): string {
  let letters = '';
  for (let left = place + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** What a zip archive says its entries weigh unfolded: the reader unfolds no more than that. 0 for what is no archive. */
function unfoldedBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) return 0;
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) break;
    total += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total;
}
