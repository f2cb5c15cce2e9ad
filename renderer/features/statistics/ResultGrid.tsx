import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { StatisticsRun } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatCount } from '../../components/format.ts';
import { LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.result;

type Cell = string | number | null;
interface ResultRow {
  index: number;
  cells: readonly Cell[];
}

/** The rows of a run; the grid pulls pages as one scrolls, none are held beyond what is near. */
export function ResultGrid({
  run,
  sample,
  toolbar,
}: {
  run: StatisticsRun;
  sample: readonly (readonly Cell[])[];
  toolbar: ReactNode;
}) {
  // The columns are known with the first rows and do not change after; they are sorted by once all rows are there.
  const [known] = useState(() => columnsOf(run, sample));
  const sortable = run.state !== 'running';
  const columns = useMemo(() => known.map((column) => ({ ...column, sortable })), [known, sortable]);
  const load = useCallback(
    async ({ offset, limit, sort: [sorted] }: TableQuery) => {
      const order = sorted && { column: Number(sorted.field.slice(1)), direction: sorted.direction };
      const page = await client.statistics.page({
        runId: run.id,
        offset,
        limit,
        ...(order ? { order } : {}),
      });
      return {
        rows: page.rows.map((cells, at) => ({ index: page.places?.[at] ?? offset + at, cells })),
        total: page.run.rows,
      };
    },
    [run.id],
  );
  return (
    <DataTable<ResultRow>
      name={`statistics.result.${run.queryId ?? 'new'}`}
      columns={columns}
      rowId={({ index }) => String(index)}
      load={load}
      toolbar={toolbar}
      topics={run.state === 'running' ? ['statistics'] : []}
      detail={(row) => <RowDetail run={run} row={row} />}
      detailTitle={({ index }) => words.row(formatCount(index + 1))}
    />
  );
}

function columnsOf(run: StatisticsRun, sample: readonly (readonly Cell[])[]): TableColumn<ResultRow>[] {
  return run.columns.map(({ name, masked }, at) => {
    const values = sample.map((row) => row[at] ?? null).filter((value) => value !== null);
    const numeric = values.length > 0 && values.every((value) => typeof value === 'number');
    const title = masked ? words.maskedColumn(name) : name;
    const longest = Math.max(widthOf(title), ...values.map((value) => widthOf(String(value))));
    return {
      field: `c${at}`,
      title,
      kind: numeric ? 'number' : 'text',
      value: ({ cells }) => cells[at] ?? null,
      // Codes and years are numbers too: no separators.
      render: ({ cells }) => <span className={styles.number}>{cells[at] ?? '—'}</span>,
      width: Math.min(360, Math.max(90, longest * 8 + 36)),
      pinned: false,
    };
  });
}

/** A Chinese character is as wide as two letters. */
function widthOf(text: string): number {
  return [...text.slice(0, 50)].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0);
}

function RowDetail({ run, row }: { run: StatisticsRun; row: ResultRow }) {
  return (
    <Facts
      items={run.columns.map(({ name }, column) => {
        const cell = row.cells[column] ?? null;
        const cut = typeof cell === 'string' && cell.length > 400;
        return [
          name,
          cut ? <WholeCell key={name} runId={run.id} row={row.index} column={column} /> : String(cell ?? '—'),
        ];
      })}
    />
  );
}

function WholeCell({ runId, row, column }: { runId: string; row: number; column: number }) {
  const whole = useRead(['statistics-cell', runId, row, column], ({ signal }) =>
    client.statistics.cell({ runId, row, column }, { signal }),
  );
  return <LongText value={whole.data?.text.slice(0, 100_000) ?? ''} />;
}
