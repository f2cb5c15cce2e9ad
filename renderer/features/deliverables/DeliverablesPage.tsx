import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { DueItem } from '../../../shared/contract/deliverables.ts';
import { deliverablesPageMessages as words } from '../../../shared/messages/deliverablesPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Page } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DeliverablesPage.module.css';
import { DueCalendar } from './DueCalendar.tsx';
import { DueTable } from './DueTable.tsx';
import { KindsDrawer } from './KindsDrawer.tsx';
import { OpenDrawer } from './OpenDrawer.tsx';
import { ReportPage } from './ReportPage.tsx';
import { TemplatesDrawer } from './TemplatesDrawer.tsx';

/** What is due, overdue first, as a list or a month; or the one report that was opened. */
export default function DeliverablesPage() {
  const { id } = useParams();
  return id ? <ReportPage key={id} id={id} /> : <Overview />;
}

function Overview() {
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const [view, setView] = useState<'list' | 'calendar'>('list');
  const [drawer, setDrawer] = useState<'open' | 'kinds' | 'templates'>();
  const due = useRead(['deliverables', 'due'], ({ signal }) => client.deliverables.due({}, { signal }), {
    topics: ['calendar'],
  });
  const begin = useAct((item: DueItem) => client.deliverables.begin({ kind: item.kind, key: item.key }), {
    topics: ['deliverables'],
    onDone: ({ reportId }) => void navigate(`/deliverables/${reportId}`),
  });
  const open = (item: DueItem) => {
    if (item.reportId) void navigate(`/deliverables/${item.reportId}`);
    else if (mayWork) void begin.run(item);
  };
  return (
    <Page
      fill
      title={words.title}
      says={due.data ? words.says(due.data.overdue, due.data.soon) : undefined}
      onRefresh={due.again}
      refreshing={due.refreshing}
      actions={
        <>
          <Segmented
            aria-label={words.viewLabel}
            value={view}
            onChange={setView}
            options={[
              { value: 'list', label: words.views.list },
              { value: 'calendar', label: words.views.calendar },
            ]}
          />
          <Button onClick={() => setDrawer('kinds')}>{words.kinds}</Button>
          <Button onClick={() => setDrawer('templates')}>{words.templates}</Button>
        </>
      }
      primary={
        mayWork ? (
          <Button type="primary" onClick={() => setDrawer('open')}>
            {words.open}
          </Button>
        ) : null
      }
    >
      <ErrorNote error={begin.error} />
      {view === 'calendar' ? (
        <DueCalendar onOpen={open} mayWork={mayWork} />
      ) : (
        <Loaded read={due} lines={8}>
          {({ rows, unpublished }) => (
            <>
              {unpublished.length > 0 ? (
                <p className={styles.hint}>{words.unpublished(unpublished)}</p>
              ) : null}
              <DueTable rows={rows} onOpen={open} mayWork={mayWork} busy={begin.busy} />
            </>
          )}
        </Loaded>
      )}
      <OpenDrawer
        open={drawer === 'open'}
        onClose={() => setDrawer(undefined)}
        onOpened={(reportId) => void navigate(`/deliverables/${reportId}`)}
      />
      <KindsDrawer open={drawer === 'kinds'} onClose={() => setDrawer(undefined)} />
      <TemplatesDrawer open={drawer === 'templates'} onClose={() => setDrawer(undefined)} />
    </Page>
  );
}
