import { App, Form, type FormInstance, Input, Radio, Select } from 'antd';
import type { DutyPerson, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { type Slot, shiftMonth, slotKey } from '../../../shared/domain/roster.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { LeaveFields } from './LeaveFields.tsx';
import type { RequestValues } from './requestValues.ts';
import { slotText } from './SlotDrawer.tsx';

const words = dutyRosterPageMessages.request;
const { requestKinds } = dutyRosterMessages;

interface RequestDrawerProps {
  open: boolean;
  month: RosterMonth;
  own: DutyPerson;
  onClose: () => void;
}

/** Asks for a swap, a substitute or leave; what speaks against it is said at the field. */
export function RequestDrawer({ open, month, own, onClose }: RequestDrawerProps) {
  const { message } = App.useApp();
  const following = useRead(
    ['duty', 'roster', shiftMonth(month.month, 1)],
    ({ signal }) => client.duty.roster.month({ month: shiftMonth(month.month, 1) }, { signal }),
    { enabled: open },
  );
  const today = beijingDay(useNow());
  const slots = [...month.slots, ...(following.data?.slots ?? [])].filter(({ day }) => day >= today);
  const ask = useAct((values: RequestValues) => client.duty.roster.ask(inputOf(values, slots)), {
    topics: ['duty'],
    onDone: () => void message.success(words.submitted),
  });
  return (
    <FormDrawer<RequestValues>
      open={open}
      title={words.title}
      initial={{ kind: 'swap', leaveKind: 'personal', fromHalf: 'am', toHalf: 'pm' }}
      submit={words.submit}
      busy={ask.busy}
      error={ask.error}
      width={560}
      onClose={() => {
        ask.clear();
        onClose();
      }}
      onSubmit={async (values) => (await ask.run(values)) !== undefined}
    >
      {(form) => (
        <>
          <Form.Item name="kind" label={words.kind}>
            <Radio.Group
              optionType="button"
              options={Object.entries(requestKinds).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={['kind']}>
            {({ getFieldValue }) =>
              getFieldValue('kind') === 'leave' ? (
                <LeaveFields form={form as FormInstance<RequestValues>} month={month} own={own} />
              ) : (
                <SlotFields
                  kind={getFieldValue('kind') as 'swap' | 'substitute'}
                  slots={slots}
                  month={month}
                  own={own}
                />
              )
            }
          </Form.Item>
          <Form.Item
            name="reason"
            label={words.reason}
            rules={[{ required: true, whitespace: true, message: words.need.reason }]}
          >
            <Input.TextArea rows={3} maxLength={300} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

function SlotFields({
  kind,
  slots,
  month,
  own,
}: {
  kind: 'swap' | 'substitute';
  slots: readonly Slot[];
  month: RosterMonth;
  own: DutyPerson;
}) {
  const names = new Map(month.people.map(({ id, name }) => [id, name]));
  const mine = slots.filter(({ personId }) => personId === own.id);
  const others = slots.filter(({ personId }) => personId !== own.id);
  const option = (slot: Slot) => ({
    value: slotKey(slot),
    label: `${slotText(slot)} ${names.get(slot.personId) ?? ''}`,
  });
  return (
    <>
      <Form.Item name="own" label={words.own} rules={[{ required: true, message: words.need.own }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={mine.map(option)}
          notFoundContent={words.noDuty}
        />
      </Form.Item>
      {kind === 'swap' ? (
        <Form.Item name="other" label={words.other} rules={[{ required: true, message: words.need.other }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={others.map(option)} />
        </Form.Item>
      ) : (
        <Form.Item
          name="personId"
          label={words.substitute}
          rules={[{ required: true, message: words.need.person }]}
        >
          <Select
            options={month.people
              .filter(({ id, active }) => active && id !== own.id)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}

function inputOf(values: RequestValues, slots: readonly Slot[]) {
  const { reason } = values;
  const place = (key: string | undefined) => {
    const { day, shift, role } = slots.find((slot) => slotKey(slot) === key) ?? keyOf(key ?? '');
    return { day, shift, role };
  };
  if (values.kind === 'swap')
    return { kind: 'swap' as const, own: place(values.own), other: place(values.other), reason };
  if (values.kind === 'substitute')
    return { kind: 'substitute' as const, own: place(values.own), personId: values.personId ?? '', reason };
  return {
    kind: 'leave' as const,
    leaveKind: values.leaveKind,
    fromDay: values.from?.format('YYYY-MM-DD') ?? '',
    fromHalf: values.fromHalf,
    toDay: values.to?.format('YYYY-MM-DD') ?? '',
    toHalf: values.toHalf,
    reason,
    substitutes: Object.entries(values.stand ?? {})
      .filter(([, personId]) => personId)
      .map(([key, personId]) => ({ ...keyOf(key), personId })),
  };
}

function keyOf(key: string): Omit<Slot, 'personId'> {
  const [day = '', shift = '', role = 'primary'] = key.split('|');
  return { day, shift, role: role as Slot['role'] };
}
