/** From rows as RTF defines them (right edges of cells) to a table with a grid, column and row spans. */
import type { Block, Border, Borders, Table, TableCell, TableRow, Twips } from '../document.ts';

export interface CellDefinition {
  /** Right edge from the left margin. */
  right: Twips;
  borders: Borders & { diagonalDown?: Border; diagonalUp?: Border };
  /** Edges stated as having no line. */
  without: Set<string>;
  background?: string;
  verticalAlign: TableCell['verticalAlign'];
  horizontal: 'none' | 'first' | 'continued';
  vertical: 'none' | 'first' | 'continued';
  padding: { left?: Twips; right?: Twips; top?: Twips; bottom?: Twips };
  rotation: TableCell['rotation'];
  /** Width asked for beside the edge, `\clftsWidth` and `\clwWidth`: twips, or fiftieths of a percent. */
  wanted: { unit: 'none' | 'twips' | 'percent'; value: number };
}

export interface RowDefinition {
  cells: CellDefinition[];
  left: Twips;
  /** Half the space between the text of neighbouring cells. */
  gap: Twips;
  height: TableRow['height'];
  header: boolean;
  keepTogether: boolean;
  align: Table['align'];
  borders: Borders & { horizontal?: Border; vertical?: Border };
  padding: { left?: Twips; right?: Twips; top?: Twips; bottom?: Twips };
}

export interface FilledRow {
  cells: Block[][];
  definition: RowDefinition | undefined;
}

interface PlacedCell {
  left: Twips;
  right: Twips;
  definition: CellDefinition | undefined;
  blocks: Block[];
}

/** Edges nearer than this are one edge: writers round them differently from row to row. */
const EDGE_TOLERANCE = 14;
const DEFAULT_TABLE_WIDTH = 8300;
const MINIMUM_CELL = 40;
/** LibreOffice writes columns as shares of a width of 65,535. */
export const MAXIMUM_EDGE = 65535;

/** A row definition as `\trowd` leaves it. */
export function emptyRowDefinition(): RowDefinition {
  return {
    cells: [],
    left: 0,
    gap: 0,
    height: { kind: 'auto' },
    header: false,
    keepTogether: false,
    align: 'left',
    borders: {},
    padding: {},
  };
}

function hasContent(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === 'table' || block.inlines.length > 0);
}

/**
 * Widths of the cells of a row whose edges leave them none: programs that only state what they want write 1, 2, 3 there.
 * Undefined where the edges hold.
 */
function wantedWidths({ cells, left }: RowDefinition): Twips[] | undefined {
  const last = cells.at(-1);
  if (!last || last.right - left >= cells.length * MINIMUM_CELL) return undefined;
  return cells.map(({ wanted: { unit, value } }) => {
    const width = unit === 'twips' ? value : unit === 'percent' ? (value * DEFAULT_TABLE_WIDTH) / 5000 : 0;
    return width > 0 ? width : DEFAULT_TABLE_WIDTH / cells.length;
  });
}

function placeCells(row: FilledRow, reference: RowDefinition | undefined): PlacedCell[] {
  const definition = row.definition && row.definition.cells.length > 0 ? row.definition : reference;
  // Cells beyond the definition are drawn when something is in them.
  let count = Math.max(row.cells.length, 1);
  while (definition && count > definition.cells.length && !hasContent(row.cells[count - 1] ?? [])) count--;
  if (count === 0) count = 1;
  const placed: PlacedCell[] = [];
  let left = definition?.left ?? 0;
  const widths = definition && wantedWidths(definition);
  for (let i = 0; i < count; i++) {
    const cell = definition?.cells[i];
    const fallback = left + DEFAULT_TABLE_WIDTH / count;
    const width = widths?.[i];
    const edge = width === undefined ? (cell?.right ?? fallback) : left + width;
    const right = Math.min(MAXIMUM_EDGE, Math.max(left + MINIMUM_CELL, edge));
    const blocks = row.cells[i] ?? [];
    const previous = placed.at(-1);
    if (cell?.horizontal === 'continued' && previous) {
      previous.right = right;
      if (hasContent(blocks)) previous.blocks = previous.blocks.concat(blocks);
    } else {
      placed.push({ left, right, definition: cell, blocks });
    }
    left = right;
  }
  return placed;
}

function collectEdges(rows: readonly PlacedCell[][]): Twips[] {
  const edges: Twips[] = [];
  for (const row of rows) for (const cell of row) edges.push(cell.left, cell.right);
  edges.sort((a, b) => a - b);
  const grid: Twips[] = [];
  for (const edge of edges) {
    const last = grid.at(-1);
    if (last === undefined || edge - last > EDGE_TOLERANCE) grid.push(edge);
  }
  return grid;
}

