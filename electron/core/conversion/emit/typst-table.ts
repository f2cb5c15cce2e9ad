/** Tables as Typst code: fixed column widths, spans, a line for each edge. */
import type { Table, TableCell, TableRow } from '../document.ts';
import { headerRowCount } from '../rtf/flow.ts';
import { estimateHeight } from './heights.ts';
import { joinMergedRows } from './merged-rows.ts';
import { borderLines, colour, lineStroke, pt, stroke } from './typst-code.ts';
import type { TypstEmitter } from './typst-emitter.ts';

/** Rows up to this height (6 cm) are not divided between pages. */
const SHORT_ROW = 3400;
/** Text that is this much taller than its row has a line too many. */
const ONE_LINE = 240;

const VERTICAL = { top: 'top', center: 'horizon', bottom: 'bottom' } as const;

const EDGES = ['top', 'bottom', 'left', 'right'] as const;

/**
 * Lines that one stroke cannot draw (double and triple ones), as rectangles over the cell. Their height is the row's only
 * in cells that are not divided between pages.
 */
function manyLinesCode({ padding, borders }: TableCell): string {
  let code = '';
  for (const edge of EDGES) {
    const border = borders[edge];
    const lines = border ? borderLines(border) : [];
    if (!border || lines.length < 2) continue;
    const middle = (lines.at(-1)?.inset ?? 0) / 2;
    for (const line of lines) {
      const shift = line.inset - middle;
      const isTop = edge === 'top';
      const isLeft = edge === 'left';
      const inward = isTop || isLeft ? shift : -shift;
      const dx = edge === 'right' ? padding.right + inward : -padding.left + (isLeft ? inward : 0);
      const dy = edge === 'bottom' ? padding.bottom + inward : -padding.top + (isTop ? inward : 0);
      const isFlat = isTop || edge === 'bottom';
      const length = isFlat
        ? `100% + ${pt(padding.left + padding.right)}`
        : `100% + ${pt(padding.top + padding.bottom)}`;
      const corner = edge === 'bottom' ? 'bottom + left' : edge === 'right' ? 'top + right' : 'top + left';
      code += `place(${corner}, dx: ${pt(dx)}, dy: ${pt(dy)}, line(length: ${length}${isFlat ? '' : ', angle: 90deg'}, stroke: ${lineStroke(border, line)}));`;
    }
  }
  return code;
}

/** Text turned in its cell: it runs along the row's height where that is known, and is aligned across it. */
function turnedCode(emitter: TypstEmitter, table: Table, cell: TableCell, rowNumber: number): string {
  const { padding, rotation } = cell;
  let height = -padding.top - padding.bottom;
  for (let i = 0; i < cell.rowSpan; i++) {
    const row = table.rows[rowNumber + i];
    height += row && row.height.kind !== 'auto' ? row.height.value : 0;
  }
  const length = height > 200 ? `width: ${pt(height)}` : '';
  const available = height > 200 ? height : 8000;
  const write = (): string => emitter.blocks(cell.blocks, available);
  const inner = rotation === 90 ? emitter.text.upright(write) : write();
  const across = {
    top: rotation === 90 ? 'right' : 'left',
    center: 'center',
    bottom: rotation === 90 ? 'left' : 'right',
  }[cell.verticalAlign];
  const along = rotation === 270 && length === '' ? ' + bottom' : ' + top';
  return `align(${across}${along}, rotate(${rotation}deg, reflow: true, block(${length}${length ? ', ' : ''}{${inner}})))`;
}

/** Width of a cell's text. */
function innerWidth({ columns }: Table, { padding, column, columnSpan }: TableCell): number {
  let width = -padding.left - padding.right;
  for (let i = 0; i < columnSpan; i++) width += columns[column + i] ?? 0;
  return Math.max(100, width);
}

/**
 * Rows of a fixed height that is too small for their text by a line or more get the height they need: word processors cut
 * that text off, and here it would be drawn over what follows.
 */
function withRoom(emitter: TypstEmitter, table: Table): Table {
  const isShort = ({ height, cells }: TableRow): boolean =>
    height.kind === 'exact' &&
    cells.some(
      (cell) =>
        cell.rowSpan === 1 &&
        cell.rotation === 0 &&
        estimateHeight(cell.blocks, innerWidth(table, cell), emitter.resolver) > height.value + ONE_LINE,
    );
  if (!table.rows.some(isShort)) return table;
  const rows = table.rows.map((row) =>
    isShort(row) && row.height.kind === 'exact'
      ? { ...row, height: { kind: 'atLeast' as const, value: row.height.value } }
      : row,
  );
  return { ...table, rows };
}

