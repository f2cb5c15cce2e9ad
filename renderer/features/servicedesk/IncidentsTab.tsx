import { Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages as words } from '../../../shared/messages/servicedeskPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Empty, Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { Board } from './Board.tsx';
import { Countdown } from './Countdown.tsx';
import { choicesOf } from './fields.tsx';
import { IncidentDetail } from './IncidentDetail.tsx';
import { lookOf, stateName } from './look.ts';
import { Priority } from './Priority.tsx';
import styles from './Servicedesk.module.css';
import { Alone, SidePanel } from './SidePanel.tsx';

type View = 'board' | 'list';
const VIEW_KEY = 'ops.servicedesk.view';
const BOARD_EVERY_MS = 60_000;

/** Incidents as a board or a list; the one of the address stands beside. */
export function IncidentsTab({ number }: { number: string | undefined }) {
  const navigate = useNavigate();
  const [view, setView] = useState<View>(() =>
    localStorage.getItem(VIEW_KEY) === 'list' ? 'list' : 'board',
  );
  const show = (next: View) => {
    localStorage.setItem(VIEW_KEY, next);
    setView(next);
  };
  const open = useCallback(
    (incident: Incident | undefined) =>
      void navigate(incident ? `/servicedesk/${incident.number}` : '/servicedesk', { replace: true }),
    [navigate],
  );
  const close = useCallback(() => open(undefined), [open]);
  const switcher = (
    <Segmented<View>
      value={view}
      onChange={show}
      options={[
        { value: 'board', label: words.views.board },
        { value: 'list', label: words.views.list },
      ]}
    />
  );
  return (
    <div className={styles.fill}>
      {view === 'board' ? (
        <BoardView number={number} switcher={switcher} onOpen={open} onClose={close} />
      ) : (
        <div className={styles.split}>
          <IncidentList switcher={switcher} clear={number ? close : undefined} />
          {number ? <Side number={number} onClose={close} /> : null}
        </div>
      )}
    </div>
  );
}

function BoardView({
  number,
  switcher,
  onOpen,
  onClose,
}: {
  number: string | undefined;
  switcher: React.ReactNode;
  onOpen: (incident: Incident | undefined) => void;
  onClose: () => void;
}) {
  const board = useRead(
    ['servicedesk', 'board'],
    ({ signal }) => client.servicedesk.incidents.board(undefined, { signal }),
    { everyMs: BOARD_EVERY_MS },
  );
  return (
    <Loaded read={board} lines={8}>
      {({ rows, closed, total }) => {
        const shownClosed = rows.filter(({ state }) => state === 'closed' || state === 'cancelled').length;
        return (
          <>
            <div className={styles.bar}>
              {switcher}
              <span className={styles.muted}>{words.board.keys}</span>
              <span className={styles.grow} />
              {closed > shownClosed ? (
                <span className={styles.muted}>{words.board.more(closed - shownClosed)}</span>
              ) : null}
            </div>
            <div className={styles.split}>
              {total === 0 ? (
                <Empty title={words.empty.incident.title} hint={words.board.emptyHint} />
              ) : (
                <Board
                  incidents={rows}
                  chosen={rows.find((row) => row.number === number)?.id}
                  onChoose={(incident) => onOpen(incident.number === number ? undefined : incident)}
                />
              )}
              {number ? <Side number={number} onClose={onClose} /> : null}
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

/** The incident of the address. */
function Side({ number, onClose }: { number: string; onClose: () => void }) {
  const found = useRead(
    ['servicedesk', 'number', number],
    ({ signal }) => client.servicedesk.incidents.find({ number }, { signal }),
    { keepPrevious: false },
  );
  return (
    <SidePanel title={number} onClose={onClose}>
      <Loaded read={found}>{({ id }) => <IncidentDetail key={id} id={id} />}</Loaded>
    </SidePanel>
  );
}

const load = ({ offset, limit, filter, sort }: TableQuery) => {
  const chosen = (field: string) => (filter[field]?.kind === 'choice' ? filter[field].values : undefined);
  const late = chosen('late');
  const text = filter.title?.kind === 'text' ? filter.title.text : undefined;
  const days = filter.openedAt?.kind === 'day' ? filter.openedAt : undefined;
  return client.servicedesk.incidents.list({
    offset,
    limit,
    sort: [...sort],
    ...(chosen('state') ? { states: chosen('state') as Incident['state'][] } : {}),
    ...(chosen('service') ? { services: chosen('service') as Incident['service'][] } : {}),
    ...(chosen('priority') ? { priorities: chosen('priority')?.map(Number) } : {}),
    ...(late?.length === 1 ? { breached: late[0] === 'yes' } : {}),
    ...(text ? { text } : {}),
    ...(days?.from ? { from: days.from } : {}),
    ...(days?.to ? { to: days.to } : {}),
  });
};

function IncidentList({ switcher, clear }: { switcher: React.ReactNode; clear: (() => void) | undefined }) {
  const columns = useMemo<TableColumn<Incident>[]>(
    () => [
      {
        field: 'number',
        title: words.columns.number,
        width: 168,
        sortable: true,
        render: ({ number }) => <span className={styles.number}>{number}</span>,
      },
      {
        field: 'state',
        title: words.columns.state,
        width: 108,
        sortable: true,
        render: ({ state }) => <StateTag state={lookOf(state)} text={stateName(state)} plain />,
        choices: ['open', 'working', 'paused', 'resolved', 'closed', 'cancelled'].map((value) => ({
          value,
          label: stateName(value),
        })),
      },
      {
        field: 'priority',
        title: words.columns.priority,
        width: 92,
        sortable: true,
        value: ({ priority }) => servicedeskMessages.priorities[priority] ?? '',
        render: ({ priority }) => <Priority value={priority} />,
        choices: choicesOf(servicedeskMessages.priorities).map(({ value, label }) => ({
          value: String(value),
          label,
        })),
      },
      { field: 'title', title: words.columns.title, flex: 2, minWidth: 180, filter: true },
      {
        field: 'late',
        title: words.columns.clock,
        width: 190,
        value: ({ sla }) =>
          sla.breaches.map((target) => servicedeskMessages.targets[target] ?? target).join('、'),
        render: (incident) => <Countdown incident={incident} plain />,
        choices: [
          { value: 'yes', label: words.lateChoices.yes },
          { value: 'no', label: words.lateChoices.no },
        ],
      },
      {
        field: 'service',
        title: words.columns.service,
        flex: 1,
        minWidth: 120,
        value: ({ service }) => serviceNames[service],
        choices: choicesOf(serviceNames).map(({ value, label }) => ({ value: String(value), label })),
      },
      { field: 'owner', title: words.columns.owner, width: 96 },
      {
        field: 'openedAt',
        title: words.columns.openedAt,
        kind: 'instant',
        width: 178,
        sortable: true,
        filter: true,
      },
      { field: 'courtName', title: words.columns.courtName, width: 180, hidden: true },
      { field: 'changedAt', title: words.columns.changedAt, kind: 'instant', width: 178, hidden: true },
    ],
    [],
  );
  return (
    <DataTable<Incident>
      name="servicedesk-incident"
      columns={columns}
      rowId={({ id }) => id}
      load={load}
      topics={['servicedesk']}
      toolbar={switcher}
      empty={words.empty.incident}
      exports={{
        title: words.exportTitle(words.tabs.incident),
        record: (what) => client.audit.recordExport(what),
      }}
      detail={({ id }) => (
        <Alone clear={clear}>
          <IncidentDetail key={id} id={id} />
        </Alone>
      )}
      detailTitle={({ number }) => number}
    />
  );
}
