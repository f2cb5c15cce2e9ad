import { App, Button, Form, Input, InputNumber, Switch } from 'antd';
import { useEffect, useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.sheet;

/** The heads of every printed form, when the check is due, and how the machine works. */
export function SheetSettings() {
  const settings = useRead(['settings', 'get'], ({ signal }) => client.settings.get(undefined, { signal }));
  return (
    <Section title={words.title} note={words.note}>
      <Loaded read={settings} lines={6}>
        {(data) => <SettingsForm settings={data} />}
      </Loaded>
    </Section>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Settings>();
  const [changed, setChanged] = useState(false);
  const mayChange = useIsOne(['manager']);
  const save = useAct((input: Settings) => client.settings.save(input), {
    topics: ['settings'],
    onDone: () => {
      setChanged(false);
      void message.success(settingsPageMessages.saved);
    },
  });
  // What others saved meanwhile is shown, unless something here is being changed.
  useEffect(() => {
    if (!changed) form.setFieldsValue(settings);
  }, [settings, changed, form]);
  const required = (name: string) => [{ required: true, whitespace: true, message: words.need(name) }];

  return (
    <Form<Settings>
      form={form}
      layout="vertical"
      className={styles.form}
      disabled={!mayChange}
      initialValues={settings}
      onValuesChange={() => setChanged(true)}
      onFinish={(input) => void save.run(input)}
    >
      <div className={styles.notes}>
        <ErrorNote error={save.error} />
      </div>
      <Form.Item name="project" label={words.project} rules={required(words.project)}>
        <Input maxLength={100} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="customer" label={words.customer} rules={required(words.customer)}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="contractor" label={words.contractor} rules={required(words.contractor)}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="sheetNumber" label={words.sheetNumber}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="inspectionDue"
          label={words.inspectionDue}
          rules={[{ required: true, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: words.time }]}
        >
          <Input maxLength={5} placeholder="09:30" />
        </Form.Item>
        <Form.Item
          name="inspectionReminderMinutes"
          label={words.inspectionReminderMinutes}
          rules={[{ required: true, message: words.need(words.inspectionReminderMinutes) }]}
        >
          <InputNumber min={0} max={480} precision={0} suffix={words.minutes} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="conversionWorkers"
          label={words.conversionWorkers}
          extra={words.conversionWorkersHint}
          rules={[{ required: true, message: words.need(words.conversionWorkers) }]}
        >
          <InputNumber min={0} max={16} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="conversionRescue"
          label={words.conversionRescue}
          extra={words.conversionRescueHint}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
      {mayChange ? (
        <div className={styles.acts}>
          <Button type="primary" htmlType="submit" loading={save.busy} disabled={!changed}>
            {words.save}
          </Button>
          {changed ? (
            <>
              <Button onClick={() => setChanged(false)}>{words.reset}</Button>
              <span className={styles.hint}>{words.changed}</span>
            </>
          ) : null}
        </div>
      ) : (
        <p className={styles.hint}>{settingsPageMessages.onlyManager}</p>
      )}
    </Form>
  );
}
