import { App, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { DutyPerson, DutyRequest, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './Roster.module.css';
import { slotText } from './SlotDrawer.tsx';

const words = dutyRosterPageMessages.requests;
const LOOK = { waiting: 'waiting', approved: 'ok', rejected: 'fault', withdrawn: 'off' } as const;
const MOST_SHOWN = 20;

/** Swaps, substitutes and leave that wait, or all of them; decided here by somebody who did not ask. */
export function RequestsPanel({ month, own }: { month: RosterMonth; own: DutyPerson | undefined }) {
  const [all, setAll] = useState(false);
  const [rejecting, setRejecting] = useState<DutyRequest>();
  const read = useRead(['duty', 'requests', all], ({ signal }) =>
    client.duty.roster.requests(
      { offset: 0, limit: MOST_SHOWN, ...(all ? {} : { states: ['waiting'] }) },
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
                <RequestLine
                  key={request.id}
                  request={request}
                  isOwn={request.personId === own?.id}
                  onReject={() => setRejecting(request)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <RejectDrawer request={rejecting} onClose={() => setRejecting(undefined)} />
    </Section>
  );
}

function RequestLine({
  request,
  isOwn,
  onReject,
}: {
  request: DutyRequest;
  isOwn: boolean;
  onReject: () => void;
}) {
  const { message } = App.useApp();
  const mayDecide = useIsOne(['manager', 'supervisor']) && !isOwn;
  const act = useAct(
    (what: 'approve' | 'withdraw' | 'returned') => {
      const { id } = request;
      if (what === 'approve') return client.duty.roster.decide({ id, approved: true });
      return what === 'withdraw' ? client.duty.roster.withdraw({ id }) : client.duty.roster.returned({ id });
    },
    {
      topics: ['duty'],
      onDone: ({ state, returnedAt }) =>
        void message.success(
          returnedAt ? words.backed : state === 'withdrawn' ? words.withdrawn : words.decided.approved,
        ),
    },
  );
  const { leave, moves, state } = request;
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
      {request.decidedBy ? (
        <div className={styles.muted}>{words.by(request.decidedBy, request.note)}</div>
      ) : null}
      <ErrorNote error={act.error} />
      <div className={styles.acts}>
        {waiting && mayDecide ? (
          <>
            <Button size="small" type="primary" loading={act.busy} onClick={() => void act.run('approve')}>
              {words.approve}
            </Button>
            <Button size="small" onClick={onReject}>
              {words.reject}
            </Button>
          </>
        ) : null}
        {waiting && isOwn ? (
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

function RejectDrawer({ request, onClose }: { request: DutyRequest | undefined; onClose: () => void }) {
  const { message } = App.useApp();
  const reject = useAct(
    (input: { id: string; note: string }) => client.duty.roster.decide({ ...input, approved: false }),
    { topics: ['duty'], onDone: () => void message.success(words.decided.rejected) },
  );
  return (
    <FormDrawer<{ note: string }>
      open={request !== undefined}
      title={words.rejectTitle}
      initial={{}}
      submit={words.reject}
      busy={reject.busy}
      error={reject.error}
      onClose={() => {
        reject.clear();
        onClose();
      }}
      onSubmit={async ({ note }) =>
        request !== undefined && (await reject.run({ id: request.id, note })) !== undefined
      }
    >
      <Form.Item
        name="note"
        label={words.note}
        rules={[{ required: true, whitespace: true, message: words.needNote }]}
      >
        <Input.TextArea rows={3} maxLength={300} autoFocus />
      </Form.Item>
    </FormDrawer>
  );
}
