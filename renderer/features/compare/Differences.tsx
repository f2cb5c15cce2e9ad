import { Segmented } from 'antd';
import { useState } from 'react';
import type { CompareDifference, CompareRun } from '../../../shared/contract/compare.ts';
import { comparePageMessages } from '../../../shared/messages/comparePage.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Section } from '../../components/Page.tsx';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import styles from './ComparePage.module.css';
import { columnTitle } from './columnTitle.ts';
import { groupText } from './groupText.ts';

const words = comparePageMessages.differences;
const { kinds } = comparePageMessages;

type Kind = CompareDifference['kind'];

const LOOKS: Record<Kind, ViewState> = { missing: 'fault', extra: 'warn', different: 'warn' };

/** What a run found, row by row; a row opened shows both sides beside each other. */
export function Differences({ run }: { run: CompareRun }) {
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const chosen = kind === 'all' ? undefined : kind;
  const choice = (
    <Segmented<Kind | 'all'>
      size="small"
      value={kind}
      onChange={setKind}
      options={[
        { value: 'all', label: words.all },
        ...(['missing', 'extra', 'different'] as const).map((each) => ({ value: each, label: kinds[each] })),
      ]}
    />
  );
  return (
    <Section title={words.title} flush>
      <DataTable<CompareDifference>
        key={`${run.id}.${kind}`}
        name="compare.differences"
        topics={['compare']}
        height={420}
        exports={{
          title: words.exportTitle(run.table),
          record: (what) => client.audit.recordExport(what),
        }}
        toolbar={choice}
        rowId={(row) => String(row.id)}
        load={({ offset, limit }) =>
          client.compare.differences({ runId: run.id, offset, limit, ...(chosen ? { kind: chosen } : {}) })
        }
        empty={{ title: run.totals && kind === 'all' ? comparePageMessages.run.equal : words.none }}
        detailTitle={(row) => words.detail(row.key.join('、'))}
        detail={(row) => <Detail row={row} run={run} />}
        columns={[
          ...run.key.map((name, i) => ({
            field: `key${i}`,
            title: columnTitle(run, name),
            width: 200,
            value: (row: CompareDifference) => row.key[i] ?? '',
          })),
          {
            field: 'kind',
            title: words.kind,
            width: 110,
            value: (row) => kinds[row.kind],
            render: (row) => <StateTag state={LOOKS[row.kind]} text={kinds[row.kind]} plain />,
          },
          ...run.by.map((name, i) => ({
            field: `by${i}`,
            title: columnTitle(run, name),
            width: 190,
            value: (row: CompareDifference) => groupText(row, i),
          })),
          {
            field: 'columns',
            title: words.changed,
            flex: 1,
            minWidth: 200,
            value: (row) => row.columns.map((column) => columnTitle(run, column.name)).join('、'),
          },
        ]}
      />
    </Section>
  );
}

function Detail({ row, run }: { row: CompareDifference; run: CompareRun }) {
  if (row.kind !== 'different') {
    return <p className={styles.only}>{row.kind === 'missing' ? words.onlySource : words.onlyTarget}</p>;
  }
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          <th>{words.column}</th>
          <th>{run.sourceName}</th>
          <th>{run.targetName}</th>
        </tr>
      </thead>
      <tbody>
        {row.columns.map((column) => (
          <tr key={column.name}>
            <th scope="row">{columnTitle(run, column.name)}</th>
            <td>
              <Marked value={column.source} other={column.target} />
            </td>
            <td>
              <Marked value={column.target} other={column.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value with the part marked that the other side has otherwise. */
function Marked({ value, other }: { value: string | null; other: string | null }) {
  if (value === null) return <em className={styles.nothing}>{words.isNull}</em>;
  if (value === '') return <em className={styles.nothing}>{words.emptyText}</em>;
  const [start, end] = differingPart(value, other ?? '');
  return (
    <span className={styles.value}>
      {value.slice(0, start)}
      <mark>{value.slice(start, end)}</mark>
      {value.slice(end)}
    </span>
  );
}

/** What is left of a text when the beginning and the end that both share are taken away. */
function differingPart(value: string, other: string): [number, number] {
  let start = 0;
  while (start < value.length && value[start] === other[start]) start++;
  let end = value.length;
  let otherEnd = other.length;
  while (end > start && otherEnd > start && value[end - 1] === other[otherEnd - 1]) {
    end--;
    otherEnd--;
  }
  return [start, end];
}
