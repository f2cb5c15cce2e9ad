import { Button } from 'antd';
import { useState } from 'react';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
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
  const [shown, setShown] = useState<string>();
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
      {chosen ? <HealthBoard connection={chosen} mayWork={mayWork} /> : null}
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
