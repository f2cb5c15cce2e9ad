import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Fact, FileInput } from '../../../shared/contract/assessment.ts';
import { showInstant, weekday } from '../../../shared/domain/time.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages as words } from '../../../shared/messages/assessmentPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import styles from './AssessmentPage.module.css';
import { Evidence } from './Evidence.tsx';
import { readFiles } from './EvidenceField.tsx';
import { isCounted, ruleText, signedPoints, stateLook } from './look.ts';
import { type Reasoned, ReasonForm } from './ReasonForm.tsx';

/** One fact: where it stands, what may be done next, its evidence, and every step taken on it. */
export function FactDetail({ fact, onConfirm }: { fact: Fact; onConfirm: () => void }) {
  const { detail } = words;
  const who = (name: string | null, at: string | null) =>
    name ? `${name}${at ? ` ${showInstant(at)}` : ''}` : null;
  const effect = isCounted(fact.state)
    ? detail.counted
    : fact.state === 'proposed'
      ? detail.pending
      : detail.notCounted;
  const facts: [string, ReactNode][] = [
    [detail.effect, `${signedPoints(fact.effect)} ${effect}`],
    [detail.rule, `${assessmentMessages.items[fact.item]}：${ruleText(fact)}`],
    [detail.date, `${fact.date} ${weekday(fact.date)}`],
    [detail.person, fact.person || detail.none],
    [
      detail.source,
      <span key="source">
        {assessmentMessages.sources[fact.source] ?? fact.source}{' '}
        {fact.link ? <Link to={fact.link}>{detail.open}</Link> : null}
      </span>,
    ],
    [detail.evidence, fact.evidence || detail.none],
  ];
  if (fact.appeal) facts.push([detail.appeal, `${who(fact.appealedBy, fact.appealedAt)}：${fact.appeal}`]);
  if (fact.acknowledgedBy) facts.push([detail.acknowledged, who(fact.acknowledgedBy, fact.acknowledgedAt)]);
  return (
    <>
      <p className={styles.head}>
        <StateTag state={stateLook[fact.state]} text={assessmentMessages.states[fact.state]} /> {fact.text}
      </p>
      <Acts fact={fact} onConfirm={onConfirm} />
      <Facts items={facts} />
      <History fact={fact} />
    </>
  );
}

/** Only what this person may do now. */
function Acts({ fact, onConfirm }: { fact: Fact; onConfirm: () => void }) {
  const { modal } = App.useApp();
  const { acts, ask } = words;
  const mayWork = useMayWork();
  const manager = useIsOne(['manager']);
  const customer = useIsOne(['supervisor']);
  const act = useAct((run: () => Promise<unknown>) => run(), { topics: ['assessment'] });
  const { id, state } = fact;
  const bonus = fact.type === 'bonus';

  const withReason = (
    title: string,
    label: string,
    run: (given: { reason: string; files: FileInput[] }) => Promise<unknown>,
  ) => {
    let given: Reasoned = { reason: '', files: [] };
    const question = modal.confirm({
      title: `${title} ${fact.number}`,
      width: 480,
      content: (
        <ReasonForm
          label={label}
          onChange={(next) => {
            given = next;
            question.update({ okButtonProps: { disabled: next.reason.trim() === '' } });
          }}
        />
      ),
      okText: title,
      okButtonProps: { disabled: true },
      onOk: () => act.run(async () => run({ reason: given.reason, files: await readFiles(given.files) })),
    });
  };
  const buttons: ReactNode[] = [];
  const button = (title: string, onClick: () => void, primary = false) =>
    buttons.push(
      <Button key={title} {...(primary ? { type: 'primary' } : {})} loading={act.busy} onClick={onClick}>
        {title}
      </Button>,
    );
  if (state === 'proposed' && (customer || (manager && !bonus)))
    button(bonus ? acts.approve : acts.confirm, onConfirm, true);
  if (state === 'proposed' && customer)
    button(acts.reject, () =>
      withReason(acts.reject, ask.reject, (given) => client.assessment.reject({ id, ...given })),
    );
  if (state === 'confirmed' && manager && !bonus && !fact.acknowledgedBy)
    button(acts.acknowledge, () => void act.run(() => client.assessment.acknowledge({ id })), true);
  if (state === 'confirmed' && mayWork && !bonus)
    button(acts.appeal, () =>
      withReason(acts.appeal, ask.appeal, (given) => client.assessment.appeal({ id, ...given })),
    );
  if (state === 'appealed' && customer) {
    const decide = (granted: boolean) => (given: { reason: string; files: FileInput[] }) =>
      client.assessment.decideAppeal({ id, granted, ...given });
    button(acts.uphold, () => withReason(acts.uphold, ask.uphold, decide(false)), true);
    button(acts.grant, () => withReason(acts.grant, ask.grant, decide(true)));
  }
  if (isCounted(state) && customer)
    button(acts.void, () =>
      withReason(acts.void, ask.void, (given) => client.assessment.voidFact({ id, ...given })),
    );
  if ((state === 'rejected' || state === 'voided') && customer)
    button(acts.reopen, () =>
      withReason(acts.reopen, ask.reopen, (given) => client.assessment.reopen({ id, ...given })),
    );
  const waitsForCustomer = !customer && (state === 'appealed' || (state === 'proposed' && bonus));
  return (
    <>
      {buttons.length > 0 ? <div className={styles.acts}>{buttons}</div> : null}
      {waitsForCustomer ? <p className={styles.muted}>{words.customerHint}</p> : null}
      <ErrorNote error={act.error} />
    </>
  );
}

function History({ fact }: { fact: Fact }) {
  const read = useRead(['assessment', 'fact', fact.id], ({ signal }) =>
    client.assessment.fact({ id: fact.id }, { signal }),
  );
  return (
    <Loaded read={read} lines={2}>
      {({ events, files }) => (
        <>
          <Evidence factId={fact.id} files={files} />
          <ol className={styles.history} aria-label={words.detail.history}>
            {events.map(({ at, by, act, note }) => (
              <li key={`${at} ${act}`}>
                {assessmentMessages.acts[act]} <span>{`${by} ${showInstant(at)}`}</span>
                {note ? <div>{note}</div> : null}
              </li>
            ))}
          </ol>
        </>
      )}
    </Loaded>
  );
}
