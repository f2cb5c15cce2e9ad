import { Suspense } from 'react';
import type { DataTableProps } from './grid/props.ts';
import { lazyPart } from './lazyPart.tsx';
import { Loading } from './Page.tsx';

export type { DataTableProps } from './grid/props.ts';
export type {
  ColumnFilter,
  TableColumn,
  TableFilter,
  TablePage,
  TableQuery,
  TableSort,
} from './tableModel.ts';

/** ag-grid comes only with the first table a person opens. */
const Grid = lazyPart<DataTableProps<object>>(() => import('./grid/DataTableGrid.tsx'));
export const loadTable = Grid.load;

/**
 * The console's table. Either `load` (pages from the core as one scrolls) or `rows` (a short list already here).
 * Rows open in a panel beside the table, by click or Enter; Esc closes it.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  return (
    <Suspense fallback={<Loading lines={6} />}>
      <Grid {...(props as unknown as DataTableProps<object>)} />
    </Suspense>
  );
}
