import { App } from 'antd';
import { useState } from 'react';
import { componentMessages } from '../../../shared/messages/components.ts';
import { toErrorData } from '../../rpc/errors.ts';
import { type CsvValue, toCsv } from '../csv.ts';
import { download } from '../download.ts';
import { formatCount } from '../format.ts';
import {
  describeFilter,
  type TableColumn,
  type TableFilter,
  type TablePage,
  type TableSort,
} from '../tableModel.ts';
import { columnTitle, exportValue } from './columns.tsx';
import type { DataTableProps } from './props.ts';

const PAGE = 2000;
const FILTER_TEXT = 500;
const words = componentMessages.table;

interface ExportState<Row> {
  shown: readonly TableColumn<Row>[];
  sort: readonly TableSort[];
  filter: TableFilter;
  /** Rows that are already here, as filtered and sorted on screen; else they are read page by page. */
  here: readonly Row[] | undefined;
}

/** Exports what the table shows (all rows of the filter, the shown columns) as CSV, after the core has recorded it. */
export function useExport<Row extends object>(props: DataTableProps<Row>) {
  const { message } = App.useApp();
  const [text, setText] = useState<string>();

  const run = async ({ shown, sort, filter, here }: ExportState<Row>) => {
    const { exports } = props;
    if (!exports) return;
    setText(words.exporting('0', '…'));
    try {
      const lines: CsvValue[][] = [];
      const take = (rows: readonly Row[]) => {
        for (const row of rows) lines.push(shown.map((column) => exportValue(column, row)));
      };
      if (here) take(here);
      else if (props.load) {
        for (
          let page: TablePage<Row> | undefined;
          !page || (lines.length < page.total && page.rows.length > 0);
        ) {
          page = await props.load({ offset: lines.length, limit: PAGE, sort, filter });
          take(page.rows);
          setText(words.exporting(formatCount(lines.length), formatCount(page.total)));
        }
      }
      if (lines.length === 0) {
        void message.info(words.nothingToExport);
        return;
      }
      const says = Object.entries(filter).map(([field, one]) => {
        const column = props.columns.find((candidate) => candidate.field === field);
        return `${column?.title ?? field} ${describeFilter(one, column?.choices)}`;
      });
      await exports.record({
        title: exports.title,
        rows: lines.length,
        filter: says.join('；').slice(0, FILTER_TEXT),
      });
      download(`${exports.title}.csv`, toCsv(shown.map(columnTitle), lines), 'text/csv;charset=utf-8');
      void message.success(words.exported(formatCount(lines.length)));
    } catch (error) {
      void message.error(toErrorData(error).message);
    } finally {
      setText(undefined);
    }
  };
  return { run, text };
}