function edgeIndex(grid: readonly Twips[], edge: Twips): number {
  let low = 0;
  let high = grid.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((grid[middle] as number) <= edge) low = middle;
    else high = middle - 1;
  }
  const next = grid[low + 1];
  return next !== undefined && next - edge < edge - (grid[low] as number) ? low + 1 : low;
}

function resolveBorders(
  cell: CellDefinition | undefined,
  row: RowDefinition | undefined,
  edges: { first: boolean; last: boolean; top: boolean; bottom: boolean },
): TableCell['borders'] {
  const inherited = row?.borders ?? {};
  const own = cell?.borders ?? {};
  const pick = (
    name: 'top' | 'bottom' | 'left' | 'right',
    outer: Border | undefined,
    inner: Border | undefined,
    isOuter: boolean,
  ) => (cell?.without.has(name) ? undefined : (own[name] ?? (isOuter ? outer : inner)));
  return {
    top: pick('top', inherited.top, inherited.horizontal, edges.top),
    bottom: pick('bottom', inherited.bottom, inherited.horizontal, edges.bottom),
    left: pick('left', inherited.left, inherited.vertical, edges.first),
    right: pick('right', inherited.right, inherited.vertical, edges.last),
    diagonalDown: own.diagonalDown,
    diagonalUp: own.diagonalUp,
  };
}

/** Builds one table of rows that follow each other. Every block of every cell is kept. */
export function buildTable(filled: readonly FilledRow[]): Table {
  const reference = filled.find((row) => row.definition && row.definition.cells.length > 0)?.definition;
  const placedRows = filled.map((row) => placeCells(row, reference));
  const grid = collectEdges(placedRows);
  const columnCount = Math.max(1, grid.length - 1);
  const columns: Twips[] = [];
  for (let i = 0; i < columnCount; i++) columns.push((grid[i + 1] ?? MINIMUM_CELL) - (grid[i] ?? 0));

  const rows: TableRow[] = [];
  /** For each grid column the cell that a vertical merge may continue. */
  const open: (TableCell | undefined)[] = new Array(columnCount).fill(undefined);

  for (const [rowNumber, placed] of placedRows.entries()) {
    const definition = filled[rowNumber]?.definition ?? reference;
    const cells: TableCell[] = [];
    let nextColumn = 0;
    for (const [index, cell] of placed.entries()) {
      const column = Math.max(nextColumn, Math.min(columnCount - 1, edgeIndex(grid, cell.left)));
      if (column >= columnCount) {
        // No room in the grid (contradictory widths): keep the content with the last cell.
        cells.at(-1)?.blocks.push(...cell.blocks);
        continue;
      }
      const end = Math.max(column + 1, Math.min(columnCount, edgeIndex(grid, cell.right)));
      nextColumn = end;
      const above = open[column];
      if (
        cell.definition?.vertical === 'continued' &&
        above &&
        above.column === column &&
        above.columnSpan === end - column &&
        above.rowSpan === rowNumber - rowOf(above, rows)
      ) {
        above.rowSpan++;
        if (hasContent(cell.blocks)) above.blocks = above.blocks.concat(cell.blocks);
        if (cell.definition.borders.bottom) above.borders.bottom = cell.definition.borders.bottom;
        continue;
      }
      const padding = cell.definition?.padding;
      const built: TableCell = {
        column,
        columnSpan: end - column,
        rowSpan: 1,
        blocks: cell.blocks,
        borders: resolveBorders(cell.definition, definition, {
          first: index === 0,
          last: index === placed.length - 1,
          top: rowNumber === 0,
          bottom: rowNumber === placedRows.length - 1,
        }),
        verticalAlign: cell.definition?.verticalAlign ?? 'top',
        padding: {
          left: padding?.left ?? definition?.padding.left ?? definition?.gap ?? 0,
          right: padding?.right ?? definition?.padding.right ?? definition?.gap ?? 0,
          top: padding?.top ?? definition?.padding.top ?? 0,
          bottom: padding?.bottom ?? definition?.padding.bottom ?? 0,
        },
        rotation: cell.definition?.rotation ?? 0,
      };
      if (cell.definition?.background) built.background = cell.definition.background;
      cells.push(built);
      rowNumbers.set(built, rowNumber);
      for (let i = column; i < end; i++) open[i] = cell.definition?.vertical === 'none' ? undefined : built;
    }
    rows.push({
      cells,
      height: definition?.height ?? { kind: 'auto' },
      header: definition?.header ?? false,
      keepTogether: definition?.keepTogether ?? false,
    });
  }
  return { kind: 'table', columns, rows, left: grid[0] ?? 0, align: reference?.align ?? 'left' };
}

const rowNumbers = new WeakMap<TableCell, number>();

function rowOf(cell: TableCell, rows: readonly TableRow[]): number {
  return rowNumbers.get(cell) ?? rows.length;
}
