import { useMemo } from 'react';
import type { Standard, StandardDiff, StandardVersion } from '../../../shared/contract/standards.ts';
import { DIFFERENCE_KINDS, type DifferenceKind } from '../../../shared/domain/standardTables.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { formatCount } from '../../components/format.ts';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './StandardsPage.module.css';
import { columnNames, differenceLook, differenceNames, entryText } from './words.ts';

const words = standardsPageMessages.diff;
type Row = StandardDiff['rows'][number];

/** What a version changes against what holds today; the one that holds, against the one the console comes with. */
export function DiffView({ standard, version }: { standard: Standard; version: StandardVersion }) {
  const { kind } = standard;
  const from = version.state === 'in-force' ? null : standard.inForce.id;
  const whole = useRead(['standards', 'diff', kind, from, version.id], ({ signal }) =>
    client.standards.diff({ kind, from, to: version.id, offset: 0, limit: 1 }, { signal }),
  );
  const load = useMemo(
    () =>
      ({ offset, limit, filter }: TableQuery) =>
        client.standards.diff({
          kind,
          from,
          to: version.id,
          offset,
          limit,
          ...(filter.kind?.kind === 'choice' ? { only: filter.kind.values as DifferenceKind[] } : {}),
        }),
    [kind, from, version.id],
  );
  const columns = useMemo<TableColumn<Row>[]>(
    () => [
      {
        field: 'kind',
        title: words.columns.kind,
        width: 120,
        render: (row) => <StateTag plain state={differenceLook[row.kind]} text={differenceNames[row.kind]} />,
        choices: DIFFERENCE_KINDS.map((value) => ({ value, label: differenceNames[value] })),
      },
      { field: 'key', title: words.columns.key, width: 190 },
      {
        field: 'before',
        title: words.columns.before,
        flex: 1,
        minWidth: 200,
        value: (row) => entryText(kind, row.before, row),
      },
      {
        field: 'after',
        title: words.columns.after,
        flex: 1,
        minWidth: 200,
        value: (row) => entryText(kind, row.after, row),
      },
      {
        field: 'columns',
        title: words.columns.what,
        width: 150,
        value: (row) => columnNames(kind, row.columns),
      },
    ],
    [kind],
  );
  return (
    <Loaded read={whole}>
      {({ fromName, counts, total }) => (
        <>
          <p className={styles.counts}>
            <span>{version.state === 'in-force' ? words.isInForce : words.against(fromName)}</span>
            {total === 0 ? <StateTag state="ok" text={words.same} plain /> : <Counts counts={counts} />}
          </p>
          {total === 0 ? null : (
            <DataTable<Row>
              name={`standards.diff.${kind}`}
              height={360}
              columns={columns}
              rowId={(row) => `${row.kind} ${row.key} ${row.after?.code ?? ''}`}
              load={load}
              topics={['standards']}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

/** How many of each kind; kinds without any are left out. */
export function Counts({ counts }: { counts: StandardDiff['counts'] }) {
  return DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
    <StateTag
      key={kind}
      plain
      state={differenceLook[kind]}
      text={words.count(differenceNames[kind], formatCount(counts[kind]))}
    />
  ));
}
