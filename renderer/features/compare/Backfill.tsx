import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { CompareRun } from '../../../shared/contract/compare.ts';
import { comparePageMessages } from '../../../shared/messages/comparePage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './ComparePage.module.css';

const words = comparePageMessages.backfill;

/** Brings what is missing into the centre: a rehearsal first, then the writing itself. */
export function Backfill({ run, totals }: { run: CompareRun; totals: NonNullable<CompareRun['totals']> }) {
  const { modal } = App.useApp();
  const [updates, setUpdates] = useState(false);
  const done = useRead(['compare', 'backfills', run.id], ({ signal }) =>
    client.compare.backfills({ runId: run.id }, { signal }),
  );
  const start = useAct((dryRun: boolean) => client.compare.backfill({ runId: run.id, dryRun, updates }), {
    topics: ['compare', 'jobs'],
  });
  const rehearsed = done.data?.find(
    (each) => each.dryRun && each.updates === updates && each.state === 'finished',
  );
  const nothing = totals.missing === 0 && (!updates || totals.different === 0);
  const write = () =>
    modal.confirm({
      title: words.ask(rehearsed?.inserted ?? totals.missing, rehearsed?.updated ?? 0),
      okText: words.confirm,
      onOk: () => start.run(false),
    });
  return (
    <Section title={words.title} note={words.note}>
      <div className={styles.backfill}>
        <Button disabled={nothing} loading={start.busy} onClick={() => void start.run(true)}>
          {words.dryRun}
        </Button>
        <Button disabled={nothing || !rehearsed} loading={start.busy} onClick={write}>
          {words.real}
        </Button>
        {totals.different > 0 ? (
          <Checkbox checked={updates} onChange={(event) => setUpdates(event.target.checked)}>
            {words.updates}
          </Checkbox>
        ) : null}
        {nothing ? <span className={styles.figureNote}>{words.nothing}</span> : null}
      </div>
      <ErrorNote error={start.error} />
      <Loaded read={done}>
        {(all) => (
          <ul className={styles.history}>
            {all.map((each) => (
              <li key={each.id}>
                <StateTag
                  state={each.state === 'finished' ? (each.dryRun ? 'unchecked' : 'ok') : 'running'}
                  text={each.dryRun ? words.rehearsal : words.written}
                  plain
                />
                <span>
                  {each.state === 'finished'
                    ? words.counts(each.inserted, each.updated, each.present, each.gone, each.dryRun)
                    : words.unfinished}
                </span>
                <span className={styles.figureNote}>
                  {each.runBy} <Instant value={each.startedAt} form="recent" />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
