import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { changeorderPageMessages as words } from '../../../shared/messages/changeorderPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatCount } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { useTextQuestion } from '../../components/TextQuestion.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import styles from './ChangeorderPage.module.css';
import { stateLook } from './look.ts';
import { Steps } from './Steps.tsx';

const APPROVERS = ['manager', 'supervisor'] as const;
const OPEN: readonly Changeorder['state'][] = ['draft', 'rejected', 'failed'];

/** One order: where it stands, what may be done next, and all that is known of it. */
export function ChangeDetail({
  order,
  onEdit,
  onPrint,
}: {
  order: Changeorder;
  onEdit: () => void;
  onPrint: () => void;
}) {
  const { detail } = words;
  const when = (name: string | null, at: string | null) =>
    name ? `${name} ${at ? showInstant(at) : ''}` : null;
  const rows = (count: number | null) => (count === null ? '—' : formatCount(count));
  const facts: [string, ReactNode][] = [
    [detail.applicant, order.applicant],
    [detail.reason, order.reason],
    [detail.place, order.table ? `${order.connectionName} / ${order.table}` : order.connectionName],
    [
      detail.sql,
      <pre key="sql" className={styles.sql}>
        {order.sql}
      </pre>,
    ],
    [detail.rows, `${rows(order.predictedRows)} / ${rows(order.actualRows)}`],
  ];
  if (order.failure) facts.unshift([detail.failure, order.failure]);
  if (order.approvalNote) facts.push([detail.note, order.approvalNote]);
  if (order.incident) facts.push([detail.incident, order.incident]);
  if (order.primaryKey.length > 0) facts.push([detail.key, order.primaryKey.join('、')]);
  if (order.imageFile) facts.push([detail.image, detail.imageHint(order.imageFile, order.imageDigest)]);
  if (order.undoneAt)
    facts.push([detail.undo, `${when(order.undoneBy, order.undoneAt)}：${order.undoReason}`]);
  return (
    <>
      <p className={styles.head}>
        <StateTag state={stateLook[order.state]} text={changeorderMessages.states[order.state]} />{' '}
        {order.title}
      </p>
      <Steps order={order} />
      <Acts order={order} onEdit={onEdit} onPrint={onPrint} />
      <Facts items={facts} />
    </>
  );
}

/** Only what this person may do now. */
function Acts({ order, onEdit, onPrint }: { order: Changeorder; onEdit: () => void; onPrint: () => void }) {
  const { modal } = App.useApp();
  const { acts, ask } = words;
  const question = useTextQuestion(['changeorder', 'jobs']);
  const me = useSession()?.operator.id;
  const mayWork = useMayWork();
  const mayApprove = useIsOne(APPROVERS);
  const act = useAct((run: () => Promise<unknown>) => run(), { topics: ['changeorder', 'jobs'] });
  const { id, number, state } = order;
  const own = order.authorId === me;

  const execute = () =>
    modal.confirm({
      title: ask.executeTitle(number),
      content: ask.executeText(formatCount(order.predictedRows ?? 0)),
      okText: acts.execute,
      onOk: () => act.run(() => client.changeorder.execute({ id })),
    });
  const remove = () =>
    modal.confirm({
      title: ask.removeTitle(number),
      content: ask.removeText,
      okText: acts.remove,
      okButtonProps: { danger: true },
      onOk: () => act.run(() => client.changeorder.remove({ id })),
    });

  return (
    <>
      <div className={styles.acts}>
        {mayWork && OPEN.includes(state) ? (
          <Button
            type="primary"
            loading={act.busy}
            onClick={() => void act.run(() => client.changeorder.submit({ id }))}
          >
            {acts.submit}
          </Button>
        ) : null}
        {mayWork && own && OPEN.includes(state) ? <Button onClick={onEdit}>{acts.edit}</Button> : null}
        {mayWork && own && state === 'draft' ? (
          <Button danger onClick={remove}>
            {acts.remove}
          </Button>
        ) : null}
        {mayApprove && state === 'submitted' && !own ? (
          <>
            <Button
              type="primary"
              loading={act.busy}
              onClick={() => void act.run(() => client.changeorder.approve({ id, approved: true }))}
            >
              {acts.approve}
            </Button>
            <Button
              onClick={() =>
                question.ask({
                  title: ask.rejectTitle,
                  label: ask.rejectTitle,
                  submit: acts.reject,
                  most: 300,
                  run: (note) => client.changeorder.approve({ id, approved: false, note }),
                })
              }
            >
              {acts.reject}
            </Button>
          </>
        ) : null}
        {mayWork && state === 'approved' ? (
          <Button type="primary" loading={act.busy} onClick={execute}>
            {acts.execute}
          </Button>
        ) : null}
        {(state === 'executed' || state === 'undone') && order.executor && !order.reviewer ? (
          <Button onClick={() => void act.run(() => client.changeorder.review({ id }))}>{acts.review}</Button>
        ) : null}
        {mayWork && state === 'executed' ? (
          <Button
            danger
            onClick={() =>
              question.ask({
                title: ask.undoTitle(number),
                label: ask.undoReason,
                submit: acts.undo,
                most: 300,
                run: (reason) => client.changeorder.undo({ id, reason }),
              })
            }
          >
            {acts.undo}
          </Button>
        ) : null}
        <Button onClick={onPrint}>{acts.print}</Button>
      </div>
      {state === 'submitted' && mayApprove && own ? <p className={styles.muted}>{words.ownHint}</p> : null}
      <ErrorNote error={act.error} />
      {question.drawer}
    </>
  );
}
