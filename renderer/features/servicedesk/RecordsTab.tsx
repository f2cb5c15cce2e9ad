import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { DeskRecord } from '../../../shared/contract/servicedeskRecords.ts';
import {
  CHANGE_STATES,
  PROBLEM_STATES,
  RELEASE_STATES,
  type RecordKind,
} from '../../../shared/domain/servicedesk.ts';
import { shortServiceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages as words } from '../../../shared/messages/servicedeskPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { showMoment } from './fields.tsx';
import { lookOf, stateName } from './look.ts';
import { RecordDetail } from './RecordDetail.tsx';
import { RecordDrawer } from './RecordForm.tsx';
import styles from './Servicedesk.module.css';
import { Alone, SidePanel } from './SidePanel.tsx';

const STATES = { problem: PROBLEM_STATES, change: CHANGE_STATES, release: RELEASE_STATES };
const { columns: own } = words.record;

/** Problems, changes or releases as a table; the one of the address stands beside. */
export function RecordsTab({ kind, number }: { kind: RecordKind; number: string | undefined }) {
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const [adding, setAdding] = useState(false);
  const close = useCallback(() => void navigate(`/servicedesk/${kind}`, { replace: true }), [navigate, kind]);
  const load = useCallback(
    ({ offset, limit, filter }: TableQuery) => {
      const states = filter.state?.kind === 'choice' ? [...filter.state.values] : undefined;
      const text = filter.title?.kind === 'text' ? filter.title.text : undefined;
      return client.servicedesk.records.list({
        kind,
        offset,
        limit,
        ...(states ? { states } : {}),
        ...(text ? { text } : {}),
      });
    },
    [kind],
  );
  const columns = useMemo<TableColumn<DeskRecord>[]>(() => columnsOf(kind), [kind]);
  return (
    <div className={styles.split} style={{ height: '100%' }}>
      <DataTable<DeskRecord>
        name={`servicedesk-${kind}`}
        columns={columns}
        rowId={({ id }) => id}
        load={load}
        topics={['servicedesk']}
        toolbar={mayWork ? <Button onClick={() => setAdding(true)}>{words.add[kind]}</Button> : undefined}
        empty={words.empty[kind]}
        exports={{
          title: words.exportTitle(words.tabs[kind]),
          record: (what) => client.audit.recordExport(what),
        }}
        detail={({ id }) => (
          <Alone clear={number ? close : undefined}>
            <RecordDetail key={id} id={id} />
          </Alone>
        )}
        detailTitle={(record) => record.number}
      />
      {number ? <Side number={number} onClose={close} /> : null}
      <RecordDrawer
        kind={kind}
        record={undefined}
        open={adding}
        onClose={() => setAdding(false)}
        onSaved={(record) => void navigate(`/servicedesk/${record.number}`)}
      />
    </div>
  );
}

function Side({ number, onClose }: { number: string; onClose: () => void }) {
  const found = useRead(
    ['servicedesk', 'number', number],
    ({ signal }) => client.servicedesk.records.find({ number }, { signal }),
    { keepPrevious: false },
  );
  return (
    <SidePanel title={number} onClose={onClose}>
      <Loaded read={found}>{({ id }) => <RecordDetail key={id} id={id} />}</Loaded>
    </SidePanel>
  );
}

function columnsOf(kind: RecordKind): TableColumn<DeskRecord>[] {
  const { columns } = words;
  const special: Record<RecordKind, TableColumn<DeskRecord>[]> = {
    problem: [
      {
        field: 'recurrences',
        title: own.recurrences,
        kind: 'number',
        width: 84,
        value: (row) => (row.kind === 'problem' ? row.recurrences : null),
      },
      {
        field: 'plannedDay',
        title: own.plannedDay,
        kind: 'day',
        width: 140,
        value: (row) => (row.kind === 'problem' ? row.fields.plannedDay || null : null),
      },
    ],
    change: [
      {
        field: 'type',
        title: own.type,
        width: 80,
        value: (row) =>
          row.kind === 'change' ? (servicedeskMessages.changeTypes[row.fields.type] ?? '') : '',
      },
      {
        field: 'window',
        title: own.window,
        width: 236,
        value: (row) =>
          row.kind === 'change' && row.fields.windowFrom && row.fields.windowTo
            ? `${showMoment(row.fields.windowFrom)} 至 ${showMoment(row.fields.windowTo).slice(5)}`
            : '',
      },
    ],
    release: [
      {
        field: 'version',
        title: own.version,
        width: 90,
        value: (row) => (row.kind === 'release' ? row.fields.version : ''),
      },
      {
        field: 'progress',
        title: own.progress,
        width: 236,
        value: (row) => {
          if (row.kind !== 'release') return '';
          const { done, total, verified, failed } = row.progress;
          return words.nodes.progress(done, total, verified, failed);
        },
      },
    ],
  };
  return [
    {
      field: 'number',
      title: columns.number,
      width: 150,
      render: ({ number }) => <span className={styles.number}>{number}</span>,
    },
    {
      field: 'state',
      title: columns.state,
      width: 110,
      render: ({ state }) => <StateTag state={lookOf(state)} text={stateName(state)} plain />,
      choices: STATES[kind].map((value) => ({ value, label: stateName(value) })),
    },
    { field: 'title', title: columns.title, flex: 2, minWidth: 160, filter: true },
    ...special[kind],
    {
      field: 'service',
      title: columns.service,
      flex: 1,
      minWidth: 112,
      value: ({ fields }) => shortServiceNames[fields.service],
    },
    { field: 'owner', title: columns.owner, width: 84, value: ({ fields }) => fields.owner },
    { field: 'changedAt', title: columns.changedAt, kind: 'instant', width: 178 },
  ];
}
