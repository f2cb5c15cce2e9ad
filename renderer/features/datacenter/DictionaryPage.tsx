import { Input, Table, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import type { DictionaryColumn } from '../../../shared/contract/datacenterDictionary.ts';
import { datacenterDictionaryMessages as words } from '../../../shared/messages/datacenterDictionary.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { Loaded, Page } from '../../components/Page.tsx';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './Dictionary.module.css';

const LIVE_STATES: Record<DictionaryColumn['live'], ViewState> = {
  same: 'ok',
  missing: 'fault',
  differs: 'warn',
  extra: 'waiting',
  unknown: 'unchecked',
};

const COLUMNS: readonly TableColumn<DictionaryColumn>[] = [
  { field: 'table', title: words.columns.table, width: 140 },
  { field: 'tableChinese', title: words.columns.tableChinese, width: 120 },
  { field: 'column', title: words.columns.column, width: 165 },
  { field: 'chinese', title: words.columns.chinese, flex: 1, minWidth: 120 },
  { field: 'type', title: words.columns.type, width: 120 },
  {
    field: 'codes',
    title: words.columns.codes,
    width: 140,
    value: (row) => [row.codes, row.codesName].filter(Boolean).join(' '),
  },
  {
    field: 'live',
    title: words.columns.live,
    width: 95,
    value: (row) => words.live[row.live],
    render: (row) => <StateTag plain state={LIVE_STATES[row.live]} text={words.live[row.live]} />,
  },
  { field: 'source', title: words.columns.source, flex: 1.4, minWidth: 160 },
];

/**
 * Every table and column of the centre with its Chinese name, type and codes, held against the live database. What is
 * written is there at once; a database that is slow or away is waited for beside it.
 */
export default function DictionaryPage() {
  const [search, setSearch] = useState('');
  const sought = search.trim().toLowerCase();
  const written = useRead(['datacenter', 'writtenDictionary'], ({ signal }) =>
    client.datacenter.writtenDictionary(undefined, { signal }),
  );
  const live = useRead(['datacenter', 'dictionary'], ({ signal }) =>
    client.datacenter.dictionary({}, { signal }),
  );
  const dictionary = live.data ? live : written;
  const away = live.data?.liveError ?? live.error?.message;
  const rows = useMemo(() => matching(dictionary.data?.columns ?? [], sought), [dictionary.data, sought]);
  return (
    <Page
      title={words.title}
      says={
        dictionary.data
          ? (live.loading ? words.comparing : words.says)(
              dictionary.data.tables.length,
              dictionary.data.columns.length,
            )
          : undefined
      }
    >
      <Loaded read={dictionary} lines={8}>
        {() => (
          <Tabs
            items={[
              {
                key: 'dictionary',
                label: words.title,
                children: (
                  <>
                    {away ? <p className={styles.away}>{words.away(away)}</p> : null}
                    <DataTable<DictionaryColumn>
                      name="dictionary"
                      height="calc(100vh - 260px)"
                      columns={COLUMNS}
                      rows={rows}
                      rowId={(row) => `${row.table}.${row.column}`}
                      detailTitle={(row) => `${row.table}.${row.column} ${row.chinese}`}
                      detail={(row) => <ColumnCodes column={row} />}
                      toolbar={
                        <Input.Search
                          allowClear
                          aria-label={words.search}
                          placeholder={words.search}
                          style={{ width: 300 }}
                          value={search}
                          onChange={(event) => setSearch(event.target.value)}
                        />
                      }
                    />
                  </>
                ),
              },
              { key: 'differences', label: words.differences.title, children: <Differences /> },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}

function matching(columns: readonly DictionaryColumn[], sought: string): readonly DictionaryColumn[] {
  if (sought === '') return columns;
  return columns.filter((column) =>
    [
      column.table,
      column.tableChinese,
      column.column,
      `${column.table}.${column.column}`,
      column.chinese,
      column.codes,
      column.codesName,
    ].some((text) => text.toLowerCase().includes(sought)),
  );
}

/** The codes of the opened column. */
function ColumnCodes({ column }: { column: DictionaryColumn }) {
  const codes = useRead(
    ['datacenter', 'codes', column.codes],
    ({ signal }) => client.datacenter.dictionaryCodes({ codes: column.codes }, { signal }),
    { enabled: column.codes !== '', keepPrevious: false },
  );
  if (column.codes === '') return <p>{words.noCodesForColumn}</p>;
  return (
    <Loaded read={codes} lines={4}>
      {(found) =>
        found.length === 0 ? (
          <p>{words.noCodes}</p>
        ) : (
          <Table
            size="small"
            title={() => words.codesTitle([column.codes, column.codesName].filter(Boolean).join(' '))}
            rowKey="code"
            dataSource={found}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { dataIndex: 'code', title: words.code },
              { dataIndex: 'name', title: words.name },
            ]}
          />
        )
      }
    </Loaded>
  );
}

function Differences() {
  const read = useRead(['datacenter', 'structureDifferences'], ({ signal }) =>
    client.datacenter.structureDifferences({}, { signal }),
  );
  const text = words.differences;
  return (
    <Loaded read={read} lines={5}>
      {({ version, newest, differences }) => (
        <div className={styles.differences}>
          <p>{text.version(version, newest)}</p>
          {differences.length === 0 ? <StateTag state="ok" text={text.none} /> : null}
          <ul>
            {differences.map((difference) => (
              <li key={`${difference.kind} ${difference.table} ${difference.name}`}>
                <StateTag
                  plain
                  state={difference.kind.endsWith('extra') ? 'waiting' : 'warn'}
                  text={text.kinds[difference.kind]}
                />
                <code>{text.line(difference.table, difference.name)}</code>
                {difference.wanted ? <span>{text.wanted(difference.wanted)}</span> : null}
                {difference.live ? <span>{text.live(difference.live)}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Loaded>
  );
}
