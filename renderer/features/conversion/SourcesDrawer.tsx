import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ConversionSource } from '../../../shared/contract/conversion.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './ConversionPage.module.css';
import { SourceForm } from './SourceForm.tsx';

const words = conversionPageMessages.source;
/** The data centre itself: always there. */
const DEFAULT_ID = 'datacenter';

/** The sources RTF comes from: the data centre, courts' production databases, front-end folders. */
export function SourcesDrawer({
  open,
  mayWork,
  onClose,
}: {
  open: boolean;
  mayWork: boolean;
  onClose: () => void;
}) {
  const [editing, setEditing] = useState(false);
  const [subject, setSubject] = useState<ConversionSource>();
  const edit = (source?: ConversionSource) => {
    setSubject(source);
    setEditing(true);
  };
  const sources = useRead(
    ['conversion', 'sources'],
    ({ signal }) => client.conversion.sources(undefined, { signal }),
    { enabled: open },
  );
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={words.title}
      size={640}
      extra={
        mayWork ? (
          <Button type="primary" onClick={() => edit()}>
            {words.add}
          </Button>
        ) : null
      }
    >
      <Loaded read={sources}>
        {(all) => (
          <ul className={styles.sourceList}>
            {all.map((source) => (
              <SourceLine key={source.id} source={source} mayWork={mayWork} onEdit={() => edit(source)} />
            ))}
          </ul>
        )}
      </Loaded>
      <SourceForm open={editing} source={subject} onClose={() => setEditing(false)} />
    </Drawer>
  );
}

function SourceLine({
  source,
  mayWork,
  onEdit,
}: {
  source: ConversionSource;
  mayWork: boolean;
  onEdit: () => void;
}) {
  const { message, modal } = App.useApp();
  const remove = useAct(() => client.conversion.removeSource({ id: source.id }), {
    topics: ['conversion'],
    onDone: () => void message.success(words.removed(source.name)),
  });
  const run = useAct(
    () => client.conversion.run({ sourceIds: [source.id], outsideWindow: 'ignore', searchAll: true }),
    { topics: ['conversion', 'jobs'] },
  );
  const ask = () =>
    modal.confirm({
      title: words.removeTitle(source.name),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.run(undefined),
    });
  const { window, ratePerMinute, target } = source;
  return (
    <li className={styles.source}>
      <div className={styles.sourceHead}>
        <span className={styles.sourceName}>{source.name}</span>
        <StateTag
          state={source.enabled ? 'ok' : 'off'}
          text={source.enabled ? words.enabled : words.disabled}
          plain
        />
        {mayWork ? (
          <>
            <Button size="small" loading={run.busy} onClick={() => void run.run(undefined)}>
              {words.runNow}
            </Button>
            <Button size="small" onClick={onEdit}>
              {words.edit}
            </Button>
            {source.id === DEFAULT_ID ? null : (
              <Button size="small" danger loading={remove.busy} onClick={ask}>
                {words.remove}
              </Button>
            )}
          </>
        ) : null}
      </div>
      <div className={styles.sourceMeta}>
        <span>{words.kinds[source.kind]}</span>
        {source.folder ? <span>{source.folder}</span> : null}
        <span>{target.kind === 'table' ? words.to.table(target.table) : words.to.folder(target.folder)}</span>
      </div>
      <div className={styles.sourceMeta}>
        <span>{window ? words.window(window.from, window.to) : words.anyTime}</span>
        <span>{ratePerMinute > 0 ? words.rate(ratePerMinute) : words.noRate}</span>
        <span>
          {words.searched} <Instant value={source.searchedAt} form="recent" />
        </span>
        <span>
          {words.succeeded} <Instant value={source.succeededAt} form="recent" />
        </span>
      </div>
      {source.lastError ? (
        <div className={styles.sourceError}>
          {words.lastError}
          {source.lastError}
        </div>
      ) : null}
      <ErrorNote error={remove.error ?? run.error} />
    </li>
  );
}
