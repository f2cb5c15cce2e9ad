import type { Pivot, PivotInput } from '../../../shared/contract/statistics.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages } from '../../../shared/messages/statistics.ts';
import type { SpooledCell } from './spool.ts';

const words = statisticsMessages.pivot;
const MOST_ROWS = 2_000;
const MOST_COLUMNS = 60;
const NOTHING = '（空）';
const KEY_BREAK = '\u0000';

interface Cell {
  count: number;
  sum: number;
  numbers: number;
  min: number;
  max: number;
  seen: Set<string> | undefined;
}

/**
 * Rows × columns × one aggregate over a result read block by block. Row and column keys come sorted, numbers by size.
 * Values that are no numbers are left out of sum, avg, min and max, and counted.
 * @throws STATISTICS_PIVOT when a column is gone, a value is missing, or there are more than 2,000 × 60 groups
 */
export async function pivotRows(
  columns: readonly string[],
  blocks: AsyncIterable<SpooledCell[][]>,
  input: Omit<PivotInput, 'runId'>,
): Promise<Pivot> {
  const at = (name: string) => {
    const index = columns.indexOf(name);
    if (index < 0) throw fail('STATISTICS_PIVOT', words.columnGone(name));
    return index;
  };
  const rowParts = input.rows.map(({ column, bucket }) => ({ index: at(column), bucket }));
  const columnPart = input.column && { index: at(input.column.column), bucket: input.column.bucket };
  if (input.aggregate !== 'count' && !input.value) throw fail('STATISTICS_PIVOT', words.valueNeeded);
  const valueIndex = input.value ? at(input.value) : -1;
  const rows = new Map<string, Map<string, Cell>>();
  const rowTotals = new Map<string, Cell>();
  const columnKeys = new Set<string>();
  let read = 0;
  let notNumbers = 0;
  for await (const block of blocks) {
    for (const values of block) {
      read++;
      const rowKey = rowParts
        .map(({ index, bucket }) => keyOf(values[index] ?? null, bucket))
        .join(KEY_BREAK);
      const columnKey = columnPart ? keyOf(values[columnPart.index] ?? null, columnPart.bucket) : '';
      columnKeys.add(columnKey);
      if (columnKeys.size > MOST_COLUMNS) throw fail('STATISTICS_PIVOT', words.tooManyColumns(MOST_COLUMNS));
      const row = entry(rows, rowKey, () => new Map<string, Cell>());
      if (rows.size > MOST_ROWS) throw fail('STATISTICS_PIVOT', words.tooManyRows(MOST_ROWS));
      const value = valueIndex < 0 ? null : (values[valueIndex] ?? null);
      const counted = add(entry(row, columnKey, newCell), value, input.aggregate);
      add(entry(rowTotals, rowKey, newCell), value, input.aggregate);
      if (!counted) notNumbers++;
    }
  }
  const rowOrder = [...rows.keys()].sort(byKey);
  const columnOrder = [...columnKeys].sort(byKey);
  return {
    rowKeys: rowOrder.map((key) => key.split(KEY_BREAK)),
    columnKeys: columnOrder,
    values: rowOrder.map((rowKey) =>
      columnOrder.map((columnKey) => result(rows.get(rowKey)?.get(columnKey), input.aggregate)),
    ),
    totals: rowOrder.map((rowKey) => result(rowTotals.get(rowKey), input.aggregate)),
    read,
    notNumbers,
  };
}

function keyOf(value: SpooledCell, bucket: PivotInput['rows'][number]['bucket']): string {
  if (value === null || value === '') return NOTHING;
  const text = String(value);
  if (bucket === 'none' || !/^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 200);
  return text.slice(0, bucket === 'year' ? 4 : bucket === 'month' ? 7 : 10);
}

/** Numbers by size, texts by code; parts after the break decide among equals. */
function byKey(left: string, right: string): number {
  const [a, b] = [left.split(KEY_BREAK), right.split(KEY_BREAK)];
  for (let i = 0; i < a.length; i++) {
    const [x = '', y = ''] = [a[i], b[i]];
    if (x === y) continue;
    const numeric = Number(x) - Number(y);
    return Number.isNaN(numeric) ? (x < y ? -1 : 1) : numeric;
  }
  return 0;
}

function newCell(): Cell {
  return { count: 0, sum: 0, numbers: 0, min: Infinity, max: -Infinity, seen: undefined };
}

/** @returns false for a value that is there but no number where one is needed */
function add(cell: Cell, value: SpooledCell, aggregate: PivotInput['aggregate']): boolean {
  cell.count++;
  if (aggregate === 'count' || value === null || value === '') return true;
  if (aggregate === 'distinct') {
    cell.seen ??= new Set();
    cell.seen.add(String(value));
    return true;
  }
  const number = Number(value);
  if (!Number.isFinite(number)) return false;
  cell.numbers++;
  cell.sum += number;
  if (number < cell.min) cell.min = number;
  if (number > cell.max) cell.max = number;
  return true;
}

function result(cell: Cell | undefined, aggregate: PivotInput['aggregate']): number | null {
  if (!cell) return null;
  if (aggregate === 'count') return cell.count;
  if (aggregate === 'distinct') return cell.seen?.size ?? 0;
  if (cell.numbers === 0) return null;
  // Sums of decimals carry the dust of binary fractions in their last places.
  const clean = (number: number) => Number(number.toPrecision(15));
  switch (aggregate) {
    case 'sum':
      return clean(cell.sum);
    case 'avg':
      return clean(cell.sum / cell.numbers);
    case 'min':
      return cell.min;
    case 'max':
      return cell.max;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
