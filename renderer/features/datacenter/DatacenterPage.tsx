import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { Empty, Loaded, Page, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ConnectionDrawer } from './ConnectionDrawer.tsx';
import { ConnectionRow } from './ConnectionRow.tsx';
import styles from './DatacenterPage.module.css';
import { HealthBoard } from './HealthBoard.tsx';

const words = datacenterPageMessages;
const HEALTH_ITEMS = Object.keys(HEALTH_ITEM_NAMES) as (keyof typeof HEALTH_ITEM_NAMES)[];

/** The saved connections to data-centre databases, and how the default one stands. */
export default function DatacenterPage() {
  const mayWork = useMayWork();
  const [editing, setEditing] = useState(false);
  // Kept while the drawer slides out, so that its title stays what it was.
  const [subject, setSubject] = useState<SavedConnection>();
  const edit = (connection?: SavedConnection) => {
    setSubject(connection);
    setEditing(true);
  };
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  // An incident raised from an item of the board leads back to it.
  const [asked] = useSearchParams();
  const [shown, setShown] = useState<string | undefined>(asked.get('connection') ?? undefined);
  const first = HEALTH_ITEMS.find((item) => item === asked.get('item'));
  const all = connections.data ?? [];
  const chosen = all.find(({ id }) => id === shown) ?? all.find((connection) => connection.isDefault);
  const add = mayWork ? (
    <Button type="primary" onClick={() => edit()}>
      {words.add}
    </Button>
  ) : null;
  return (
    <Page
      title={words.title}
      says={connections.data ? words.says(connections.data.length) : undefined}
      primary={add}
    >
      {chosen ? <HealthBoard connection={chosen} mayWork={mayWork} first={first} /> : null}
      <Loaded read={connections}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.empty.title} hint={mayWork ? words.empty.hint : words.empty.notStaff} />
          ) : (
            <Section title={words.list.title} flush>
              <ul className={styles.list}>
                {all.map((connection) => (
                  <ConnectionRow
                    key={connection.id}
                    connection={connection}
                    mayWork={mayWork}
                    shown={connection.id === chosen?.id}
                    onShow={() => setShown(connection.id)}
                    onEdit={() => edit(connection)}
                  />
                ))}
              </ul>
            </Section>
          )
        }
      </Loaded>
      <ConnectionDrawer open={editing} connection={subject} onClose={() => setEditing(false)} />
    </Page>
  );
}
