import { AutoComplete, Form, Input, Radio } from 'antd';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './StaffPage.module.css';

const words = staffPageMessages.requests;

interface Asked {
  title: string;
  urgency: 'normal' | 'urgent';
  description: string;
  expert?: string;
  channel?: string;
  link?: string;
}

/** Asks the remote experts what cannot be solved on site. */
export function AskDrawer({
  open,
  experts,
  onClose,
}: {
  open: boolean;
  experts: readonly string[];
  onClose: () => void;
}) {
  const ask = useAct((input: Asked) => client.staff.ask(input), { topics: ['staff'] });
  return (
    <FormDrawer<Asked>
      open={open}
      title={words.add}
      draft="staff.ask"
      width={620}
      initial={{ urgency: 'normal', ...(experts[0] ? { expert: experts[0] } : {}) }}
      busy={ask.busy}
      error={ask.error}
      onClose={() => {
        ask.clear();
        onClose();
      }}
      onSubmit={async (input) => (await ask.run(input)) !== undefined}
    >
      <Form.Item name="title" label={words.title} rules={needed(words.title)}>
        <Input autoFocus maxLength={120} />
      </Form.Item>
      <Form.Item name="urgency" label={words.urgency}>
        <Radio.Group
          options={(['normal', 'urgent'] as const).map((value) => ({
            value,
            label: staffMessages.urgencies[value],
          }))}
        />
      </Form.Item>
      <Form.Item name="description" label={words.description} rules={needed(words.description)}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} maxLength={10_000} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="expert" label={words.expert}>
          <AutoComplete options={experts.map((value) => ({ value }))} maxLength={40} />
        </Form.Item>
        <Form.Item name="channel" label={words.channel}>
          <AutoComplete options={words.channels.map((value) => ({ value }))} maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name="link" label={words.link} extra={words.linkHint}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDrawer>
  );
}
