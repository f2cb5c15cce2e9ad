import { Form, Input, Select } from 'antd';
import { beijingDay } from '../../../shared/domain/time.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.form;
const needed = (field: string) => [{ required: true, whitespace: true, message: words.required(field) }];

interface Values {
  kind: string;
  title: string;
  from: string;
  to: string;
  due?: string;
  recipient?: string;
}

/** Opens a report without a rhythm: its name, the days it speaks of, its day. */
export function OpenDrawer({
  open,
  onClose,
  onOpened,
}: {
  open: boolean;
  onClose: () => void;
  onOpened: (reportId: string) => void;
}) {
  const today = beijingDay(useNow(60_000));
  const kinds = useRead(['deliverables', 'kinds'], ({ signal }) =>
    client.deliverables.kinds(undefined, { signal }),
  );
  const act = useAct(
    ({ due, recipient, ...values }: Values) =>
      client.deliverables.open({
        ...values,
        ...(due ? { due } : {}),
        ...(recipient?.trim() ? { recipient } : {}),
      }),
    { topics: ['deliverables'] },
  );
  const choices = (kinds.data ?? []).filter(({ period, enabled }) => period === 'once' && enabled);
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title}
      draft="deliverables.open"
      initial={{ kind: 'special', from: `${today.slice(0, 7)}-01`, to: today }}
      submit={words.submit}
      busy={act.busy}
      error={act.error}
      onClose={() => {
        act.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        const report = await act.run(values);
        if (report) onOpened(report.reportId);
        return report !== undefined;
      }}
    >
      <Form.Item name="kind" label={words.kind} rules={needed(words.kind)}>
        <Select options={choices.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="title" label={words.name} rules={needed(words.name)}>
        <Input maxLength={80} placeholder={words.namePlaceholder} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="from" label={words.from} rules={needed(words.from)}>
          <DayField max={today} />
        </Form.Item>
        <Form.Item name="to" label={words.to} rules={needed(words.to)}>
          <DayField max={today} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="due" label={words.due} extra={words.dueHint}>
          <DayField />
        </Form.Item>
        <Form.Item name="recipient" label={words.recipient}>
          <Input maxLength={60} placeholder={choices[0]?.recipient ?? ''} />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
