import { App, Button, Segmented } from 'antd';
import { useState } from 'react';
import type { DutyPerson, DutyRequest, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { AnswerDrawer, type Answering } from './AnswerDrawer.tsx';
import styles from './Roster.module.css';
import { slotText } from './SlotDrawer.tsx';

const words = dutyRosterPageMessages.requests;
const LOOK = {
  asked: 'waiting',
  waiting: 'waiting',
  approved: 'ok',
  rejected: 'fault',
  declined: 'fault',
  withdrawn: 'off',
} as const;
const ANSWER_LOOK = { agreed: 'ok', declined: 'fault', open: 'waiting' } as const;
const MOST_SHOWN = 20;

/** Swaps, substitutes and leave that wait, or all of them; answered here by whoever would take a duty, then decided by somebody else. */
export function RequestsPanel({ month, own }: { month: RosterMonth; own: DutyPerson | undefined }) {
  const [all, setAll] = useState(false);
  const [answering, setAnswering] = useState<Answering>();
  const read = useRead(['duty', 'requests', all], ({ signal }) =>
    client.duty.roster.requests(
      { offset: 0, limit: MOST_SHOWN, ...(all ? {} : { states: ['asked', 'waiting'] }) },
      { signal },
    ),
  );
  if (month.people.length === 0) return null;
  return (
    <Section
      title={words.title}
      extra={
        <Segmented<boolean>
          size="small"
          value={all}
          options={[
            { value: false, label: words.waiting },
            { value: true, label: words.all },
          ]}
          onChange={setAll}
        />
      }
      flush
    >
      <Loaded read={read} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={words.none} hint={words.noneHint} />
          ) : (
            <ul className={styles.lines}>
              {rows.map((request) => (
                <RequestLine key={request.id} request={request} own={own} onAnswer={setAnswering} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <AnswerDrawer answering={answering} onClose={() => setAnswering(undefined)} />
    </Section>
  );
}

function RequestLine({
  request,
  own,
  onAnswer,
}: {
  request: DutyRequest;
  own: DutyPerson | undefined;
  onAnswer: (answering: Answering) => void;
}) {
  const { message } = App.useApp();
  const isOwn = request.personId === own?.id;
  const { leave, moves, state, consents } = request;
  const asked = state === 'asked';
  const mine = consents.find(({ personId }) => personId === own?.id);
  const mayDecide = useIsOne(['manager', 'supervisor']) && !isOwn && !mine;
  const mayWork = useMayWork();
  const act = useAct(
    (what: 'approve' | 'agree' | 'withdraw' | 'returned') => {
      const { id } = request;
      if (what === 'agree') return client.duty.roster.consent({ id, agreed: true });
      if (what === 'approve') return client.duty.roster.decide({ id, approved: true });
      return what === 'withdraw' ? client.duty.roster.withdraw({ id }) : client.duty.roster.returned({ id });
    },
    {
      topics: ['duty'],
      onDone: ({ state, returnedAt }) =>
        void message.success(
          returnedAt
            ? words.backed
            : state === 'withdrawn'
              ? words.withdrawn
              : state === 'approved'
                ? words.decided.approved
                : words.decided.agreed,
        ),
    },
  );
  const waiting = state === 'waiting';
  return (
    <li className={styles.request}>
      <div className={styles.requestHead}>
        <strong>
          {request.personName} {dutyRosterMessages.requestKinds[request.kind]}
          {leave ? `（${dutyRosterMessages.leaveKinds[leave.kind]}）` : ''}
        </strong>
        <StateTag state={LOOK[state]} text={dutyRosterMessages.requestStates[state]} plain />
      </div>
      {leave ? (
        <div>
          {words.span(
            `${leave.fromDay} ${dutyRosterMessages.halves[leave.fromHalf]}`,
            `${leave.toDay} ${dutyRosterMessages.halves[leave.toHalf]}`,
          )}
        </div>
      ) : null}
      {moves.map((move) => (
        <div key={slotText(move)}>{words.move(slotText(move), move.fromName, move.toName)}</div>
      ))}
      <div className={styles.muted}>
        {request.reason} · <Instant value={request.createdAt} form="recent" />
      </div>
      {consents.map((each) => (
        <div key={each.personId} className={styles.consent}>
          <StateTag
            state={ANSWER_LOOK[each.answer ?? 'open']}
            text={words.answers[each.answer ?? 'open'](each.name)}
            plain
          />
          {each.answer && each.note ? (
            <span className={styles.muted}>
              {each.answeredBy && each.answeredBy !== each.name
                ? words.noted(each.answeredBy, each.note)
                : each.note}
            </span>
          ) : null}
          {asked && each.answer === null && !each.hasAccount && mayWork && !isOwn ? (
            <Button
              size="small"
              onClick={() => onAnswer({ kind: 'behalf', request, personId: each.personId, name: each.name })}
            >
              {words.behalf}
            </Button>
          ) : null}
        </div>
      ))}
      {request.decidedBy && state !== 'declined' ? (
        <div className={styles.muted}>{words.by(request.decidedBy, request.note)}</div>
      ) : null}
      <ErrorNote error={act.error} />
      <div className={styles.acts}>
        {waiting && mayDecide ? (
          <>
            <Button size="small" type="primary" loading={act.busy} onClick={() => void act.run('approve')}>
              {words.approve}
            </Button>
            <Button size="small" onClick={() => onAnswer({ kind: 'reject', request })}>
              {words.reject}
            </Button>
          </>
        ) : null}
        {asked && mine?.answer === null ? (
          <>
            <Button size="small" type="primary" loading={act.busy} onClick={() => void act.run('agree')}>
              {words.agree}
            </Button>
            <Button size="small" onClick={() => onAnswer({ kind: 'decline', request })}>
              {words.decline}
            </Button>
          </>
        ) : null}
        {(waiting || asked) && isOwn ? (
          <Button size="small" loading={act.busy} onClick={() => void act.run('withdraw')}>
            {words.withdraw}
          </Button>
        ) : null}
        {isOwn && leave && state === 'approved' && !request.returnedAt ? (
          <Button size="small" loading={act.busy} onClick={() => void act.run('returned')}>
            {words.returned}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
