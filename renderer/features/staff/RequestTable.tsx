import { Button, Form, Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { ExpertRequest } from '../../../shared/contract/staff.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { BundleDrawer } from './BundleDrawer.tsx';
import { requestLook } from './look.ts';
import styles from './StaffPage.module.css';

const words = staffPageMessages.requests;
const TOPICS = { topics: ['staff'] };
const load = ({ offset, limit }: TableQuery) => client.staff.requests({ offset, limit });

/** What the remote experts were asked, what they said, and what came of it. */
export function RequestTable() {
  const columns = useMemo<TableColumn<ExpertRequest>[]>(
    () => [
      {
        field: 'number',
        title: words.number,
        width: 158,
        render: ({ number }) => <span className={styles.number}>{number}</span>,
      },
      {
        field: 'state',
        title: words.state,
        width: 104,
        value: ({ state }) => staffMessages.requestStates[state],
        render: ({ state }) => (
          <StateTag state={requestLook[state]} text={staffMessages.requestStates[state]} plain />
        ),
      },
      { field: 'title', title: words.title, flex: 2, minWidth: 200 },
      {
        field: 'urgency',
        title: words.urgency,
        width: 96,
        value: ({ urgency }) => staffMessages.urgencies[urgency],
      },
      { field: 'expert', title: words.expert, width: 96 },
      { field: 'author', title: words.author, width: 96 },
      { field: 'bundleAt', title: words.bundle, kind: 'instant', width: 178 },
    ],
    [],
  );
  return (
    <DataTable<ExpertRequest>
      name="staff.requests"
      columns={columns}
      rowId={({ id }) => id}
      load={load}
      topics={['staff']}
      empty={words.empty}
      detail={(request) => <RequestDetail key={request.id} request={request} />}
      detailTitle={({ number }) => number}
      exports={{ title: words.exportTitle, record: (what) => client.audit.recordExport(what) }}
    />
  );
}

function RequestDetail({ request }: { request: ExpertRequest }) {
  const mayWork = useMayWork();
  const expert = useSession()?.operator.role === 'expert';
  const [open, setOpen] = useState<'answer' | 'close' | 'bundle'>();
  const leave = () => setOpen(undefined);
  const at = (who: string | null, when: string | null) => (who && when ? `${who} ${showInstant(when)}` : '');
  const facts: [string, ReactNode][] = [
    [words.urgency, staffMessages.urgencies[request.urgency]],
    [words.description, <LongText key="description" value={request.description} lines={8} />],
    [words.expert, request.expert || '—'],
    [words.channel, request.channel || '—'],
  ];
  if (request.link) facts.push([words.link, request.link]);
  facts.push([words.author, `${request.author} ${showInstant(request.createdAt)}`]);
  if (request.answer) {
    facts.push([words.answer, <LongText key="answer" value={request.answer} lines={8} />]);
    facts.push([words.answeredBy, at(request.answeredBy, request.answeredAt)]);
  }
  if (request.conclusion)
    facts.push([words.conclusion, `${request.conclusion}（${at(request.closedBy, request.closedAt)}）`]);
  if (request.bundleAt)
    facts.push([
      words.bundle,
      `${words.bundleAt} ${showInstant(request.bundleAt)}，SHA-256 ${request.bundleDigest.slice(0, 16)}…`,
    ]);
  return (
    <>
      <p className={styles.head}>
        <StateTag state={requestLook[request.state]} text={staffMessages.requestStates[request.state]} />
        {request.title}
      </p>
      <div className={styles.acts}>
        {(mayWork || expert) && request.state !== 'closed' ? (
          <Button type={request.state === 'open' ? 'primary' : 'default'} onClick={() => setOpen('answer')}>
            {words.answer}
          </Button>
        ) : null}
        {mayWork && request.state === 'answered' ? (
          <Button type="primary" onClick={() => setOpen('close')}>
            {words.close}
          </Button>
        ) : null}
        {mayWork ? <Button onClick={() => setOpen('bundle')}>{words.bundle}</Button> : null}
      </div>
      <Facts items={facts} />
      <AnswerDrawer open={open === 'answer'} request={request} expert={expert} onClose={leave} />
      <CloseDrawer open={open === 'close'} request={request} onClose={leave} />
      <BundleDrawer open={open === 'bundle'} request={request} onClose={leave} />
    </>
  );
}

interface DrawerProps {
  open: boolean;
  request: ExpertRequest;
  onClose: () => void;
}

function AnswerDrawer({ open, request, expert, onClose }: DrawerProps & { expert: boolean }) {
  const answer = useAct(
    (input: { answer: string; answeredBy?: string }) => client.staff.answer({ id: request.id, ...input }),
    TOPICS,
  );
  return (
    <FormDrawer<{ answer: string; answeredBy?: string }>
      open={open}
      title={words.answerTitle(request.number)}
      draft={`staff.answer.${request.id}`}
      initial={{ answer: request.answer, answeredBy: request.answeredBy ?? request.expert }}
      busy={answer.busy}
      error={answer.error}
      onClose={() => {
        answer.clear();
        onClose();
      }}
      onSubmit={async (input) => (await answer.run(input)) !== undefined}
    >
      <Form.Item name="answer" label={words.answer} rules={needed(words.answer)}>
        <Input.TextArea autoFocus autoSize={{ minRows: 6, maxRows: 16 }} maxLength={10_000} />
      </Form.Item>
      {expert ? null : (
        <Form.Item name="answeredBy" label={words.answeredBy} rules={needed(words.answeredBy)}>
          <Input maxLength={40} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

function CloseDrawer({ open, request, onClose }: DrawerProps) {
  const close = useAct(
    (input: { conclusion: string }) => client.staff.close({ id: request.id, ...input }),
    TOPICS,
  );
  return (
    <FormDrawer<{ conclusion: string }>
      open={open}
      title={words.closeTitle(request.number)}
      initial={{}}
      submit={words.close}
      busy={close.busy}
      error={close.error}
      onClose={() => {
        close.clear();
        onClose();
      }}
      onSubmit={async (input) => (await close.run(input)) !== undefined}
    >
      <Form.Item name="conclusion" label={words.conclusion} rules={needed(words.conclusion)}>
        <Input.TextArea autoFocus rows={4} maxLength={2_000} />
      </Form.Item>
    </FormDrawer>
  );
}
