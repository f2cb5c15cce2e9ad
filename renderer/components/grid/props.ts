import type { ReactNode } from 'react';
import type { TableColumn, TablePage, TableQuery } from '../tableModel.ts';

interface Common<Row> {
  /** Names the table: its column choice is kept under it. */
  name: string;
  columns: readonly TableColumn<Row>[];
  rowId: (row: Row) => string;
  /** What stands beside the table when a row is opened. */
  detail?: (row: Row, close: () => void) => ReactNode;
  detailTitle?: (row: Row) => ReactNode;
  /** Further controls, left of the table's own. */
  toolbar?: ReactNode;
  /** What to say, and what to do first, when there is nothing at all. */
  empty?: { title: string; hint?: ReactNode; action?: ReactNode };
  /**
   * Offers the export. `title` names the file; `record` tells the core that so many rows left the console, before
   * they do: an export that cannot be recorded does not happen.
   */
  exports?: {
    title: string;
    record: (what: { title: string; rows: number; filter: string }) => Promise<unknown>;
  };
  /** Pixels or CSS; default: fills its box, at least 240 px. */
  height?: number | string;
}

export interface LoadedTable<Row> extends Common<Row> {
  load: (query: TableQuery) => Promise<TablePage<Row>>;
  /** Read again when these capabilities change. */
  topics: readonly string[];
  rows?: undefined;
}

export interface ListedTable<Row> extends Common<Row> {
  rows: readonly Row[];
  load?: undefined;
}

export type DataTableProps<Row> = LoadedTable<Row> | ListedTable<Row>;
