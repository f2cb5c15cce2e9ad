import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { changeorderPageMessages as words } from '../../../shared/messages/changeorderPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { formatCount } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useMayWork } from '../../rpc/roles.ts';
import { ChangeDetail } from './ChangeDetail.tsx';
import { ChangeDrawer } from './ChangeDrawer.tsx';
import styles from './ChangeorderPage.module.css';
import { stateLook } from './look.ts';

const load = ({ offset, limit, filter }: TableQuery) => {
  const states =
    filter.state?.kind === 'choice' ? (filter.state.values as Changeorder['state'][]) : undefined;
  return client.changeorder.list({ offset, limit, ...(states ? { states } : {}) });
};

/** All change orders; the chosen one with what it would do, did, and what comes next stands beside. */
export default function ChangeorderPage() {
  const mayWork = useMayWork();
  const [editing, setEditing] = useState(false);
  // Kept while the drawer slides out, so that its title stays what it was.
  const [subject, setSubject] = useState<Changeorder>();
  const [printing, setPrinting] = useState<Changeorder>();
  const edit = (order?: Changeorder) => {
    setSubject(order);
    setEditing(true);
  };
  const columns = useMemo<TableColumn<Changeorder>[]>(
    () => [
      {
        field: 'number',
        title: words.columns.number,
        width: 150,
        render: ({ number }) => <span className={styles.number}>{number}</span>,
      },
      {
        field: 'state',
        title: words.columns.state,
        width: 110,
        render: ({ state }) => <StateTag state={stateLook[state]} text={changeorderMessages.states[state]} />,
        choices: Object.entries(changeorderMessages.states).map(([value, label]) => ({ value, label })),
      },
      { field: 'title', title: words.columns.title, flex: 2, minWidth: 160 },
      {
        field: 'place',
        title: words.columns.place,
        flex: 1,
        minWidth: 220,
        value: ({ connectionName, table }) => (table ? `${connectionName} / ${table}` : connectionName),
      },
      {
        field: 'rows',
        title: words.columns.rows,
        width: 110,
        value: ({ predictedRows, actualRows }) =>
          `${predictedRows === null ? '—' : formatCount(predictedRows)} / ${actualRows === null ? '—' : formatCount(actualRows)}`,
        render: ({ predictedRows, actualRows }) => (
          <span className={styles.number}>
            {predictedRows === null ? '—' : formatCount(predictedRows)} /{' '}
            {actualRows === null ? '—' : formatCount(actualRows)}
          </span>
        ),
      },
      { field: 'author', title: words.columns.author, width: 110 },
      { field: 'changedAt', title: words.columns.changedAt, kind: 'instant', width: 180 },
    ],
    [],
  );
  const add = mayWork ? (
    <Button type="primary" onClick={() => edit()}>
      {words.add}
    </Button>
  ) : null;
  return (
    <Page title={words.title} says={words.says} fill primary={add}>
      <DataTable<Changeorder>
        name="changeorder"
        columns={columns}
        rowId={({ id }) => id}
        load={load}
        topics={['changeorder']}
        empty={{ title: words.empty.title, hint: words.empty.hint }}
        detail={(order) => (
          <ChangeDetail order={order} onEdit={() => edit(order)} onPrint={() => setPrinting(order)} />
        )}
        detailTitle={({ number }) => number}
      />
      <ChangeDrawer open={editing} order={subject} onClose={() => setEditing(false)} />
      <PrintDrawer
        title={words.printTitle(printing?.number ?? '')}
        print={printing && ((signal) => client.changeorder.print({ id: printing.id }, { signal }))}
        onClose={() => setPrinting(undefined)}
      />
    </Page>
  );
}
