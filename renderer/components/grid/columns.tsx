import type { ColDef, ICellRendererParams, ITextFilterParams, ValueGetterParams } from 'ag-grid-community';
import { beijingDay, showInstant } from '../../../shared/domain/time.ts';
import type { CsvValue } from '../csv.ts';
import { formatCount, formatDay } from '../format.ts';
import type { TableColumn } from '../tableModel.ts';

/** What a cell holds: for sorting, filtering, export. */
export function cellValue<Row extends object>(column: TableColumn<Row>, row: Row): CsvValue {
  if (column.value) return column.value(row);
  const value: unknown = (row as Record<string, unknown>)[column.field];
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return String(value);
}

/** What a cell shows when its column has no `render`. */
export function cellText<Row extends object>(column: TableColumn<Row>, row: Row): string {
  const value = cellValue(column, row);
  if (value === null || value === '') return '—';
  if (column.kind === 'instant') return showInstant(String(value));
  if (column.kind === 'day') return formatDay(String(value));
  return typeof value === 'number' ? formatCount(value) : value;
}

/** As exported: instants and days stay sortable text, numbers numbers, choices their words. */
export function exportValue<Row extends object>(column: TableColumn<Row>, row: Row): CsvValue {
  const value = cellValue(column, row);
  if (value !== null && column.kind === 'instant') return showInstant(String(value));
  const label = column.choices?.find((choice) => choice.value === value)?.label;
  return label ?? value;
}

export function columnTitle<Row>(column: TableColumn<Row>): string {
  return column.unit ? `${column.title}（${column.unit}）` : column.title;
}

const textFilter: ITextFilterParams = {
  filterOptions: ['contains', 'equals', 'blank', 'notBlank'],
  maxNumConditions: 1,
  trimInput: true,
};
const numberFilter = {
  filterOptions: ['equals', 'greaterThanOrEqual', 'lessThanOrEqual', 'inRange'],
  maxNumConditions: 1,
  inRangeInclusive: true,
};
const dayFilter = {
  filterOptions: ['equals', 'lessThan', 'greaterThan', 'inRange'],
  maxNumConditions: 1,
  inRangeInclusive: true,
  comparator: (midnight: Date, value: string | null) => {
    if (!value) return -1;
    // An instant is a moment in UTC; the day a person means is Beijing's.
    const day = value.length === 10 ? value : beijingDay(value);
    return new Date(`${day}T00:00:00`).getTime() - midnight.getTime();
  },
};

/** Our column → ag-grid's. `sortByDefault`: rows are here, so that any column can be sorted. `scale`: type size over 14 px. */
export function toColDef<Row extends object>(
  column: TableColumn<Row>,
  index: number,
  sortByDefault: boolean,
  scale: number,
): ColDef<Row> {
  const numeric = column.kind === 'number';
  const dated = column.kind === 'day' || column.kind === 'instant';
  const def: ColDef<Row> = {
    colId: column.field,
    headerName: columnTitle(column),
    valueGetter: ({ data }: ValueGetterParams<Row>) => (data ? cellValue(column, data) : null),
    cellRenderer: ({ data }: ICellRendererParams<Row>) => {
      if (!data) return null;
      if (column.render) return column.render(data);
      const text = cellText(column, data);
      // What the column cuts off is read in the tooltip.
      return <span title={text.length > 8 ? text : undefined}>{text}</span>;
    },
    sortable: column.sortable ?? sortByDefault,
    hide: column.hidden ?? false,
    pinned: (column.pinned ?? index === 0) ? 'left' : null,
    minWidth: Math.round((column.minWidth ?? 72) * scale),
    ...(column.width ? { width: Math.round(column.width * scale) } : {}),
    ...(column.flex ? { flex: column.flex } : {}),
    ...(numeric ? { type: 'rightAligned' } : {}),
  };
  if (!column.filter || column.choices) return { ...def, filter: false };
  if (numeric) return { ...def, filter: 'agNumberColumnFilter', filterParams: numberFilter };
  if (dated) return { ...def, filter: 'agDateColumnFilter', filterParams: dayFilter };
  return { ...def, filter: 'agTextColumnFilter', filterParams: textFilter };
}
