import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { RecordDetail } from '../../../shared/contract/assignments.ts';
import { KIND_RULES } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { useTextQuestion } from '../../components/TextQuestion.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.detail;
const TOPICS = { topics: ['assignments'] };

/** Only what this person may do with the record now. */
export function RecordActs({
  record,
  onEdit,
  onPrint,
}: {
  record: RecordDetail;
  onEdit: () => void;
  onPrint: () => void;
}) {
  const { ask, drawer } = useTextQuestion(['assignments']);
  const [open, setOpen] = useState<'progress' | 'close'>();
  const role = useSession()?.operator.role;
  const mayWork = useMayWork();
  const rule = KIND_RULES[record.kind];
  const mayWrite = mayWork || (role !== undefined && Boolean(rule.alsoWrittenBy?.includes(role)));
  const mayEnd =
    mayWork || (role !== undefined && Boolean((rule.alsoEndedBy ?? rule.alsoWrittenBy)?.includes(role)));
  // A plan or a document is kept, not worked off: ending it is no act to press for.
  const mainAct = !rule.tracked && record.kind !== 'plan' && record.kind !== 'document';
  const { id, number, state } = record;
  return (
    <>
      <div className={styles.acts}>
        {state === 'open' && mayWork && rule.tracked ? (
          <Button type="primary" onClick={() => setOpen('progress')}>
            {words.progress}
          </Button>
        ) : null}
        {state === 'open' && mayEnd ? (
          <Button type={mainAct ? 'primary' : 'default'} onClick={() => setOpen('close')}>
            {words.close}
          </Button>
        ) : null}
        {state === 'open' && mayWrite ? <Button onClick={onEdit}>{words.edit}</Button> : null}
        {record.kind === 'meeting' || record.kind === 'acceptance' ? (
          <Button onClick={onPrint}>{words.print}</Button>
        ) : null}
        {state === 'open' && mayWrite ? (
          <Button
            onClick={() =>
              ask({
                title: words.cancelTitle(number),
                label: words.reason,
                submit: words.cancel,
                run: (reason) => client.assignments.cancel({ id, reason }),
              })
            }
          >
            {words.cancel}
          </Button>
        ) : null}
        {state !== 'open' && mayWork ? (
          <Button
            onClick={() =>
              ask({
                title: words.reopenTitle(number),
                label: words.reason,
                submit: words.reopen,
                run: (reason) => client.assignments.reopen({ id, reason }),
              })
            }
          >
            {words.reopen}
          </Button>
        ) : null}
      </div>
      {drawer}
      <ProgressDrawer open={open === 'progress'} record={record} onClose={() => setOpen(undefined)} />
      <CloseDrawer open={open === 'close'} record={record} onClose={() => setOpen(undefined)} />
    </>
  );
}

interface DrawerProps {
  open: boolean;
  record: RecordDetail;
  onClose: () => void;
}

function ProgressDrawer({ open, record, onClose }: DrawerProps) {
  const save = useAct(
    (input: { percent: number; text: string }) => client.assignments.progress({ id: record.id, ...input }),
    TOPICS,
  );
  return (
    <FormDrawer<{ percent: number; text: string }>
      open={open}
      title={`${words.progress} ${record.number}`}
      draft={`assignments.progress.${record.id}`}
      initial={{ percent: record.percent }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (input) => (await save.run(input)) !== undefined}
    >
      <Form.Item
        name="percent"
        label={`${words.percent}（%）`}
        rules={[
          { required: true, message: assignmentsPageMessages.required(words.percent) },
          { type: 'integer', min: 0, max: 99, message: words.percentRange },
        ]}
      >
        <InputNumber autoFocus />
      </Form.Item>
      <Form.Item name="text" label={words.text} rules={needed(words.text)}>
        <Input.TextArea rows={4} maxLength={2_000} />
      </Form.Item>
    </FormDrawer>
  );
}

interface Closing {
  doneOn: string;
  outcome?: string;
  result: string;
}

function CloseDrawer({ open, record, onClose }: DrawerProps) {
  const today = beijingDay(useNow(60_000));
  const { outcomes } = KIND_RULES[record.kind];
  const resultName = assignmentsMessages.resultOf(record.kind);
  const close = useAct(
    (input: Closing) => client.assignments.close({ id: record.id, outcome: '', ...input }),
    TOPICS,
  );
  return (
    <FormDrawer<Closing>
      open={open}
      title={words.closeTitle(record.number)}
      draft={`assignments.close.${record.id}`}
      initial={{ doneOn: today }}
      submit={words.close}
      busy={close.busy}
      error={close.error}
      onClose={() => {
        close.clear();
        onClose();
      }}
      onSubmit={async (input) => (await close.run(input)) !== undefined}
    >
      <Form.Item name="doneOn" label={words.doneOn} rules={needed(words.doneOn)}>
        <DayField max={today} />
      </Form.Item>
      {outcomes.length > 0 ? (
        <Form.Item
          name="outcome"
          label={words.outcome}
          rules={[{ required: true, message: assignmentsPageMessages.required(words.outcome) }]}
        >
          <Select
            options={outcomes.map((value) => ({ value, label: assignmentsMessages.outcomes[value] }))}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="result" label={resultName} rules={needed(resultName)}>
        <Input.TextArea autoFocus rows={5} maxLength={5_000} />
      </Form.Item>
    </FormDrawer>
  );
}
