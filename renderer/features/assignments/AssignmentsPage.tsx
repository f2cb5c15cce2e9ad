import { Button, Drawer } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { KIND_RULES, type RecordKind, type RecordState } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages as words } from '../../../shared/messages/assignmentsPage.ts';
import { DataTable, type TableQuery } from '../../components/DataTable.tsx';
import { Page } from '../../components/Page.tsx';
import { TabBar } from '../../components/TabBar.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useRead, useSession } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import styles from './AssignmentsPage.module.css';
import { columnsOf } from './columns.tsx';
import { addableKinds, TAB_KINDS, TABS, type TabName, tabOf } from './kinds.ts';
import { PrintListDrawer, PrintRecordDrawer } from './PrintDrawers.tsx';
import { QuarterView } from './QuarterView.tsx';
import { QuickAdd } from './QuickAdd.tsx';
import { type FormSubject, RecordForm } from './RecordForm.tsx';
import { LinkedRecord, RecordPanel } from './RecordPanel.tsx';

const BoardView = lazy(() => import('../board/BoardView.tsx'));

/** Everything that is asked, planned, held and promised around the service; the person's own open items first. */
export default function AssignmentsPage() {
  const navigate = useNavigate();
  const { view } = useParams();
  if (view === 'board')
    return (
      <Suspense>
        <BoardView onLeave={() => void navigate('/assignments')} />
      </Suspense>
    );
  const tab = TABS.find((candidate) => candidate === view);
  return <Tabbed key={tab ?? 'linked'} tab={tab} number={tab ? undefined : view} />;
}

/** @param number of a record somebody followed a link to; it opens beside its tab. */
function Tabbed({ tab: asked, number }: { tab: TabName | undefined; number: string | undefined }) {
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const mayAsk = useIsOne(['engineer', 'manager', 'supervisor']);
  const me = useSession()?.operator.name ?? '';
  const today = beijingDay(useNow(60_000));
  const linked = useRead(
    ['assignments', 'named', number],
    ({ signal }) => client.assignments.named({ number: number ?? '' }, { signal }),
    { enabled: number !== undefined },
  );
  const tab = asked ?? (linked.data ? tabOf(linked.data.kind) : 'todo');
  const mine = useRead(['assignments', 'mine'], ({ signal }) =>
    client.assignments.list(
      { kinds: [...TAB_KINDS.todo], states: ['open'], mine: true, limit: 200 },
      { signal },
    ),
  );
  const [form, setForm] = useState<FormSubject>({ kind: 'assignment' });
  const [editing, setEditing] = useState(false);
  const [listPrint, setListPrint] = useState(false);
  const [printing, setPrinting] = useState<ServiceRecord>();
  const write = (subject: FormSubject) => {
    setForm(subject);
    setEditing(true);
  };
  const startOf = (kind: RecordKind) => ({
    ...(KIND_RULES[kind].fields.includes('startsOn') ? { startsOn: today } : {}),
    ...(kind === 'planitem' || kind === 'defect' ? {} : { owner: me }),
  });
  const add = (kind: RecordKind, parent?: ServiceRecord) =>
    write({ kind, initial: startOf(kind), ...(parent ? { parent } : {}) });
  const panel = (record: ServiceRecord) => (
    <RecordPanel
      record={record}
      onEdit={(one) => write({ kind: one.kind, record: one })}
      onAdd={add}
      onPrint={setPrinting}
      onOpen={(one) => void navigate(`/assignments/${one.number}`)}
    />
  );
  const rows = mine.data?.rows ?? [];
  const kinds = addableKinds(tab).filter((kind) => mayWork || (mayAsk && kind === 'assignment'));
  return (
    <Page
      title={words.title}
      says={mine.data ? words.says(mine.data.total, rows.filter(({ overdue }) => overdue).length) : undefined}
      fill
      error={linked.error}
      actions={
        <>
          <Button onClick={() => void navigate('/assignments/board')}>{words.board}</Button>
          <Button onClick={() => setListPrint(true)}>{words.printList}</Button>
          {kinds.slice(1).map((kind) => (
            <Button key={kind} onClick={() => add(kind)}>
              {words.add(assignmentsMessages.kinds[kind])}
            </Button>
          ))}
        </>
      }
      primary={
        kinds[0] ? (
          <Button type="primary" onClick={() => add(kinds[0] ?? 'assignment')}>
            {words.add(assignmentsMessages.kinds[kinds[0]])}
          </Button>
        ) : null
      }
    >
      <TabBar
        names={TABS}
        titles={words.tabs}
        chosen={tab}
        onChoose={(name) => void navigate(`/assignments/${name}`)}
      />
      <div className={styles.body} role="tabpanel">
        {mayAsk && (tab === 'todo' || tab === 'assignment') ? <QuickAdd /> : null}
        {tab === 'plan' ? (
          <QuarterView panel={panel} onAdd={add} mayWork={mayWork} />
        ) : (
          <RecordTable key={tab} tab={tab} panel={panel} />
        )}
      </div>
      <RecordForm open={editing} subject={form} onClose={() => setEditing(false)} />
      <PrintListDrawer open={listPrint} today={today} onClose={() => setListPrint(false)} />
      <PrintRecordDrawer record={printing} onClose={() => setPrinting(undefined)} />
      <Drawer
        open={linked.data !== undefined && number !== undefined}
        title={linked.data?.number}
        size={560}
        onClose={() => void navigate(`/assignments/${tab}`)}
        destroyOnHidden
      >
        {linked.data ? <LinkedRecord record={linked.data}>{panel}</LinkedRecord> : null}
      </Drawer>
    </Page>
  );
}

function RecordTable({ tab, panel }: { tab: TabName; panel: (record: ServiceRecord) => React.ReactNode }) {
  const columns = useMemo(() => columnsOf(tab), [tab]);
  const kinds = TAB_KINDS[tab];
  const load = useMemo(
    () =>
      ({ offset, limit, filter }: TableQuery) => {
        const chosen = <T extends string>(field: string) =>
          filter[field]?.kind === 'choice' ? (filter[field].values as T[]) : undefined;
        const categories = chosen('category');
        const states = tab === 'todo' ? (['open'] as RecordState[]) : chosen<RecordState>('state');
        return client.assignments.list({
          offset,
          limit,
          kinds: chosen<RecordKind>('kind') ?? [...kinds],
          order: tab === 'todo' ? 'todo' : 'newest',
          ...(states ? { states } : {}),
          ...(categories ? { categories } : {}),
        });
      },
    [tab, kinds],
  );
  const first = addableKinds(tab)[0] ?? 'assignment';
  const empty = tab === 'todo' ? words.empty.todo : words.empty.other(assignmentsMessages.kinds[first]);
  return (
    <div className={styles.table}>
      <DataTable<ServiceRecord>
        name={`assignments.${tab}`}
        columns={columns}
        rowId={({ id }) => id}
        load={load}
        topics={['assignments']}
        empty={empty}
        detail={panel}
        detailTitle={({ number }) => number}
        exports={{
          title: words.exportTitle(words.tabs[tab]),
          record: (what) => client.audit.recordExport(what),
        }}
      />
    </div>
  );
}
