import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { CompareDefinition } from '../../../shared/contract/compare.ts';
import { credibilityText } from '../../../shared/domain/credibility.ts';
import { comparePageMessages as words } from '../../../shared/messages/comparePage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatCount } from '../../components/format.ts';
import { Empty, Loaded, Page, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './ComparePage.module.css';
import { DefinitionDrawer } from './DefinitionDrawer.tsx';
import { RunView } from './RunView.tsx';

/** Saved comparisons, and below the results of the chosen one. */
export default function ComparePage() {
  const mayWork = useMayWork();
  const navigate = useNavigate();
  const { id } = useParams();
  const [editing, setEditing] = useState(false);
  // Kept while the drawer slides out, so that its title stays what it was.
  const [subject, setSubject] = useState<CompareDefinition>();
  const edit = (definition?: CompareDefinition) => {
    setSubject(definition);
    setEditing(true);
  };
  const list = useRead(['compare', 'list'], ({ signal }) => client.compare.list(undefined, { signal }));
  const chosen = list.data?.find((definition) => definition.id === id) ?? list.data?.[0];
  const add = mayWork ? (
    <Button type="primary" onClick={() => edit()}>
      {words.add}
    </Button>
  ) : null;
  return (
    <Page title={words.title} says={words.says} primary={add}>
      <Loaded read={list}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.empty.title} hint={mayWork ? words.empty.hint : words.empty.notStaff} />
          ) : (
            <Section title={words.list.title} flush>
              <ul className={styles.list}>
                {all.map((definition) => (
                  <DefinitionRow
                    key={definition.id}
                    definition={definition}
                    chosen={definition.id === chosen?.id}
                    mayWork={mayWork}
                    onOpen={() => navigate(`/compare/${definition.id}`)}
                    onEdit={() => edit(definition)}
                  />
                ))}
              </ul>
            </Section>
          )
        }
      </Loaded>
      {chosen ? <RunView key={chosen.id} definition={chosen} mayWork={mayWork} /> : null}
      <DefinitionDrawer open={editing} definition={subject} onClose={() => setEditing(false)} />
    </Page>
  );
}

function DefinitionRow({
  definition,
  chosen,
  mayWork,
  onOpen,
  onEdit,
}: {
  definition: CompareDefinition;
  chosen: boolean;
  mayWork: boolean;
  onOpen: () => void;
  onEdit: () => void;
}) {
  const { modal, message } = App.useApp();
  const start = useAct(() => client.compare.start({ id: definition.id }), { topics: ['compare', 'jobs'] });
  const remove = useAct(() => client.compare.remove({ id: definition.id }), {
    topics: ['compare'],
    onDone: () => void message.success(words.removed(definition.name)),
  });
  const askRemove = () =>
    modal.confirm({ title: words.removeAsk(definition.name), onOk: () => remove.run(undefined) });
  const run = async () => {
    onOpen();
    await start.run(undefined);
  };
  return (
    <li className={chosen ? `${styles.row} ${styles.chosen}` : styles.row}>
      <button type="button" className={styles.name} onClick={onOpen} aria-current={chosen}>
        {definition.name}
      </button>
      <span className={styles.place}>
        {words.list.between(definition.sourceName, definition.targetName)}
        <code>{definition.table}</code>
      </span>
      <span className={styles.last}>
        <LastRun definition={definition} />
      </span>
      {mayWork ? (
        <span className={styles.acts}>
          <Button size="small" loading={start.busy} onClick={run}>
            {words.start}
          </Button>
          <Button size="small" type="text" onClick={onEdit}>
            {words.edit}
          </Button>
          <Button size="small" type="text" danger onClick={askRemove}>
            {words.remove}
          </Button>
        </span>
      ) : null}
      <ErrorNote error={start.error ?? remove.error} />
    </li>
  );
}

function LastRun({ definition: { lastRun } }: { definition: CompareDefinition }) {
  if (!lastRun) return <StateTag state="unchecked" text={words.never} plain />;
  if (!lastRun.totals) return <Instant value={lastRun.startedAt} form="recent" />;
  const { missing, extra, different, credibility } = lastRun.totals;
  const equal = missing + extra + different === 0;
  const text = equal
    ? words.run.equal
    : `${words.run.missing} ${formatCount(missing)} · ${words.run.extra} ${formatCount(extra)} · ${words.run.different} ${formatCount(different)}`;
  return (
    <>
      <StateTag state={equal ? 'ok' : missing > 0 ? 'fault' : 'warn'} text={text} plain />
      {credibility === null ? null : (
        <span>{`${words.run.credibility} ${credibilityText(credibility)}`}</span>
      )}
      <Instant value={lastRun.startedAt} form="recent" />
    </>
  );
}
