import { Button, Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { DESK_KINDS, type DeskKind, kindOfNumber } from '../../../shared/domain/servicedesk.ts';
import { servicedeskPageMessages as words } from '../../../shared/messages/servicedeskPage.ts';
import { Loading, Page } from '../../components/Page.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { RaiseDrawer } from './IncidentForms.tsx';
import { IncidentsTab } from './IncidentsTab.tsx';
import styles from './Servicedesk.module.css';

// Forms and tables of the other tabs come with the first look at them: the board stands at once.
const RecordsTab = lazy(async () => ({ default: (await import('./RecordsTab.tsx')).RecordsTab }));
const ItemsTab = lazy(async () => ({ default: (await import('./ItemsTab.tsx')).ItemsTab }));
const KnowledgeTab = lazy(async () => ({ default: (await import('./KnowledgeTab.tsx')).KnowledgeTab }));
const PolicyDrawer = lazy(async () => ({ default: (await import('./PolicyDrawer.tsx')).PolicyDrawer }));
const MANAGER = ['manager'] as const;

/** Incidents with their clock, and everything that grows out of them. The address holds a tab's name or a record's number. */
export default function ServicedeskPage() {
  const { id } = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const mayManage = useIsOne(MANAGER);
  const [form, setForm] = useState<'raise' | 'policy'>();
  const kindByName = DESK_KINDS.find((kind) => kind === id);
  const kind: DeskKind = kindByName ?? kindOfNumber(id ?? '') ?? 'incident';
  // Only the tab it belongs to: the one being left must not take it for its own.
  const numberFor = (tab: DeskKind) => (kindByName || tab !== kind ? undefined : id);
  const raise = mayWork ? (
    <Button type="primary" onClick={() => setForm('raise')}>
      {words.raise}
    </Button>
  ) : null;
  const tabs: Record<DeskKind, React.ReactNode> = {
    incident: <IncidentsTab number={numberFor('incident')} />,
    problem: <RecordsTab key="problem" kind="problem" number={numberFor('problem')} />,
    change: <RecordsTab key="change" kind="change" number={numberFor('change')} />,
    release: <RecordsTab key="release" kind="release" number={numberFor('release')} />,
    item: <ItemsTab number={numberFor('item')} />,
    article: <KnowledgeTab number={numberFor('article')} />,
  };
  return (
    <Page
      title={words.title}
      says={words.says}
      fill
      primary={raise}
      actions={mayManage ? <Button onClick={() => setForm('policy')}>{words.policy.open}</Button> : null}
    >
      <Tabs
        className={styles.tabs ?? ''}
        size="small"
        activeKey={kind}
        destroyOnHidden
        onChange={(key) => void navigate(key === 'incident' ? '/servicedesk' : `/servicedesk/${key}`)}
        items={DESK_KINDS.map((key) => ({
          key,
          label: words.tabs[key],
          children: <Suspense fallback={<Loading lines={6} />}>{tabs[key]}</Suspense>,
        }))}
      />
      <RaiseDrawer
        open={form === 'raise'}
        onClose={() => setForm(undefined)}
        onRaised={(incident) => void navigate(`/servicedesk/${incident.number}`)}
      />
      {mayManage ? (
        <Suspense>
          <PolicyDrawer open={form === 'policy'} onClose={() => setForm(undefined)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
