import { App, Button } from 'antd';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import { ENGINE_NAMES } from '../../../shared/messages/datacenter.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './DatacenterPage.module.css';
import { FilesActions } from './FilesActions.tsx';
import { FilesLine } from './FilesLine.tsx';
import { TestResult } from './TestResult.tsx';

const words = datacenterPageMessages.list;

/** Where a connection leads, without user or password. */
function place({ engine, file, files, host, port, database }: SavedConnection): string {
  if (files) return files.folder;
  return engine === 'sqlite' ? file : `${host}:${port}${database ? `/${database}` : ''}`;
}

/** One saved connection with its test, and what may be done with it. */
export function ConnectionRow({
  connection,
  mayWork,
  shown,
  onShow,
  onEdit,
}: {
  connection: SavedConnection;
  mayWork: boolean;
  /** Whether its health stands above. */
  shown: boolean;
  onShow: () => void;
  onEdit: () => void;
}) {
  const { message, modal } = App.useApp();
  const { id, name } = connection;
  const test = useAct(() => client.datacenter.test({ id }));
  const makeDefault = useAct(() => client.datacenter.setDefault({ id }), { topics: ['datacenter'] });
  const remove = useAct(() => client.datacenter.remove({ id }), {
    topics: ['datacenter'],
    onDone: () => void message.success(datacenterPageMessages.removed(name)),
  });
  const askToRemove = () =>
    modal.confirm({
      title: words.removeTitle(name),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.run(undefined),
    });
  const error = test.error ?? makeDefault.error ?? remove.error;

  return (
    <li>
      <div className={styles.name}>
        {name}
        {connection.isDefault ? <StateTag state="ok" text={words.isDefault} /> : null}
      </div>
      <div className={styles.actions}>
        {connection.filesStand ? <FilesActions connection={connection} mayWork={mayWork} /> : null}
        <Button size="small" disabled={shown} onClick={onShow}>
          {words.health}
        </Button>
        {mayWork ? (
          <>
            <Button size="small" loading={test.busy} onClick={() => void test.run(undefined)}>
              {test.busy ? words.testing : words.test}
            </Button>
            {connection.isDefault ? null : (
              <Button size="small" loading={makeDefault.busy} onClick={() => void makeDefault.run(undefined)}>
                {words.makeDefault}
              </Button>
            )}
            <Button size="small" onClick={onEdit}>
              {words.edit}
            </Button>
            <Button size="small" danger loading={remove.busy} onClick={askToRemove}>
              {words.remove}
            </Button>
          </>
        ) : null}
      </div>
      <div className={styles.meta}>
        <span>{connection.files ? exportFilesMessages.kind : ENGINE_NAMES[connection.engine]}</span>
        <span>{place(connection)}</span>
        {connection.engine === 'sqlite' ? null : (
          <>
            <span>{`${words.user} ${connection.user}`}</span>
            <span>{connection.hasPassword ? words.hasPassword : words.noPassword}</span>
          </>
        )}
        <span>
          {words.updated(connection.updatedBy)} <Instant value={connection.updatedAt} />
        </span>
      </div>
      {connection.filesStand ? <FilesLine stand={connection.filesStand} /> : null}
      {error ? (
        <div className={styles.result}>
          <ErrorNote error={error} />
        </div>
      ) : null}
      {test.answer && !test.busy ? (
        <div className={styles.result}>
          <TestResult
            test={test.answer}
            extra={
              <Button size="small" type="text" onClick={test.clear}>
                {words.close}
              </Button>
            }
          />
        </div>
      ) : null}
    </li>
  );
}
