import { Button, Space } from 'antd';
import { useState } from 'react';
import type { Standard, StandardWrite } from '../../../shared/contract/standards.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import { standardsWritePageMessages as words } from '../../../shared/messages/standardsWritePage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import { PlanStatements } from './PlanStatements.tsx';
import styles from './StandardsPage.module.css';
import { type AskedWrite, WriteDrawer } from './WriteDrawer.tsx';

const SHOWN = 100;
const STATES = { prepared: 'warn', done: 'ok', undone: 'off' } as const;
const MANAGER = ['manager'] as const;

/** What the version in force changes in the centre's own table: seen first, then written with a reason, and put back. */
export function WriteView({ kind, mayWork }: { kind: Standard['kind']; mayWork: boolean }) {
  const isManager = useIsOne(MANAGER);
  const [asked, setAsked] = useState<AskedWrite>();
  const [open, setOpen] = useState(false);
  const ask = (what: AskedWrite) => {
    setAsked(what);
    setOpen(true);
  };
  const plan = useAct(() => client.standards.writePlan({ kind, most: SHOWN }));
  const writes = useRead(['standards', 'writes', kind], ({ signal }) =>
    client.standards.writes({ kind }, { signal }),
  );
  const found = plan.answer;
  const total = found ? found.inserted + found.updated : 0;
  return (
    <Section
      title={words.title}
      note={words.note}
      extra={
        mayWork ? (
          <Button size="small" loading={plan.busy} onClick={() => void plan.run(undefined)}>
            {words.plan}
          </Button>
        ) : null
      }
    >
      <ErrorNote error={plan.error} />
      {found && total === 0 ? <StateTag state="ok" plain text={words.same(found.connectionName)} /> : null}
      {found && total > 0 ? (
        <div className={styles.write}>
          <p>
            {words.difference(
              found.connectionName,
              found.versionName,
              standardsMessages.writing.counts(found.inserted, found.updated, found.kept),
            )}{' '}
            {isManager ? null : words.managerOnly}
          </p>
          <Space wrap>
            {isManager ? (
              <Button
                size="small"
                type="primary"
                onClick={() => ask({ act: 'write', kind, version: found.versionName })}
              >
                {words.write}
              </Button>
            ) : null}
            <Button size="small" onClick={() => ask({ act: 'order', kind, version: found.versionName })}>
              {words.order}
            </Button>
            <PlanStatements kind={kind} plan={found} />
          </Space>
          <details>
            <summary>{words.statements(found.statements.length, total)}</summary>
            <pre className={styles.statements}>{found.statements.map((sql) => `${sql};`).join('\n')}</pre>
          </details>
        </div>
      ) : null}
      {!found && writes.data?.length === 0 ? <p className={styles.never}>{words.never}</p> : null}
      <ul className={styles.switches}>
        {(writes.data ?? []).map((one) => (
          <Receipt
            key={one.id}
            write={one}
            onUndo={
              isManager ? () => ask({ act: 'undo', kind, version: one.versionName, id: one.id }) : undefined
            }
          />
        ))}
      </ul>
      <WriteDrawer asked={asked} open={open} onClose={() => setOpen(false)} onDone={plan.clear} />
    </Section>
  );
}

function Receipt({ write, onUndo }: { write: StandardWrite; onUndo: (() => void) | undefined }) {
  return (
    <li>
      <StateTag plain state={STATES[write.state]} text={words.states[write.state]} />
      <span>{`${write.versionName} → ${write.connectionName}`}</span>
      <span>{standardsMessages.writing.counts(write.inserted, write.updated, write.kept)}</span>
      <span className={styles.muted}>
        {write.reason}　{words.by(write.writtenBy)} <Instant value={write.writtenAt} form="recent" />
      </span>
      {write.undoneBy ? (
        <span className={styles.muted}>{`${write.undoReason}（${write.undoneBy}）`}</span>
      ) : null}
      {onUndo && write.state !== 'undone' ? (
        <Button size="small" onClick={onUndo}>
          {words.undo}
        </Button>
      ) : null}
    </li>
  );
}