/**
 * Which rows stay on one page: those of a few lines, whose cells would otherwise be read in pieces. One cell that is not
 * divided holds its whole row together, so all cells of such a row must be short.
 */
function wholeRows(emitter: TypstEmitter, table: Table): boolean[] {
  const whole = table.rows.map(() => true);
  for (const [number, row] of table.rows.entries()) {
    for (const cell of row.cells) {
      if (estimateHeight(cell.blocks, innerWidth(table, cell), emitter.resolver) > SHORT_ROW)
        whole.fill(false, number, number + cell.rowSpan);
    }
  }
  return whole;
}

function cellCode(
  emitter: TypstEmitter,
  table: Table,
  cell: TableCell,
  rowNumber: number,
  whole: readonly boolean[],
): string {
  const { padding, borders } = cell;
  const width = innerWidth(table, cell);
  const options = [`x: ${cell.column}`, `y: ${rowNumber}`];
  if (cell.columnSpan > 1) options.push(`colspan: ${cell.columnSpan}`);
  if (cell.rowSpan > 1) options.push(`rowspan: ${cell.rowSpan}`);
  if (cell.verticalAlign !== 'top' && cell.rotation === 0)
    options.push(`align: ${VERTICAL[cell.verticalAlign]}`);
  const isWhole = !whole.slice(rowNumber, rowNumber + cell.rowSpan).includes(false);
  if (isWhole) options.push('breakable: false');
  if (cell.background) options.push(`fill: ${colour(cell.background)}`);
  if (padding.left > 0 || padding.right > 0 || padding.top > 0 || padding.bottom > 0) {
    options.push(
      `inset: (left: ${pt(padding.left)}, right: ${pt(padding.right)}, top: ${pt(padding.top)}, bottom: ${pt(padding.bottom)})`,
    );
  }
  const edges = EDGES.filter((edge) => {
    const border = borders[edge];
    return border && (!isWhole || borderLines(border).length === 1);
  }).map((edge) => `${edge}: ${stroke(borders[edge])}`);
  if (edges.length > 0) options.push(`stroke: (${edges.join(', ')})`);
  const text =
    cell.rotation === 0 ? emitter.blocks(cell.blocks, width) : turnedCode(emitter, table, cell, rowNumber);
  const content = isWhole ? manyLinesCode(cell) + text : text;
  return `${emitter.define('c', `= table.cell.with(${options.slice(2).join(', ')})`)}(x: ${cell.column}, y: ${rowNumber}, {${content}})`;
}

function rowHeights(rows: readonly TableRow[]): string {
  return rows.map(({ height }) => (height.kind === 'exact' ? pt(height.value) : 'auto')).join(', ');
}

/** Code of a table; its cells take over no alignment from around it. A hidden last column of no width holds the rows' least heights. */
export function tableCode(emitter: TypstEmitter, source: Table): string {
  const table = withRoom(emitter, joinMergedRows(source, emitter.resolver));
  const struts = table.rows.some((row) => row.height.kind === 'atLeast');
  const columns = table.columns.map(pt);
  if (struts) columns.push('0pt');
  // Headings repeat on tables taller than a page. A short table that happens to cross a page keeps its text as
  // the source has it, as LibreOffice draws it (docs/adr/0030).
  const isLong = estimateHeight([table], 0, emitter.resolver) > emitter.pageHeight();
  const headers = isLong ? headerRowCount(table.rows) : 0;
  const whole = wholeRows(emitter, table);
  const rowCode = (row: TableRow, number: number): string[] => {
    const cells = row.cells.map((cell) => cellCode(emitter, table, cell, number, whole));
    if (row.height.kind === 'atLeast') {
      cells.push(
        `table.cell(x: ${table.columns.length}, y: ${number}, block(height: ${pt(row.height.value)}))`,
      );
    }
    return cells;
  };
  const code: string[] = [];
  const header = table.rows.slice(0, headers).flatMap((row, index) => rowCode(row, index));
  if (header.length > 0) code.push(`table.header(repeat: true, ${header.join(', ')})`);
  for (let number = headers; number < table.rows.length; number++) {
    code.push(...rowCode(table.rows[number] as TableRow, number));
  }
  let result = `table(columns: (${columns.join(', ')},), rows: (${rowHeights(table.rows)},), align: left + top, inset: 0pt, stroke: none,\n${code.join(',\n')})`;
  if (table.align !== 'left') result = `align(${table.align}, ${result})`;
  else if (table.left !== 0) result = `pad(left: ${pt(table.left)}, ${result})`;
  return result;
}
