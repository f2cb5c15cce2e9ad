import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { Loaded } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.templateDrawer;

/** What a template of a kind may name; a click copies it for Word. */
export function Placeholders({ kind }: { kind: string }) {
  const { message } = App.useApp();
  const [search, setSearch] = useState('');
  const read = useRead(['deliverables', 'placeholders', kind], ({ signal }) =>
    client.deliverables.placeholders({ kind }, { signal }),
  );
  const copy = async (name: string) => {
    await navigator.clipboard.writeText(name);
    void message.success(words.copied(name));
  };
  return (
    <>
      <Input
        allowClear
        autoFocus
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.placeholders}>
        <Loaded read={read} lines={8}>
          {(list) => (
            <table>
              <thead>
                <tr>
                  <th>{words.columns.name}</th>
                  <th>{words.columns.says}</th>
                  <th>{words.columns.group}</th>
                </tr>
              </thead>
              <tbody>
                {list
                  .map((line, place) => ({ ...line, id: `${place} ${line.name}` }))
                  .filter(({ name, says, group }) => `${name} ${says} ${group}`.includes(search.trim()))
                  .map((line) => (
                    <tr key={line.id}>
                      <td>
                        <Button type="link" size="small" onClick={() => void copy(line.name)}>
                          {line.name}
                        </Button>
                      </td>
                      <td>{line.says}</td>
                      <td>{line.group}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
        </Loaded>
      </div>
    </>
  );
}
