import { Button, Checkbox, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Replacement } from '../../../shared/contract/staff.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { StepLine } from '../../components/StepLine.tsx';
import { useTextQuestion } from '../../components/TextQuestion.tsx';
import { Day, Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { replacementLook } from './look.ts';
import styles from './StaffPage.module.css';

const words = staffPageMessages.replacements;
const TOPICS = { topics: ['staff'] };

interface Props {
  replacement: Replacement;
  onEdit: () => void;
  onPrint: () => void;
}

/** One replacement: its steps, what comes next, all that is known of it. */
export function ReplacementDetail(props: Props) {
  const { replacement } = props;
  const facts: [string, ReactNode][] = [
    [words.post, staffMessages.posts[replacement.post]],
    [words.cause, [staffMessages.causes[replacement.cause], replacement.reason].filter(Boolean).join('。')],
    [words.effectiveOn, <Day key="on" value={replacement.effectiveOn} />],
    [words.handover, words.fromTo(replacement.handoverFrom, replacement.handoverTo)],
  ];
  const optional: [string, ReactNode][] = [
    [words.handoverNote, replacement.handoverNote],
    [words.phone, replacement.phone],
    [words.level, replacement.level],
    [words.qualifications, replacement.qualifications],
    [words.filedTo, replacement.filedTo],
    [words.document, replacement.document],
    [
      words.approval,
      [replacement.approver, replacement.approvedOn, replacement.approvalNote].filter(Boolean).join(' '),
    ],
    [words.endNote, replacement.endNote],
  ];
  for (const [name, value] of optional)
    if (value) facts.push([name, <LongText key={name} value={String(value)} lines={5} />]);
  facts.push([
    words.author,
    <span key="author">
      {replacement.author} <Instant value={replacement.createdAt} form="recent" />
    </span>,
  ]);
  return (
    <>
      <p className={styles.head}>
        <StateTag state={replacementLook[replacement.state]} text={staffMessages.states[replacement.state]} />
        {replacement.leaving} → {replacement.successor}
        {replacement.keyPost ? (
          <span className={styles.kind}>{staffPageMessages.members.keyPost}</span>
        ) : null}
        {replacement.breaches.map((breach) => (
          <StateTag key={breach} state="fault" text={staffMessages.breaches[breach]} />
        ))}
      </p>
      <Steps replacement={replacement} />
      <Acts {...props} />
      <Facts items={facts} />
    </>
  );
}

function Steps({ replacement }: { replacement: Replacement }) {
  const { state, keyPost, filedOn, approvedOn, createdAt, effectiveOn } = replacement;
  const approval = state === 'rejected' ? 'failed' : !keyPost || approvedOn !== '';
  const steps = [
    { detail: beijingDay(createdAt), done: true },
    { detail: filedOn, done: filedOn !== '' },
    { detail: keyPost ? approvedOn : words.notNeeded, done: approval },
    { detail: effectiveOn, done: state === 'done' },
  ] as const;
  return <StepLine steps={steps.map((step, index) => ({ ...step, name: words.steps[index] ?? '' }))} />;
}

/** Only what this person may do now. */
function Acts({ replacement, onEdit, onPrint }: Props) {
  const { ask, drawer } = useTextQuestion(['staff']);
  const mayWork = useMayWork();
  const mayApprove = useIsOne(['supervisor']);
  const today = beijingDay(useNow(60_000));
  const [open, setOpen] = useState<'file' | 'complete'>();
  const act = useAct((run: () => Promise<unknown>) => run(), TOPICS);
  const { id, number, state, keyPost, effectiveOn } = replacement;
  const running = state !== 'done' && state !== 'cancelled';
  return (
    <>
      <div className={styles.acts}>
        {mayWork && state === 'draft' ? (
          <Button type="primary" onClick={() => setOpen('file')}>
            {words.file}
          </Button>
        ) : null}
        {mayApprove && keyPost && state === 'filed' ? (
          <>
            <Button
              type="primary"
              loading={act.busy}
              onClick={() => void act.run(() => client.staff.approve({ id, approved: true }))}
            >
              {words.approve}
            </Button>
            <Button
              onClick={() =>
                ask({
                  title: words.rejectTitle,
                  label: words.rejectReason,
                  submit: words.reject,
                  run: (note) => client.staff.approve({ id, approved: false, note }),
                })
              }
            >
              {words.reject}
            </Button>
          </>
        ) : null}
        {mayWork && running && effectiveOn <= today ? (
          <Button type={state === 'draft' ? 'default' : 'primary'} onClick={() => setOpen('complete')}>
            {words.complete}
          </Button>
        ) : null}
        {mayWork && (state === 'draft' || state === 'rejected') ? (
          <Button onClick={onEdit}>{words.edit(number)}</Button>
        ) : null}
        <Button onClick={onPrint}>{words.print}</Button>
        {mayWork && running ? (
          <Button
            onClick={() =>
              ask({
                title: words.cancelTitle(number),
                label: words.cancelReason,
                submit: words.cancel,
                run: (reason) => client.staff.cancel({ id, reason }),
              })
            }
          >
            {words.cancel}
          </Button>
        ) : null}
      </div>
      <ErrorNote error={act.error} />
      {drawer}
      <FileDrawer open={open === 'file'} id={id} today={today} onClose={() => setOpen(undefined)} />
      <CompleteDrawer open={open === 'complete'} id={id} onClose={() => setOpen(undefined)} />
    </>
  );
}

interface Filing {
  filedOn: string;
  filedTo: string;
  document?: string;
}

function FileDrawer({
  open,
  id,
  today,
  onClose,
}: {
  open: boolean;
  id: string;
  today: string;
  onClose: () => void;
}) {
  const file = useAct((input: Filing) => client.staff.file({ id, ...input }), TOPICS);
  return (
    <FormDrawer<Filing>
      open={open}
      title={words.file}
      initial={{ filedOn: today }}
      submit={words.file}
      busy={file.busy}
      error={file.error}
      onClose={() => {
        file.clear();
        onClose();
      }}
      onSubmit={async (input) => (await file.run(input)) !== undefined}
    >
      <Form.Item name="filedOn" label={words.filedOn} rules={needed(words.filedOn)}>
        <DayField max={today} />
      </Form.Item>
      <Form.Item name="filedTo" label={words.filedTo} rules={needed(words.filedTo)}>
        <Input autoFocus maxLength={80} />
      </Form.Item>
      <Form.Item name="document" label={words.document}>
        <Input maxLength={120} />
      </Form.Item>
    </FormDrawer>
  );
}

function CompleteDrawer({ open, id, onClose }: { open: boolean; id: string; onClose: () => void }) {
  const complete = useAct(
    (input: { note?: string; breached?: boolean }) => client.staff.complete({ id, ...input }),
    TOPICS,
  );
  const missing = complete.error?.code === 'STAFF_REPLACEMENT_BREACHED';
  return (
    <FormDrawer<{ note?: string; breached?: boolean }>
      open={open}
      title={words.complete}
      initial={{}}
      submit={words.complete}
      busy={complete.busy}
      error={complete.error}
      onClose={() => {
        complete.clear();
        onClose();
      }}
      onSubmit={async (input) => (await complete.run(input)) !== undefined}
    >
      <Form.Item name="note" label={words.endNote}>
        <Input.TextArea autoFocus rows={3} maxLength={500} />
      </Form.Item>
      {missing ? (
        <Form.Item name="breached" valuePropName="checked">
          <Checkbox>{words.breached}</Checkbox>
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}
