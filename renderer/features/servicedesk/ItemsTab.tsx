import { App, Button } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { DeskItem } from '../../../shared/contract/servicedeskItems.ts';
import { ITEM_TYPES } from '../../../shared/domain/servicedesk.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ItemDetail } from './ItemDetail.tsx';
import { ItemDrawer } from './ItemForm.tsx';
import styles from './Servicedesk.module.css';
import { Alone, SidePanel } from './SidePanel.tsx';

const ImportDrawer = lazy(async () => ({ default: (await import('./ImportDrawer.tsx')).ImportDrawer }));
const words = servicedeskPageMessages.item;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const load = ({ offset, limit, filter, sort }: TableQuery) => {
  const types = filter.type?.kind === 'choice' ? (filter.type.values as DeskItem['type'][]) : undefined;
  const retired = filter.retired?.kind === 'choice' ? filter.retired.values : undefined;
  const text = filter.name?.kind === 'text' ? filter.name.text : undefined;
  return client.servicedesk.items.list({
    offset,
    limit,
    sort: [...sort],
    ...(types ? { types } : {}),
    ...(retired?.length === 1 ? { retired: retired[0] === 'yes' } : {}),
    ...(text ? { text } : {}),
  });
};

/** Configuration items as a table, with import and export; the one of the address stands beside. */
export function ItemsTab({ number }: { number: string | undefined }) {
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const { message } = App.useApp();
  const [form, setForm] = useState<'add' | 'import'>();
  const close = useCallback(() => void navigate('/servicedesk/item', { replace: true }), [navigate]);
  const save = useAct(async () => {
    const { fileName, base64, rows } = await client.servicedesk.items.export();
    download(fileName, bytesOf(base64), XLSX);
    void message.success(words.exported(rows));
  });
  const columns = useMemo(columnsOf, []);
  return (
    <div className={styles.fill}>
      <ErrorNote error={save.error} />
      <div className={styles.split}>
        <DataTable<DeskItem>
          name="servicedesk-item"
          columns={columns}
          rowId={({ id }) => id}
          load={load}
          topics={['servicedesk']}
          toolbar={
            <span className={styles.bar}>
              {mayWork ? (
                <>
                  <Button onClick={() => setForm('add')}>{servicedeskPageMessages.add.item}</Button>
                  <Button onClick={() => setForm('import')}>{words.import}</Button>
                </>
              ) : null}
              <Button loading={save.busy} onClick={() => void save.run(undefined)}>
                {words.export}
              </Button>
            </span>
          }
          empty={servicedeskPageMessages.empty.item}
          detail={({ id }) => (
            <Alone clear={number ? close : undefined}>
              <ItemDetail key={id} id={id} />
            </Alone>
          )}
          detailTitle={(item) => item.number}
        />
        {number ? <Side number={number} onClose={close} /> : null}
      </div>
      <ItemDrawer
        item={undefined}
        open={form === 'add'}
        onClose={() => setForm(undefined)}
        onSaved={(item) => void navigate(`/servicedesk/${item.number}`)}
      />
      {form === 'import' ? (
        <Suspense>
          <ImportDrawer open onClose={() => setForm(undefined)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Side({ number, onClose }: { number: string; onClose: () => void }) {
  const found = useRead(
    ['servicedesk', 'item-number', number],
    ({ signal }) => client.servicedesk.items.list({ text: number, offset: 0, limit: 1 }, { signal }),
    { keepPrevious: false },
  );
  return (
    <SidePanel title={number} onClose={onClose}>
      <Loaded read={found}>
        {({ rows }) =>
          rows[0] ? (
            <ItemDetail key={rows[0].id} id={rows[0].id} />
          ) : (
            <p className={styles.muted}>{servicedeskPageMessages.unknown(number)}</p>
          )
        }
      </Loaded>
    </SidePanel>
  );
}

function columnsOf(): TableColumn<DeskItem>[] {
  return [
    {
      field: 'number',
      title: servicedeskPageMessages.columns.number,
      width: 92,
      sortable: true,
      render: ({ number }) => <span className={styles.number}>{number}</span>,
    },
    { field: 'name', title: words.name, flex: 2, minWidth: 140, sortable: true, filter: true },
    {
      field: 'type',
      title: words.type,
      width: 96,
      sortable: true,
      value: ({ type }) => servicedeskItemMessages.types[type] ?? type,
      choices: ITEM_TYPES.map((value) => ({ value, label: servicedeskItemMessages.types[value] ?? value })),
    },
    { field: 'address', title: words.address, width: 150 },
    { field: 'version', title: words.version, width: 84 },
    { field: 'courtName', title: words.court, flex: 1, minWidth: 120 },
    { field: 'owner', title: words.owner, width: 84 },
    {
      field: 'warrantyUntil',
      title: words.warrantyUntil,
      kind: 'day',
      width: 130,
      sortable: true,
      value: ({ warrantyUntil }) => warrantyUntil || null,
    },
    { field: 'lastChange', title: words.lastChange, width: 140 },
    { field: 'keeper', title: words.keeper, width: 104, hidden: true },
    {
      field: 'auditedOn',
      title: words.auditedOn,
      kind: 'day',
      width: 140,
      hidden: true,
      value: ({ auditedOn }) => auditedOn || null,
    },
    {
      field: 'retired',
      title: servicedeskPageMessages.columns.state,
      width: 84,
      value: ({ retired }) => (retired ? words.retired : words.inUse),
      render: ({ retired }) => (
        <StateTag state={retired ? 'off' : 'ok'} text={retired ? words.retired : words.inUse} plain />
      ),
      choices: [
        { value: 'no', label: words.inUse },
        { value: 'yes', label: words.retired },
      ],
    },
  ];
}
