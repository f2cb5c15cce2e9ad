import { Checkbox, Form, Input, Select } from 'antd';
import type { MemberInput, StaffMember } from '../../../shared/contract/staff.ts';
import { POSTS } from '../../../shared/domain/staffing.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './StaffPage.module.css';

const words = staffPageMessages.members;

/** Registers a person, or changes what is known of one. */
export function MemberDrawer({
  open,
  member,
  onClose,
}: {
  open: boolean;
  member: StaffMember | undefined;
  onClose: () => void;
}) {
  const operators = useRead(['operators', 'list'], ({ signal }) =>
    client.operators.list(undefined, { signal }),
  );
  const save = useAct((input: MemberInput) => client.staff.saveMember(input), { topics: ['staff'] });
  return (
    <FormDrawer<MemberInput>
      open={open}
      title={member ? words.edit(member.name) : words.add}
      draft={`staff.member.${member?.id ?? 'new'}`}
      width={620}
      initial={member ?? { post: 'engineer', place: 'onsite' }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) =>
        (await save.run({
          ...values,
          operatorId: values.operatorId ?? null,
          ...(member ? { id: member.id } : {}),
        })) !== undefined
      }
    >
      <div className={styles.pair}>
        <Form.Item name="name" label={words.name} rules={needed(words.name)}>
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item name="post" label={words.post} rules={needed(words.post)}>
          <Select options={POSTS.map((value) => ({ value, label: staffMessages.posts[value] }))} />
        </Form.Item>
        <Form.Item name="place" label={words.place} rules={needed(words.place)}>
          <Select
            options={(['onsite', 'remote'] as const).map((value) => ({
              value,
              label: staffMessages.places[value],
            }))}
          />
        </Form.Item>
        <Form.Item name="keyPost" label={words.keyPost} valuePropName="checked">
          <Checkbox>{words.keyHint}</Checkbox>
        </Form.Item>
        <Form.Item name="since" label={words.since} rules={needed(words.since)}>
          <DayField />
        </Form.Item>
        <Form.Item name="level" label={words.level}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="phone" label={words.phone}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="email" label={words.email}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="employer" label={words.employer}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="operatorId" label={words.operator}>
          <Select
            allowClear
            options={(operators.data ?? []).map(({ id, name, loginName }) => ({
              value: id,
              label: `${name}（${loginName}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="qualifications" label={words.qualifications} className={styles.wide ?? ''}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2_000} />
        </Form.Item>
        <Form.Item name="note" label={words.note} className={styles.wide ?? ''}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
