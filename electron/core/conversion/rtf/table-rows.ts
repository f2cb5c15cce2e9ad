/** Control words of table rows and cells. Source: RTF 1.9.1, "Table Definitions". */
import type { Border } from '../document.ts';
import { borderFor } from './borders.ts';
import type { Context, TableWords } from './context.ts';
import { grey } from './paragraph-words.ts';
import { type CellDefinition, emptyRowDefinition, MAXIMUM_EDGE } from './table-build.ts';

const MAX_CELLS = 256;

function emptyCell(): CellDefinition {
  return {
    right: 0,
    borders: {},
    without: new Set(),
    verticalAlign: 'top',
    horizontal: 'none',
    vertical: 'none',
    padding: {},
    rotation: 0,
    wanted: { unit: 'none', value: 0 },
  };
}

/** The state before any `\trowd`. */
export function createTableWords(): TableWords {
  return { outer: emptyRowDefinition(), nested: emptyRowDefinition(), cell: emptyCell(), inNested: false };
}

const CELL_EDGES: Record<string, 'top' | 'bottom' | 'left' | 'right' | 'diagonalDown' | 'diagonalUp'> = {
  clbrdrt: 'top',
  clbrdrb: 'bottom',
  clbrdrl: 'left',
  clbrdrr: 'right',
  cldglu: 'diagonalDown',
  cldgll: 'diagonalUp',
};
const ROW_EDGES: Record<string, 'top' | 'bottom' | 'left' | 'right' | 'horizontal' | 'vertical'> = {
  trbrdrt: 'top',
  trbrdrb: 'bottom',
  trbrdrl: 'left',
  trbrdrr: 'right',
  trbrdrh: 'horizontal',
  trbrdrv: 'vertical',
};
/** `\clpadl` and `\clpadt` are swapped in the specification's own text and in what Word writes. */
const CELL_PADDING: Record<string, 'left' | 'right' | 'top' | 'bottom'> = {
  clpadl: 'top',
  clpadt: 'left',
  clpadb: 'bottom',
  clpadr: 'right',
};
const ROW_PADDING: Record<string, 'left' | 'right' | 'top' | 'bottom'> = {
  trpaddl: 'left',
  trpaddt: 'top',
  trpaddb: 'bottom',
  trpaddr: 'right',
};

function limit(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Applies one control word of a row or cell definition; false when it is none. */
export function applyTableWord(context: Context, word: string, param: number, hasParam: boolean): boolean {
  const words = context.tables;
  if (word === 'trowd') {
    const fresh = emptyRowDefinition();
    if (words.inNested) words.nested = fresh;
    else words.outer = fresh;
    words.cell = emptyCell();
    return true;
  }
  const row = words.inNested ? words.nested : words.outer;
  const { cell } = words;
  switch (word) {
    case 'cellx':
      cell.right = limit(param, -31680, MAXIMUM_EDGE);
      if (row.cells.length < MAX_CELLS) row.cells.push(cell);
      words.cell = emptyCell();
      return true;
    case 'trleft':
      row.left = limit(param, -31680, 31680);
      return true;
    case 'trgaph':
      row.gap = limit(param, 0, 2000);
      return true;
    case 'trrh':
      row.height =
        param === 0
          ? { kind: 'auto' }
          : { kind: param < 0 ? 'exact' : 'atLeast', value: limit(Math.abs(param), 1, 31680) };
      return true;
    case 'trhdr':
      row.header = true;
      return true;
    case 'trkeep':
      row.keepTogether = true;
      return true;
    case 'trql':
      row.align = 'left';
      return true;
    case 'trqc':
      row.align = 'center';
      return true;
    case 'trqr':
      row.align = 'right';
      return true;
    case 'clftsWidth':
      cell.wanted.unit = param === 3 ? 'twips' : param === 2 ? 'percent' : 'none';
      return true;
    case 'clwWidth':
      cell.wanted.value = limit(param, 0, 31680);
      return true;
    case 'clmgf':
      cell.horizontal = 'first';
      return true;
    case 'clmrg':
      cell.horizontal = 'continued';
      return true;
    case 'clvmgf':
      cell.vertical = 'first';
      return true;
    case 'clvmrg':
      cell.vertical = 'continued';
      return true;
    case 'clvertalt':
      cell.verticalAlign = 'top';
      return true;
    case 'clvertalc':
      cell.verticalAlign = 'center';
      return true;
    case 'clvertalb':
      cell.verticalAlign = 'bottom';
      return true;
    case 'clcbpat':
    case 'clcbpatraw':
      cell.background = context.colours[param];
      return true;
    case 'clshdng':
    case 'clshdngraw':
      if (!cell.background && param > 0) cell.background = grey(param);
      return true;
    case 'cltxtbrl':
    case 'cltxtbrlv':
      cell.rotation = 90;
      return true;
    case 'cltxbtlr':
      cell.rotation = 270;
      return true;
  }
  const cellEdge = CELL_EDGES[word];
  if (cellEdge) {
    const { borders, without } = cell;
    const border: Border = borderFor(context, () => {
      delete borders[cellEdge];
      without.add(cellEdge);
    });
    borders[cellEdge] = border;
    return true;
  }
  const rowEdge = ROW_EDGES[word];
  if (rowEdge) {
    const { borders } = row;
    borders[rowEdge] = borderFor(context, () => {
      delete borders[rowEdge];
    });
    return true;
  }
  const cellPadding = CELL_PADDING[word];
  if (cellPadding && hasParam) {
    cell.padding[cellPadding] = limit(param, 0, 5000);
    return true;
  }
  const rowPadding = ROW_PADDING[word];
  if (rowPadding && hasParam) {
    row.padding[rowPadding] = limit(param, 0, 5000);
    return true;
  }
  return false;
}
