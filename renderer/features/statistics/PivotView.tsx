import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Pivot, PivotInput, StatisticsRun } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { Chart, type ChartOption } from '../../components/Chart.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatCount } from '../../components/format.ts';
import { Empty } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.pivot;
type Kind = keyof typeof words.charts;
type Bucket = keyof typeof words.buckets;
const SHOWN_ROWS = 500;

const choices = <Key extends string>(names: Record<Key, string>) =>
  (Object.keys(names) as Key[]).map((value) => ({ value, label: names[value] }));

/** Rows × columns × one aggregate over the whole result, as a table and a chart. */
export function PivotView({ run }: { run: StatisticsRun }) {
  const names = run.columns.map(({ name }) => name);
  const [row, setRow] = useState(names[0] ?? '');
  const [bucket, setBucket] = useState<Bucket>('none');
  const [column, setColumn] = useState('');
  const [aggregate, setAggregate] = useState<PivotInput['aggregate']>('count');
  const [value, setValue] = useState<string>();
  const [kind, setKind] = useState<Kind>('bar');
  const pivot = useAct((input: PivotInput) => client.statistics.pivot(input));
  const compute = () =>
    void pivot.run({
      runId: run.id,
      rows: [{ column: row, bucket }],
      column: column ? { column, bucket } : null,
      aggregate,
      value: aggregate === 'count' ? null : (value ?? null),
    });
  const columnChoices = names.map((name) => ({ value: name, label: name }));
  const what =
    aggregate === 'count' ? words.aggregates.count : `${value ?? ''}${words.aggregates[aggregate]}`;
  return (
    <>
      <div className={styles.parameters}>
        <Choice label={words.rows} value={row} options={columnChoices} onChange={setRow} />
        <Choice label={words.bucket} value={bucket} options={choices(words.buckets)} onChange={setBucket} />
        <Choice
          label={words.columns}
          value={column}
          options={[{ value: '', label: words.none }, ...columnChoices]}
          onChange={setColumn}
        />
        <Choice
          label={words.aggregate}
          value={aggregate}
          options={choices(words.aggregates)}
          onChange={setAggregate}
        />
        {aggregate === 'count' ? null : (
          <Choice label={words.value} value={value ?? ''} options={columnChoices} onChange={setValue} />
        )}
        <Button type="primary" loading={pivot.busy} onClick={compute}>
          {words.run}
        </Button>
        {pivot.answer ? (
          <Choice label={words.chart} value={kind} options={choices(words.charts)} onChange={setKind} />
        ) : null}
      </div>
      <ErrorNote error={pivot.error} />
      {pivot.answer ? (
        <div className={styles.pivot}>
          <PivotTable pivot={pivot.answer} rowName={row} />
          <Chart
            title={words.sentence(run.name, what, column ? `${row}、${column}` : row)}
            option={chartOption(pivot.answer, kind, what)}
            definition={words.definition(formatCount(pivot.answer.read))}
            dataTime={run.startedAt}
            height={250}
            empty={pivot.answer.rowKeys.length === 0}
          />
        </div>
      ) : pivot.error ? null : (
        <Empty title={words.choose} />
      )}
    </>
  );
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <span className={styles.parameter}>
      {label}
      <Select
        aria-label={label}
        value={value}
        options={options}
        onChange={onChange}
        popupMatchSelectWidth={false}
        style={{ minWidth: 100 }}
      />
    </span>
  );
}

function PivotTable({ pivot, rowName }: { pivot: Pivot; rowName: string }) {
  const grouped = pivot.columnKeys.length > 1 || pivot.columnKeys[0] !== '';
  const text = (number: number | null | undefined) =>
    number === null || number === undefined ? '—' : formatCount(number);
  return (
    <div className={styles.pivotTable}>
      <table>
        <thead>
          <tr>
            <th data-key="true">{rowName}</th>
            {grouped ? pivot.columnKeys.map((key) => <th key={key}>{key}</th>) : null}
            <th>{words.total}</th>
          </tr>
        </thead>
        <tbody>
          {pivot.rowKeys.slice(0, SHOWN_ROWS).map((keys, index) => (
            <tr key={keys.join('\u0000')}>
              <td data-key="true">{keys.join(' / ')}</td>
              {grouped
                ? pivot.columnKeys.map((key, at) => <td key={key}>{text(pivot.values[index]?.[at])}</td>)
                : null}
              <td>{text(pivot.totals[index])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pivot.notNumbers > 0 ? (
        <p className={styles.hint}>{words.notNumbers(formatCount(pivot.notNumbers))}</p>
      ) : null}
    </div>
  );
}

function chartOption(pivot: Pivot, kind: Kind, what: string): ChartOption {
  const names = pivot.rowKeys.map((keys) => keys.join(' / '));
  if (kind === 'pie')
    return {
      tooltip: { trigger: 'item', confine: true },
      legend: { type: 'scroll', bottom: 0 },
      series: [
        {
          type: 'pie',
          radius: ['35%', '68%'],
          name: what,
          data: names.map((name, index) => ({ name, value: pivot.totals[index] ?? 0 })),
        },
      ],
    };
  const grouped = pivot.columnKeys.length > 1 || pivot.columnKeys[0] !== '';
  return {
    ...(grouped ? { legend: { type: 'scroll', top: 0 } } : {}),
    xAxis: {
      type: 'category',
      data: names,
      // Long names lie slanted and shortened instead of running over the edge; the tooltip has them whole.
      ...(names.some((name) => name.length > 6)
        ? { axisLabel: { rotate: 35, width: 84, overflow: 'truncate' as const } }
        : {}),
    },
    yAxis: { type: 'value', name: what },
    series: pivot.columnKeys.map((key, at) => ({
      type: kind,
      name: grouped ? key : what,
      ...(grouped && kind === 'bar' ? { stack: 'all' } : {}),
      data: pivot.values.map((values) => values[at] ?? null),
    })),
  };
}
