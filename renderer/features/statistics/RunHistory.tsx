import { Button, Checkbox } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { StatisticsRun } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { formatDuration } from '../../components/format.ts';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';

const words = statisticsPageMessages.history;
const look: Record<StatisticsRun['state'], ViewState> = {
  running: 'running',
  done: 'ok',
  failed: 'fault',
  cancelled: 'off',
};

/** Under a second in milliseconds: most queries are. */
export function timeText(ms: number): string {
  return ms < 1_000 ? words.milliseconds(ms) : formatDuration(ms);
}

/** Who ran what, when, why, and how many rows came of it. */
export function RunHistory({
  queryId,
  onOpen,
}: {
  queryId: string | undefined;
  onOpen: (runId: string) => void;
}) {
  const [all, setAll] = useState(queryId === undefined);
  const only = all ? undefined : queryId;
  const load = useCallback(
    ({ offset, limit }: TableQuery) =>
      client.statistics.runs({ offset, limit, ...(only ? { queryId: only } : {}) }),
    [only],
  );
  const columns = useMemo<TableColumn<StatisticsRun>[]>(
    () => [
      { field: 'startedAt', title: words.startedAt, kind: 'instant', width: 180 },
      { field: 'name', title: words.name, flex: 1, minWidth: 120 },
      {
        field: 'open',
        title: '',
        width: 110,
        value: () => null,
        render: ({ id, kept }) =>
          kept ? (
            <Button type="link" size="small" onClick={() => onOpen(id)}>
              {words.open}
            </Button>
          ) : (
            words.gone
          ),
      },
      {
        field: 'state',
        title: words.state,
        width: 96,
        value: ({ state }) => words.states[state],
        render: ({ state }) => <StateTag state={look[state]} text={words.states[state]} />,
      },
      { field: 'rows', title: words.rows, kind: 'number', width: 100 },
      {
        field: 'ms',
        title: words.ms,
        kind: 'number',
        width: 90,
        render: ({ ms }) => (ms === null ? '—' : timeText(ms)),
      },
      { field: 'runBy', title: words.runBy, width: 120 },
      { field: 'reason', title: words.reason, width: 140 },
    ],
    [onOpen],
  );
  return (
    <DataTable<StatisticsRun>
      key={only ?? 'all'}
      name="statistics.runs"
      columns={columns}
      rowId={({ id }) => id}
      load={load}
      topics={['statistics']}
      empty={{ title: words.none }}
      toolbar={
        queryId ? (
          <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            {words.all}
          </Checkbox>
        ) : null
      }
    />
  );
}
