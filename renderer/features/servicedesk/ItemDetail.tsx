import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { DeskItem, ItemEdge } from '../../../shared/contract/servicedeskItems.ts';
import { ITEM_RELATIONS, type ItemRelation } from '../../../shared/domain/servicedesk.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatDay } from '../../components/format.ts';
import { Loaded } from '../../components/Page.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { useTextQuestion } from '../../components/TextQuestion.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ItemDrawer } from './ItemForm.tsx';
import styles from './Servicedesk.module.css';
import { Thread } from './Thread.tsx';

const words = servicedeskPageMessages.item;

/** One configuration item: facts, what it stands on, and what stops with it. */
export function ItemDetail({ id }: { id: string }) {
  const read = useRead(
    ['servicedesk', 'item', id],
    ({ signal }) => client.servicedesk.items.get({ id }, { signal }),
    { keepPrevious: false },
  );
  return (
    <Loaded read={read} lines={6}>
      {(item) => (
        <>
          <div className={styles.head}>
            <span className={styles.headTitle}>{item.name}</span>
            <StateTag state={item.retired ? 'off' : 'ok'} text={item.retired ? words.retired : words.inUse} />
            <span className={styles.muted}>{servicedeskItemMessages.types[item.type]}</span>
          </div>
          <Acts item={item} />
          <Facts
            items={[
              [words.address, item.address || null],
              [words.version, item.version || null],
              [words.court, item.courtName || null],
              [words.owner, item.owner || null],
              [words.keeper, item.keeper || null],
              [words.warrantyUntil, item.warrantyUntil ? formatDay(item.warrantyUntil) : null],
              [words.auditedOn, item.auditedOn ? formatDay(item.auditedOn) : null],
              [
                words.lastChange,
                item.lastChange ? (
                  <Link key="change" to={`/servicedesk/${item.lastChange}`}>
                    {item.lastChange}
                  </Link>
                ) : null,
              ],
              [words.note, item.note || null],
            ]}
          />
          <Relations item={item} />
          <Impact id={item.id} />
          <Thread kind="item" id={item.id} />
        </>
      )}
    </Loaded>
  );
}

function Acts({ item }: { item: DeskItem }) {
  const question = useTextQuestion(['servicedesk']);
  const mayWork = useMayWork();
  const [form, setForm] = useState<'edit' | 'print'>();
  const retire = () =>
    question.ask({
      title: servicedeskPageMessages.acts.retire ?? '',
      label: words.retireReason,
      submit: servicedeskPageMessages.acts.retire ?? '',
      most: 300,
      run: (reason) => client.servicedesk.items.retire({ id: item.id, reason }),
    });
  return (
    <>
      <div className={styles.acts}>
        {mayWork ? (
          <>
            <Button type="primary" onClick={() => setForm('edit')}>
              {servicedeskPageMessages.acts.modify}
            </Button>
            {item.retired ? null : <Button onClick={retire}>{servicedeskPageMessages.acts.retire}</Button>}
          </>
        ) : null}
        <Button onClick={() => setForm('print')}>{servicedeskPageMessages.acts.print}</Button>
      </div>
      {question.drawer}
      <ItemDrawer item={item} open={form === 'edit'} onClose={() => setForm(undefined)} />
      <PrintDrawer
        title={servicedeskPageMessages.printTitle(item.number)}
        print={
          form === 'print'
            ? (signal) => client.servicedesk.items.print({ id: item.id }, { signal })
            : undefined
        }
        onClose={() => setForm(undefined)}
      />
    </>
  );
}

function Relations({ item }: { item: DeskItem }) {
  const mayWork = useMayWork();
  const [relation, setRelation] = useState<ItemRelation>('uses');
  const [text, setText] = useState('');
  const [to, setTo] = useState<string>();
  const edges = useRead(
    ['servicedesk', 'edges', item.id],
    ({ signal }) => client.servicedesk.items.edges({ id: item.id }, { signal }),
    { keepPrevious: false },
  );
  const others = useRead(
    ['servicedesk', 'item-names', text],
    ({ signal }) => client.servicedesk.items.list({ text, offset: 0, limit: 30 }, { signal }),
    { enabled: mayWork },
  );
  const act = useAct((run: () => Promise<unknown>) => run(), { topics: ['servicedesk'] });
  const add = async () => {
    if (!to) return;
    if ((await act.run(() => client.servicedesk.items.relate({ id: item.id, relation, to }))) !== undefined)
      setTo(undefined);
  };
  const remove = (edge: ItemEdge) => {
    // Seen from the other side, the relation is the other's.
    const mine = edge.relation === 'uses' || edge.relation === 'runs-on';
    const kept: ItemRelation = edge.relation === 'uses' || edge.relation === 'used-by' ? 'uses' : 'runs-on';
    const pair = mine ? { id: item.id, to: edge.id } : { id: edge.id, to: item.id };
    void act.run(() => client.servicedesk.items.unrelate({ ...pair, relation: kept }));
  };
  return (
    <section className={styles.block}>
      <h3 className={styles.blockHead}>{words.relations}</h3>
      <Loaded read={edges} lines={2}>
        {(found) =>
          found.length === 0 ? (
            <p className={styles.muted}>{words.noRelations}</p>
          ) : (
            <ul className={styles.links}>
              {found.map((edge) => (
                <li key={`${edge.relation} ${edge.id}`}>
                  <span className={styles.muted}>{servicedeskItemMessages.relations[edge.relation]}</span>
                  <Link className={styles.number ?? ''} to={`/servicedesk/${edge.number}`}>
                    {edge.number}
                  </Link>
                  <span className={styles.linkTitle}>{edge.name}</span>
                  {mayWork ? (
                    <Button type="link" size="small" onClick={() => remove(edge)}>
                      {words.remove}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayWork ? (
        <div className={styles.bar}>
          <Select
            size="small"
            style={{ width: 92 }}
            aria-label={words.relation}
            value={relation}
            onChange={setRelation}
            options={ITEM_RELATIONS.map((value) => ({
              value,
              label: servicedeskItemMessages.relations[value] ?? value,
            }))}
          />
          <Select
            size="small"
            style={{ flex: 1, minWidth: 160 }}
            aria-label={words.other}
            placeholder={words.other}
            value={to}
            onChange={setTo}
            showSearch={{ filterOption: false, onSearch: setText }}
            options={(others.data?.rows ?? [])
              .filter(({ id }) => id !== item.id)
              .map(({ id, number, name }) => ({ value: id, label: `${name}（${number}）` }))}
          />
          <Button size="small" disabled={!to} loading={act.busy} onClick={() => void add()}>
            {words.addRelation}
          </Button>
        </div>
      ) : null}
      <ErrorNote error={act.error} />
    </section>
  );
}

function Impact({ id }: { id: string }) {
  const impact = useRead(
    ['servicedesk', 'impact', id],
    ({ signal }) => client.servicedesk.items.impact({ id }, { signal }),
    { keepPrevious: false },
  );
  return (
    <section className={styles.block}>
      <h3 className={styles.blockHead}>{words.impact}</h3>
      <Loaded read={impact} lines={2}>
        {(found) => (
          <>
            <p className={styles.muted}>{words.impactSays(found.length)}</p>
            <ul className={styles.links}>
              {found.map((other) => (
                <li key={other.id}>
                  <Link className={styles.number ?? ''} to={`/servicedesk/${other.number}`}>
                    {other.number}
                  </Link>
                  <span className={styles.linkTitle}>{other.name}</span>
                  <span className={styles.muted}>
                    {other.depth === 1 ? words.direct : words.through(other.via, other.depth)}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}
