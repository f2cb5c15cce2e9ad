/**
 * Cells merged downwards at the left of a table. Typst draws such a cell just before its last row, so that the text
 * of the page would be read out of order; drawn as one row with a table inside, the order is the source's.
 */
import type { Table, TableCell, TableRow } from '../document.ts';
import type { FaceResolver } from './faces.ts';
import { estimateHeight } from './heights.ts';

function widthOf(table: Table, cell: TableCell): number {
  let width = -cell.padding.left - cell.padding.right;
  for (let i = 0; i < cell.columnSpan; i++) width += table.columns[cell.column + i] ?? 0;
  return Math.max(100, width);
}

/** The rows beside a merged cell as a table of their own, or undefined when they do not form one. */
function rowsBeside(table: Table, first: number, merged: TableCell): Table | undefined {
  const from = merged.column + merged.columnSpan;
  if (from >= table.columns.length) return undefined;
  const rows: TableRow[] = [];
  for (let i = 0; i < merged.rowSpan; i++) {
    const row = table.rows[first + i];
    if (!row || row.header) return undefined;
    const cells = row.cells.filter((cell) => cell !== merged);
    if (cells.some((cell) => cell.column < from || i + cell.rowSpan > merged.rowSpan)) return undefined;
    rows.push({ ...row, cells: cells.map((cell) => ({ ...cell, column: cell.column - from })) });
  }
  return { kind: 'table', columns: table.columns.slice(from), rows, left: 0, align: 'left' };
}

/** The height that a table's rows ask for, along which turned text beside them runs. */
function statedHeight({ rows }: Table): TableRow['height'] {
  const value = rows.reduce((sum, { height }) => sum + (height.kind === 'auto' ? 0 : height.value), 0);
  return value > 0 ? { kind: 'atLeast', value } : { kind: 'auto' };
}

/** The table with every left merged cell and the rows beside it made one row. Other merged cells stay. */
export function joinMergedRows(table: Table, resolver: FaceResolver): Table {
  if (!table.rows.some((row) => row.cells.some((cell) => cell.rowSpan > 1))) return table;
  const rows: TableRow[] = [];
  for (let number = 0; number < table.rows.length; number++) {
    const row = table.rows[number] as TableRow;
    const merged = row.cells[0];
    const beside = merged && merged.rowSpan > 1 ? rowsBeside(table, number, merged) : undefined;
    const fits =
      merged &&
      beside &&
      estimateHeight(merged.blocks, widthOf(table, merged), resolver) <=
        estimateHeight([beside], 0, resolver) + merged.padding.top + merged.padding.bottom;
    if (!merged || !beside || !fits) {
      rows.push(row);
      continue;
    }
    const frame: TableCell = {
      column: merged.column + merged.columnSpan,
      columnSpan: beside.columns.length,
      rowSpan: 1,
      blocks: [beside],
      borders: {},
      verticalAlign: 'top',
      padding: { left: 0, right: 0, top: 0, bottom: 0 },
      rotation: 0,
    };
    rows.push({
      cells: [{ ...merged, rowSpan: 1 }, frame],
      height: merged.rotation === 0 ? { kind: 'auto' } : statedHeight(beside),
      header: false,
      keepTogether: row.keepTogether,
    });
    number += merged.rowSpan - 1;
  }
  return { ...table, rows };
}
