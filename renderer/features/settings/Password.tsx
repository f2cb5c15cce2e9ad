import { App, Button, Form, Input } from 'antd';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.password;
const SHORTEST_PASSWORD = 8;

interface Values {
  current: string;
  next: string;
  again: string;
}

/** Everyone changes their own password here. */
export function Password() {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useAct(({ current, next }: Values) => client.operators.changePassword({ current, next }), {
    onDone: () => {
      form.resetFields();
      void message.success(words.changed);
    },
  });
  return (
    <Section title={words.title} note={words.note}>
      <Form<Values>
        form={form}
        layout="vertical"
        className={styles.narrow}
        onValuesChange={() => change.error && change.clear()}
        onFinish={(values) => void change.run(values)}
      >
        <div className={styles.notes}>
          <ErrorNote error={change.error} />
        </div>
        <Form.Item
          name="current"
          label={words.current}
          rules={[{ required: true, message: words.needCurrent }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={words.next}
          dependencies={['current']}
          rules={[
            { required: true, message: words.needNext },
            { min: SHORTEST_PASSWORD, message: words.short },
            ({ getFieldValue }) => ({
              validator: async (_rule, value: string) => {
                if (value && value === getFieldValue('current')) throw new Error(words.same);
              },
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.again}
          dependencies={['next']}
          rules={[
            { required: true, message: words.needNext },
            ({ getFieldValue }) => ({
              validator: async (_rule, value: string) => {
                if (value && value !== getFieldValue('next')) throw new Error(words.differs);
              },
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.busy}>
          {words.save}
        </Button>
      </Form>
    </Section>
  );
}
