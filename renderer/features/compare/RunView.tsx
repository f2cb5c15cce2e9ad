import { Select } from 'antd';
import { useState } from 'react';
import type { CompareDefinition, CompareGroup, CompareRun } from '../../../shared/contract/compare.ts';
import { credibilityText } from '../../../shared/domain/credibility.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { comparePageMessages as words } from '../../../shared/messages/comparePage.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { formatCount, formatDuration } from '../../components/format.ts';
import { JobLine } from '../../components/JobLine.tsx';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { Backfill } from './Backfill.tsx';
import styles from './ComparePage.module.css';
import { columnTitle } from './columnTitle.ts';
import { Differences } from './Differences.tsx';
import { groupText } from './groupText.ts';

const SHOWN_RUNS = 50;

/** The results of one comparison: the latest run, or an older one that is chosen. */
export function RunView({ definition, mayWork }: { definition: CompareDefinition; mayWork: boolean }) {
  const [chosen, setChosen] = useState<string>();
  const runs = useRead(['compare', 'runs', definition.id], ({ signal }) =>
    client.compare.runs({ definitionId: definition.id, offset: 0, limit: SHOWN_RUNS }, { signal }),
  );
  return (
    <Loaded read={runs}>
      {({ rows }) => {
        const run = rows.find((each) => each.id === chosen) ?? rows[0];
        if (!run) return <Empty title={words.run.none} />;
        const choices = rows.map((each) => ({ value: each.id, label: showInstant(each.startedAt) }));
        return (
          <>
            <Section
              title={words.run.title(definition.name)}
              note={words.run.at(run.runBy)}
              extra={
                <Select
                  size="small"
                  aria-label={words.run.choose}
                  options={choices}
                  value={run.id}
                  onChange={setChosen}
                  className={styles.runs}
                />
              }
            >
              {run.state === 'running' && run.jobId ? <JobLine jobId={run.jobId} mayWork={mayWork} /> : null}
              {run.totals ? <Totals run={run} totals={run.totals} /> : null}
            </Section>
            {run.totals && run.by.length > 0 ? <Groups run={run} /> : null}
            <Differences run={run} />
            {run.totals && mayWork ? <Backfill run={run} totals={run.totals} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}

function Totals({ run, totals }: { run: CompareRun; totals: NonNullable<CompareRun['totals']> }) {
  const share = totals.rowsScanned === 0 ? 0 : (totals.rowsFetched / totals.rowsScanned) * 100;
  const took = run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : 0;
  const figures: {
    label: string;
    value: string;
    tone?: 'fault' | 'warn' | 'ok' | undefined;
    note?: string;
  }[] = [
    {
      label: words.run.missing,
      value: formatCount(totals.missing),
      tone: totals.missing > 0 ? 'fault' : 'ok',
    },
    { label: words.run.extra, value: formatCount(totals.extra), tone: totals.extra > 0 ? 'warn' : 'ok' },
    {
      label: words.run.different,
      value: formatCount(totals.different),
      tone: totals.different > 0 ? 'warn' : 'ok',
    },
    { label: words.run.credibility, value: credibilityText(totals.credibility) },
    { label: words.run.sourceRows, value: formatCount(totals.sourceRows), note: run.sourceName },
    { label: words.run.targetRows, value: formatCount(totals.targetRows), note: run.targetName },
    {
      label: words.run.fetched,
      value: formatCount(totals.rowsFetched),
      note: words.run.fetchedOf(`${share.toFixed(2)}%`),
    },
    { label: words.run.took, value: formatDuration(took) },
  ];
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(({ label, value, tone, note }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={tone ? styles[tone] : undefined}>{value}</dd>
            {note ? <span className={styles.figureNote}>{note}</span> : null}
          </div>
        ))}
      </dl>
      {totals.notes.length > 0 ? (
        <ul className={styles.notes}>
          {totals.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Groups({ run }: { run: CompareRun }) {
  return (
    <Section title={words.groups.title} flush>
      <DataTable<CompareGroup>
        name="compare.groups"
        topics={['compare']}
        height={260}
        exports={{
          title: words.groups.exportTitle(run.table),
          record: (what) => client.audit.recordExport(what),
        }}
        rowId={(row) => JSON.stringify(row.by)}
        load={({ offset, limit }) => client.compare.groups({ runId: run.id, offset, limit })}
        columns={[
          ...run.by.map((name, i) => ({
            field: `by${i}`,
            title: columnTitle(run, name),
            flex: 1,
            minWidth: 210,
            value: (row: CompareGroup) => groupText(row, i),
          })),
          { field: 'source', title: words.run.sourceRows, kind: 'number', width: 120 },
          { field: 'target', title: words.run.targetRows, kind: 'number', width: 120 },
          { field: 'missing', title: words.run.missing, kind: 'number', width: 110 },
          { field: 'extra', title: words.run.extra, kind: 'number', width: 110 },
          { field: 'different', title: words.run.different, kind: 'number', width: 110 },
          {
            field: 'credibility',
            title: words.run.credibility,
            kind: 'number',
            width: 130,
            value: (row) => row.credibility,
            render: (row) => credibilityText(row.credibility),
          },
        ]}
      />
    </Section>
  );
}
