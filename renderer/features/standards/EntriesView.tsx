import { Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import {
  entryKey,
  STANDARD_TABLES,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { standardColumnName } from '../../../shared/messages/standards.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { DataTable, type TableQuery } from '../../components/DataTable.tsx';
import { client } from '../../rpc/client.ts';

const words = standardsPageMessages.entries;

/** The entries of a version. */
export function EntriesView({ kind, versionId }: { kind: StandardKind; versionId: string | null }) {
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search.trim());
  const load = useMemo(
    () =>
      ({ offset, limit }: TableQuery) =>
        client.standards.entries({ kind, versionId, search: sought, offset, limit }),
    [kind, versionId, sought],
  );
  const columns = useMemo(
    () =>
      STANDARD_TABLES[kind].columns.map(({ name, most }) => ({
        field: name,
        title: standardColumnName(kind, name),
        ...(most > 30 ? { flex: 1, minWidth: most > 40 ? 200 : 140 } : { width: most > 10 ? 120 : 96 }),
      })),
    [kind],
  );
  return (
    <DataTable<StandardEntry>
      key={sought}
      name={`standards.${kind}`}
      height={420}
      columns={columns}
      rowId={(entry) => entryKey(kind, entry)}
      load={load}
      topics={['standards']}
      toolbar={
        <Input.Search
          allowClear
          aria-label={words.search}
          placeholder={words.search}
          defaultValue={search}
          style={{ width: 260 }}
          onSearch={setSearch}
        />
      }
    />
  );
}
