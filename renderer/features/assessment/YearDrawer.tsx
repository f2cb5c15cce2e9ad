import { App, Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { AssessmentStatus, AssessmentYear } from '../../../shared/contract/assessment.ts';
import { contractYear } from '../../../shared/domain/assessment.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './AssessmentPage.module.css';
import { SchemeForm } from './SchemeForm.tsx';

const words = assessmentPageMessages.yearDrawer;
const required = [{ required: true, whitespace: true, message: words.name }];
const NEW = 'new';

/** The contract years, and the scheme the shown one is scored by. */
export function YearDrawer({
  open,
  status,
  onClose,
}: {
  open: boolean;
  status: AssessmentStatus;
  onClose: () => void;
}) {
  return (
    <Drawer open={open} title={words.title} size={720} onClose={onClose} destroyOnHidden>
      <YearForm status={status} />
      {status.year.id ? (
        <SchemeForm key={status.year.schemeVersion} status={status} />
      ) : (
        <p className={styles.muted}>{words.yearFirst}</p>
      )}
    </Drawer>
  );
}

function YearForm({ status }: { status: AssessmentStatus }) {
  const { message } = App.useApp();
  const manager = useIsOne(['manager']);
  const years = useRead(['assessment', 'years'], ({ signal }) =>
    client.assessment.years(undefined, { signal }),
  );
  const entered = (years.data?.years ?? []).filter(({ id }) => id !== '');
  const [chosen, setChosen] = useState(status.year.id || NEW);
  const [form] = Form.useForm<Pick<AssessmentYear, 'name' | 'from' | 'to'>>();
  const save = useAct(
    (values: { id?: string; name: string; from: string; to: string }) => client.assessment.saveYear(values),
    {
      topics: ['assessment'],
      onDone: (year) => {
        setChosen(year.id);
        void message.success(words.yearSaved);
      },
    },
  );
  const field = save.error?.details?.field;
  const choose = (id: string) => {
    setChosen(id);
    save.clear();
    const year = entered.find((each) => each.id === id);
    form.setFieldsValue(year ?? { name: '', from: '', to: '' });
  };
  const fillYear = () => {
    const from = form.getFieldValue('from') as string;
    if (isDay(from)) form.setFieldsValue({ to: contractYear(from).to });
  };
  const at = (name: string) =>
    field === name && save.error ? { validateStatus: 'error' as const, help: save.error.message } : {};
  return (
    <Form
      form={form}
      layout="vertical"
      disabled={!manager}
      initialValues={status.year.id ? status.year : { name: '', from: status.year.from, to: status.year.to }}
      onFinish={(values) => void save.run({ ...values, ...(chosen === NEW ? {} : { id: chosen }) })}
    >
      <h3 className={styles.subtitle}>{words.year}</h3>
      {manager ? null : <p className={styles.muted}>{words.readOnly}</p>}
      {entered.length > 0 ? (
        <Form.Item label={words.chooseYear}>
          <Select
            value={chosen}
            options={[
              ...entered.map(({ id, name, from, to }) => ({ value: id, label: `${name}　${from} 至 ${to}` })),
              { value: NEW, label: words.newYear },
            ]}
            onChange={choose}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="name" label={words.name} rules={required}>
        <Input maxLength={40} placeholder={words.namePlaceholder} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="from" label={words.from} rules={required} {...at('from')}>
          <DayField />
        </Form.Item>
        <Form.Item
          name="to"
          label={words.to}
          rules={required}
          extra={
            <Button type="link" size="small" onClick={fillYear}>
              {words.wholeYear}
            </Button>
          }
          {...at('to')}
        >
          <DayField />
        </Form.Item>
      </div>
      <ErrorNote error={save.error} />
      <Button type="primary" htmlType="submit" loading={save.busy}>
        {words.saveYear}
      </Button>
    </Form>
  );
}
