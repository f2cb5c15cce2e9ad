import { DatePicker, Form, type FormInstance, Select } from 'antd';
import type { DutyPerson, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { slotKey } from '../../../shared/domain/roster.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './Roster.module.css';
import type { RequestValues } from './requestValues.ts';
import { slotText } from './SlotDrawer.tsx';

const words = dutyRosterPageMessages.request;

/** Days off, and for each duty in them who stands in: asked for as soon as the days are chosen. */
export function LeaveFields({
  form,
  month,
  own,
}: {
  form: FormInstance<RequestValues>;
  month: RosterMonth;
  own: DutyPerson;
}) {
  const from = Form.useWatch('from', form)?.format('YYYY-MM-DD');
  const to = Form.useWatch('to', form)?.format('YYYY-MM-DD');
  const fromHalf = Form.useWatch('fromHalf', form) ?? 'am';
  const toHalf = Form.useWatch('toHalf', form) ?? 'pm';
  const ready = from !== undefined && to !== undefined && `${from}${fromHalf}` <= `${to}${toHalf}`;
  const under = useRead(
    ['duty', 'under-leave', own.id, from, fromHalf, to, toHalf],
    ({ signal }) =>
      client.duty.roster.underLeave(
        { personId: own.id, fromDay: from ?? '', fromHalf, toDay: to ?? '', toHalf },
        { signal },
      ),
    { enabled: ready, keepPrevious: false },
  );
  const half = (
    <Select options={Object.entries(dutyRosterMessages.halves).map(([value, label]) => ({ value, label }))} />
  );
  const day = [{ required: true, message: words.need.day }];
  return (
    <>
      <Form.Item name="leaveKind" label={words.leaveKind}>
        <Select
          options={Object.entries(dutyRosterMessages.leaveKinds).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <div className={styles.span}>
        <Form.Item name="from" label={words.from} rules={day}>
          <DatePicker className={styles.wide} />
        </Form.Item>
        <Form.Item name="fromHalf" label=" ">
          {half}
        </Form.Item>
        <Form.Item name="to" label={words.to} rules={day}>
          <DatePicker className={styles.wide} />
        </Form.Item>
        <Form.Item name="toHalf" label=" ">
          {half}
        </Form.Item>
      </div>
      {/* The core's refusal of a leave over a duty is shown here. */}
      <Form.Item
        name="substitutes"
        label={words.substitutes}
        extra={ready && under.data?.length === 0 ? words.noDuties : words.substitutesHint}
      >
        <div className={styles.stands}>
          {(under.data ?? []).map((slot) => (
            <Form.Item key={slotKey(slot)} name={['stand', slotKey(slot)]} label={slotText(slot)}>
              <Select
                allowClear
                options={month.people
                  .filter(({ id, active }) => active && id !== own.id)
                  .map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
          ))}
        </div>
      </Form.Item>
    </>
  );
}
