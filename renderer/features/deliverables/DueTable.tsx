import { Button } from 'antd';
import { useMemo, useRef } from 'react';
import type { DueItem } from '../../../shared/contract/deliverables.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import { deliverablesPageMessages as words } from '../../../shared/messages/deliverablesPage.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Day } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import styles from './DeliverablesPage.module.css';
import { dueLook } from './look.ts';

/** Reports by urgency: overdue, soon due, open, delivered. A row leads to the report; one not begun is begun. */
export function DueTable({
  rows,
  onOpen,
  mayWork,
  busy,
}: {
  rows: readonly DueItem[];
  onOpen: (item: DueItem) => void;
  mayWork: boolean;
  busy: boolean;
}) {
  // The columns stay the same object while the page draws itself anew: new ones would lay the table out again.
  const open = useRef(onOpen);
  open.current = onOpen;
  const columns = useMemo<TableColumn<DueItem>[]>(
    () => [
      {
        field: 'due',
        title: words.columns.due,
        width: 136,
        sortable: false,
        value: ({ due }) => due ?? words.dueUnknown,
        render: ({ due }) =>
          due ? <Day value={due} /> : <span className={styles.muted}>{words.dueUnknown}</span>,
      },
      {
        field: 'state',
        title: words.columns.state,
        width: 136,
        render: (item) => {
          const look = dueLook(item);
          return <StateTag state={look.state} text={look.text} />;
        },
        choices: Object.entries(deliverablesMessages.states).map(([value, label]) => ({ value, label })),
      },
      {
        field: 'title',
        title: words.columns.title,
        flex: 2,
        minWidth: 220,
        render: (item) => (
          <span>
            {item.title}
            {remark(item) ? <span className={styles.remark}>{remark(item)}</span> : null}
          </span>
        ),
      },
      {
        field: 'from',
        title: words.columns.period,
        width: 214,
        value: ({ from, to }) => `${from} 至 ${to}`,
      },
      { field: 'recipient', title: words.columns.recipient, width: 92 },
      { field: 'deliveredOn', title: words.columns.delivered, kind: 'day', width: 136 },
      {
        field: 'editions',
        title: words.columns.editions,
        kind: 'number',
        width: 62,
        value: ({ editions }) => (editions > 0 ? editions : null),
      },
      {
        field: 'act',
        title: '',
        width: 98,
        sortable: false,
        value: () => null,
        render: (item) =>
          item.reportId ? (
            <Button size="small" onClick={() => open.current(item)}>
              {words.goOn}
            </Button>
          ) : mayWork ? (
            <Button
              size="small"
              type={item.overdue || item.soon ? 'primary' : 'default'}
              disabled={busy}
              onClick={() => open.current(item)}
            >
              {words.begin}
            </Button>
          ) : null,
      },
    ],
    [mayWork, busy],
  );
  return (
    <DataTable
      name="deliverables"
      columns={columns}
      rows={rows}
      rowId={({ kind, key }) => `${kind} ${key}`}
      empty={{ title: words.none, hint: words.noneHint }}
      exports={{
        title: words.title,
        record: (what) => client.audit.recordExport({ ...what }),
      }}
    />
  );
}

/** What the state alone does not say. */
function remark(item: DueItem): string {
  if (item.lateDays > 0) return words.late(item.lateDays);
  if (item.state === 'delivered') return item.receiptMissing ? words.receiptMissing : '';
  if (item.soon) return words.soon;
  return item.running ? words.running : '';
}
