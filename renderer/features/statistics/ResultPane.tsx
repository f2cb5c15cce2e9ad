import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatCount } from '../../components/format.ts';
import { Empty, Loading } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { Exports } from './Exports.tsx';
import { PivotView } from './PivotView.tsx';
import { ResultGrid } from './ResultGrid.tsx';
import { RunHistory, timeText } from './RunHistory.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.result;
type Tab = 'table' | 'pivot' | 'plan' | 'history';

/** What came of a run: its rows, a pivot with a chart, the plan, and the runs before. */
export function ResultPane({
  runId,
  queryId,
  plan,
  onOpen,
}: {
  runId: string | undefined;
  queryId: string | undefined;
  plan: readonly string[] | undefined;
  onOpen: (runId: string) => void;
}) {
  const [tab, setTab] = useState<Tab>('table');
  const mayWork = useMayWork();
  useEffect(() => {
    if (runId) setTab('table');
  }, [runId]);
  useEffect(() => {
    if (plan) setTab('plan');
  }, [plan]);
  // The first page comes with the first rows; after that the run is read again as the core tells of it.
  const first = useRead(
    ['statistics', 'run', runId],
    ({ signal }) => client.statistics.page({ runId: runId ?? '', limit: 50, wait: true }, { signal }),
    { enabled: runId !== undefined, keepPrevious: false },
  );
  const cancel = useAct((id: string) => client.statistics.cancel({ runId: id }), { topics: ['statistics'] });
  const run = first.data?.run;
  const state = run?.state;
  const masked = run?.columns.some((column) => column.masked) ?? false;

  return (
    <section className={styles.result} aria-label={words.table}>
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(key as Tab)}
        size="small"
        items={[
          { key: 'table', label: words.table },
          { key: 'pivot', label: words.pivot, disabled: !run || state === 'running' || run.rows === 0 },
          { key: 'plan', label: words.plan, disabled: !plan },
          { key: 'history', label: words.history },
        ]}
        tabBarExtraContent={
          run ? (
            <span className={styles.status}>
              {run.unmasked ? <StateTag state="warn" text={words.unmasked} /> : null}
              {masked ? <StateTag state="ok" text={words.masked} /> : null}
              {state === 'running' ? (
                <>
                  <StateTag state="running" text={words.running(formatCount(run.rows))} />
                  <Button size="small" loading={cancel.busy} onClick={() => void cancel.run(run.id)}>
                    {statisticsPageMessages.bench.cancel}
                  </Button>
                </>
              ) : (
                <span>
                  {words.done(formatCount(run.rows), timeText(run.ms ?? 0))}
                  {run.cut === 'rows' ? `，${words.cutRows}` : run.cut === 'size' ? `，${words.cutSize}` : ''}
                </span>
              )}
            </span>
          ) : null
        }
      />
      <div className={styles.resultBody}>
        <ErrorNote error={first.error ?? cancel.error} />
        {run?.error ? <ErrorNote error={{ code: '', message: run.error }} /> : null}
        {tab === 'history' ? (
          <RunHistory queryId={queryId} onOpen={onOpen} />
        ) : tab === 'plan' ? (
          <pre className={styles.plan}>{(plan ?? []).join('\n')}</pre>
        ) : first.loading && runId ? (
          <Loading lines={5} />
        ) : !run ? (
          <Empty title={words.nothing} hint={words.nothingHint} />
        ) : tab === 'pivot' ? (
          <PivotView key={run.id} run={run} />
        ) : run.rows === 0 ? (
          state === 'done' ? (
            <Empty title={words.empty} hint={words.emptyHint} />
          ) : state === 'running' ? (
            <Loading lines={5} />
          ) : null
        ) : (
          <ResultGrid
            key={run.id}
            run={run}
            sample={first.data?.rows ?? []}
            toolbar={mayWork && state !== 'running' ? <Exports run={run} /> : null}
          />
        )}
      </div>
    </section>
  );
}
