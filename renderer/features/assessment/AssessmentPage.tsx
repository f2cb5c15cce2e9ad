import { App, Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { AssessmentStatus, Fact } from '../../../shared/contract/assessment.ts';
import { ASSESSMENT_ITEMS, type AssessmentItem } from '../../../shared/domain/assessmentScheme.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages as words } from '../../../shared/messages/assessmentPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Page } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import { Alerts } from './Alerts.tsx';
import styles from './AssessmentPage.module.css';
import { ConfirmDrawer } from './ConfirmDrawer.tsx';
import { FactDetail } from './FactDetail.tsx';
import { FactDrawer } from './FactDrawer.tsx';
import { ruleText, signedPoints, stateLook } from './look.ts';
import { type Paper, PaperDrawer } from './PaperDrawer.tsx';
import { Summary } from './Summary.tsx';
import { WhatIfDrawer } from './WhatIfDrawer.tsx';
import { YearDrawer } from './YearDrawer.tsx';

type Opened = 'fact' | 'bonus' | 'whatIf' | 'year';

/** The score of the contract year, what it is made of, and what waits for a decision. */
export default function AssessmentPage() {
  const { message } = App.useApp();
  const [yearId, setYearId] = useState<string>();
  const [opened, setOpened] = useState<Opened>();
  const [paper, setPaper] = useState<Paper>();
  const [confirming, setConfirming] = useState<Fact>();
  const [confirmOpen, setConfirmOpen] = useState(false);
  const mayAdd = useIsOne(['engineer', 'manager', 'supervisor']);
  const mayApply = useIsOne(['manager']);
  const status = useRead(['assessment', 'status', yearId], ({ signal }) =>
    client.assessment.status(yearId ? { yearId } : {}, { signal }),
  );
  const collect = useAct(() => client.assessment.collect(), {
    topics: ['assessment'],
    onDone: ({ added, lapsed, failed }) =>
      void (failed.length > 0
        ? message.warning(failed.join(' '), 8)
        : message.success(words.collected(added, lapsed))),
  });
  const close = () => setOpened(undefined);
  const confirm = (fact: Fact) => {
    setConfirming(fact);
    setConfirmOpen(true);
  };
  const { year } = status.data ?? {};
  return (
    <Page
      title={words.title}
      says={year ? (year.id ? words.says(year.name, year.from, year.to) : words.sayAssumed) : undefined}
      fill
      actions={
        <>
          <YearChoice current={year?.id ?? ''} onChange={setYearId} />
          <Button onClick={() => setOpened('year')}>{words.settings}</Button>
          <Button onClick={() => setOpened('whatIf')}>{words.whatIf}</Button>
          <Button onClick={() => setPaper({ kind: 'sheet', at: Date.now() })}>{words.sheet}</Button>
          {mayApply ? <Button onClick={() => setOpened('bonus')}>{words.bonus}</Button> : null}
          {mayAdd ? <Button onClick={() => setOpened('fact')}>{words.add}</Button> : null}
        </>
      }
      primary={
        mayAdd ? (
          <Button type="primary" loading={collect.busy} onClick={() => void collect.run(undefined)}>
            {words.collect}
          </Button>
        ) : null
      }
    >
      <ErrorNote error={collect.error} />
      <Loaded read={status} lines={5}>
        {(found) => (
          <>
            <Alerts
              status={found}
              onNotice={(withdrawal) => setPaper({ kind: 'notice', withdrawal, at: Date.now() })}
            />
            <Summary status={found} />
            <div className={styles.table}>
              <FactTable status={found} yearId={yearId} onConfirm={confirm} />
            </div>
            <FactDrawer
              kind={opened === 'fact' || opened === 'bonus' ? opened : undefined}
              today={found.today}
              bonusMost={found.scheme.bonusMost}
              onClose={close}
            />
            <WhatIfDrawer key={found.year.id} open={opened === 'whatIf'} status={found} onClose={close} />
            <YearDrawer open={opened === 'year'} status={found} onClose={close} />
          </>
        )}
      </Loaded>
      <ConfirmDrawer fact={confirming} open={confirmOpen} onClose={() => setConfirmOpen(false)} />
      <PaperDrawer paper={paper} yearId={yearId} onClose={() => setPaper(undefined)} />
    </Page>
  );
}

/** Shown once there is more than one year. */
function YearChoice({ current, onChange }: { current: string; onChange: (id: string) => void }) {
  const years = useRead(['assessment', 'years'], ({ signal }) =>
    client.assessment.years(undefined, { signal }),
  );
  const list = years.data?.years ?? [];
  if (list.length < 2) return null;
  return (
    <Select
      aria-label={words.year}
      style={{ width: 170 }}
      value={current}
      options={list.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}

function FactTable({
  status,
  yearId,
  onConfirm,
}: {
  status: AssessmentStatus;
  yearId: string | undefined;
  onConfirm: (fact: Fact) => void;
}) {
  const columns = useMemo<TableColumn<Fact>[]>(factColumns, []);
  const load = useMemo(() => {
    const shown = status.year.id;
    return ({ offset, limit, filter }: TableQuery) => {
      const { state, item, person } = filter;
      return client.assessment.facts({
        ...(shown ? { yearId: shown } : {}),
        offset,
        limit,
        ...(state?.kind === 'choice' ? { states: state.values as Fact['state'][] } : {}),
        ...(item?.kind === 'choice' ? { items: item.values as AssessmentItem[] } : {}),
        ...(person?.kind === 'text' ? { person: person.text } : {}),
      });
    };
  }, [status.year.id]);
  return (
    <DataTable<Fact>
      key={yearId ?? ''}
      name="assessment"
      columns={columns}
      rowId={({ id }) => id}
      load={load}
      topics={['assessment']}
      empty={{ title: words.empty.title, hint: words.empty.hint }}
      detail={(fact) => <FactDetail fact={fact} onConfirm={() => onConfirm(fact)} />}
      detailTitle={({ number }) => number}
    />
  );
}

function factColumns(): TableColumn<Fact>[] {
  const { columns } = words;
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
      width: 112,
      render: ({ state }) => <StateTag state={stateLook[state]} text={assessmentMessages.states[state]} />,
      choices: Object.entries(assessmentMessages.states).map(([value, label]) => ({ value, label })),
    },
    { field: 'date', title: columns.date, kind: 'day', width: 130 },
    {
      field: 'item',
      title: columns.item,
      width: 112,
      value: ({ item }) => assessmentMessages.items[item],
      choices: ASSESSMENT_ITEMS.map((value) => ({ value, label: assessmentMessages.items[value] })),
    },
    { field: 'text', title: columns.text, flex: 2, minWidth: 190 },
    { field: 'person', title: columns.person, width: 96, filter: true },
    {
      field: 'effect',
      title: columns.effect,
      width: 88,
      kind: 'number',
      render: ({ effect }) => <span className={styles.number}>{signedPoints(effect)}</span>,
    },
    { field: 'type', title: columns.type, flex: 1, minWidth: 140, value: ruleText },
    {
      field: 'source',
      title: columns.source,
      width: 100,
      value: ({ source }) => assessmentMessages.sources[source] ?? source,
    },
  ];
}
