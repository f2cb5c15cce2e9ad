import { Form, Input, Select } from 'antd';
import type { Replacement, ReplacementInput, StaffMember } from '../../../shared/contract/staff.ts';
import { REPLACEMENT_CAUSES } from '../../../shared/domain/staffing.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './StaffPage.module.css';

const words = staffPageMessages.replacements;

/** Who shall replace whom, from when, and how the work is handed over. */
export function ReplacementDrawer({
  open,
  subject: { leaving, replacement },
  members,
  onClose,
}: {
  open: boolean;
  subject: { leaving?: StaffMember; replacement?: Replacement };
  members: readonly StaffMember[];
  onClose: () => void;
}) {
  const save = useAct((input: ReplacementInput) => client.staff.saveReplacement(input), {
    topics: ['staff'],
  });
  return (
    <FormDrawer<ReplacementInput>
      open={open}
      title={replacement ? words.edit(replacement.number) : words.add}
      draft={`staff.replacement.${replacement?.id ?? leaving?.id ?? 'new'}`}
      width={620}
      initial={replacement ?? (leaving ? { leavingId: leaving.id } : {})}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) =>
        (await save.run({ ...values, ...(replacement ? { id: replacement.id } : {}) })) !== undefined
      }
    >
      <div className={styles.pair}>
        <Form.Item name="leavingId" label={words.leaving} rules={needed(words.leaving)}>
          <Select
            disabled={replacement !== undefined}
            options={members.map(({ id, name, post }) => ({
              value: id,
              label: `${name}（${staffMessages.posts[post]}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="successor" label={words.successor} rules={needed(words.successor)}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="cause" label={words.cause} rules={needed(words.cause)}>
          <Select
            options={REPLACEMENT_CAUSES.map((value) => ({ value, label: staffMessages.causes[value] }))}
          />
        </Form.Item>
        <Form.Item name="effectiveOn" label={words.effectiveOn} rules={needed(words.effectiveOn)}>
          <DayField />
        </Form.Item>
        <Form.Item name="handoverFrom" label={words.handoverFrom} rules={needed(words.handoverFrom)}>
          <DayField />
        </Form.Item>
        <Form.Item name="handoverTo" label={words.handoverTo} rules={needed(words.handoverTo)}>
          <DayField />
        </Form.Item>
        <Form.Item name="phone" label={words.phone}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="level" label={words.level}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="qualifications" label={words.qualifications} className={styles.wide ?? ''}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2_000} />
        </Form.Item>
        <Form.Item name="reason" label={words.reason} className={styles.wide ?? ''}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1_000} />
        </Form.Item>
        <Form.Item name="handoverNote" label={words.handoverNote} className={styles.wide ?? ''}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
