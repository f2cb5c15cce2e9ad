import { App, Button, Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { useEffect } from 'react';
import type { DutyPerson, DutyRules } from '../../../shared/contract/dutyRoster.ts';
import { ROSTER_ROLES } from '../../../shared/domain/roster.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { readTime } from './LogEntryForm.tsx';
import styles from './Roster.module.css';

const words = dutyRosterPageMessages.setupDrawer;
const MOST_SHIFTS = 4;

const timeRule = {
  validator: (_: unknown, value: string | undefined) =>
    readTime(value ?? '') ? Promise.resolve() : Promise.reject(new Error(words.needTime)),
};

/** Shifts, order of turns, what must be filled, how late is late. */
export function RulesForm({ rules, people }: { rules: DutyRules; people: readonly DutyPerson[] }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<DutyRules>();
  const save = useAct((values: DutyRules) => client.duty.roster.saveRules(values), {
    topics: ['duty'],
    onDone: () => void message.success(words.saved),
  });
  const field = save.error?.details?.field;
  useEffect(() => {
    if (typeof field === 'string' && save.error)
      form.setFields([{ name: field.split('.') as never, errors: [save.error.message] }]);
  }, [field, save.error, form]);
  const choices = people.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form<DutyRules>
      form={form}
      layout="vertical"
      initialValues={rules}
      onFinish={(values) =>
        void save.run({
          ...values,
          shifts: values.shifts.map((shift, index) => ({
            id: rules.shifts[index]?.id ?? `shift${index + 1}`,
            name: shift.name,
            start: readTime(shift.start) ?? shift.start,
            end: readTime(shift.end) ?? shift.end,
          })),
        })
      }
    >
      {ROSTER_ROLES.map((role) => (
        <Form.Item key={role} name={['order', role]} label={words.order[role]} extra={words.orderHint}>
          <Select mode="multiple" options={choices} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      ))}
      <div className={styles.firsts}>
        <Form.Item name="turn" label={words.turn}>
          <Radio.Group options={Object.entries(words.turns).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="byDayKind" label={words.byDayKind} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="graceMinutes" label={words.grace}>
          <InputNumber min={0} max={120} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="required" label={words.required}>
        <Select
          mode="multiple"
          options={ROSTER_ROLES.map((value) => ({ value, label: dutyRosterMessages.roles[value] }))}
        />
      </Form.Item>
      <Form.Item name="shifts" label={words.shifts} extra={words.shiftsHint}>
        <Form.List name="shifts">
          {(fields, { add, remove }) => (
            <div className={styles.shifts}>
              {fields.map(({ key, name }) => (
                <div key={key} className={styles.shift}>
                  <Form.Item
                    name={[name, 'name']}
                    rules={[{ required: true, whitespace: true, message: words.needShiftName }]}
                  >
                    <Input aria-label={words.shiftName} maxLength={10} />
                  </Form.Item>
                  <Form.Item name={[name, 'start']} rules={[timeRule]}>
                    <Input aria-label={words.start} maxLength={5} />
                  </Form.Item>
                  <Form.Item name={[name, 'end']} rules={[timeRule]}>
                    <Input aria-label={words.end} maxLength={5} />
                  </Form.Item>
                  {fields.length > 1 && name === fields.length - 1 ? (
                    <Button onClick={() => remove(name)}>{words.removeShift}</Button>
                  ) : null}
                </div>
              ))}
              {fields.length < MOST_SHIFTS ? (
                <Button
                  size="small"
                  onClick={() => add({ name: words.newShift, start: '17:30', end: '08:30' })}
                >
                  {words.addShift}
                </Button>
              ) : null}
            </div>
          )}
        </Form.List>
      </Form.Item>
      <ErrorNote error={save.error} />
      <Button type="primary" htmlType="submit" loading={save.busy}>
        {dutyRosterPageMessages.slot.save}
      </Button>
    </Form>
  );
}
