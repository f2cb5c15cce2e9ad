import { App, Form, Input, Select, Switch } from 'antd';
import type { DutyPerson } from '../../../shared/contract/dutyRoster.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';

const words = dutyRosterPageMessages.setupDrawer;

interface Values {
  memberId?: string | null;
  name: string;
  phone?: string;
  operatorId?: string | null;
  attends: boolean;
  active: boolean;
  since?: string;
}

/** One person of the roster, out of the staff register or, like the leaders of the court, by name. */
export function PersonDrawer({
  open,
  person,
  people,
  onClose,
}: {
  open: boolean;
  person: DutyPerson | undefined;
  people: readonly DutyPerson[];
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const operators = useRead(
    ['operators', 'list'],
    ({ signal }) => client.operators.list(undefined, { signal }),
    { enabled: open },
  );
  const register = useRead(
    ['staff', 'members'],
    ({ signal }) => client.staff.members({ left: person?.until !== '' }, { signal }),
    { enabled: open },
  );
  const taken = new Set(people.filter(({ id }) => id !== person?.id).map(({ memberId }) => memberId));
  const members = (register.data ?? []).filter(
    ({ id, place }) => id === person?.memberId || (place === 'onsite' && !taken.has(id)),
  );
  const save = useAct(
    ({ since, operatorId, memberId, phone, ...values }: Values) =>
      client.duty.roster.savePerson({
        ...values,
        phone: phone ?? '',
        operatorId: operatorId ?? null,
        memberId: memberId ?? null,
        ...(person ? { id: person.id } : {}),
        ...(since ? { since } : {}),
      }),
    { topics: ['duty'], onDone: () => void message.success(words.saved) },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={person ? words.editTitle(person.name) : words.addTitle}
      initial={person ?? { attends: true, active: true }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      {(form) => (
        <>
          <Form.Item name="memberId" label={words.member} extra={words.memberHint}>
            <Select
              allowClear
              autoFocus
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={words.memberNone}
              options={members.map(({ id, name, phone }) => ({
                value: id,
                label: words.memberPhone(name, phone),
              }))}
              onChange={(id: string | undefined) => {
                const member = members.find((each) => each.id === id);
                if (!member) return;
                form.setFieldsValue({
                  name: member.name,
                  phone: member.phone,
                  ...(member.operatorId ? { operatorId: member.operatorId } : {}),
                });
              }}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={['memberId']}>
            {({ getFieldValue }) => {
              const linked = Boolean(getFieldValue('memberId'));
              return (
                <>
                  <Form.Item
                    name="name"
                    label={words.name}
                    rules={[{ required: true, whitespace: true, message: words.needName }]}
                  >
                    <Input maxLength={40} disabled={linked} />
                  </Form.Item>
                  <Form.Item name="phone" label={words.phone}>
                    <Input
                      maxLength={40}
                      disabled={
                        linked &&
                        members.some(({ id, phone }) => id === getFieldValue('memberId') && phone !== '')
                      }
                    />
                  </Form.Item>
                </>
              );
            }}
          </Form.Item>
          <Form.Item name="operatorId" label={words.account}>
            <Select
              allowClear
              placeholder={words.noAccount}
              options={(operators.data ?? []).map(({ id, name, loginName }) => ({
                value: id,
                label: `${name}（${loginName}）`,
              }))}
            />
          </Form.Item>
          <Form.Item
            name="since"
            label={words.since}
            rules={[
              {
                validator: (_, value: string | undefined) =>
                  !value || isDay(value) ? Promise.resolve() : Promise.reject(new Error('2026-11-20')),
              },
            ]}
          >
            <Input maxLength={10} placeholder="2026-11-20" />
          </Form.Item>
          <Form.Item name="attends" label={words.attends} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="active" label={words.active} valuePropName="checked">
            <Switch />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
