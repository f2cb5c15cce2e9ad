import { Form, Input, InputNumber, Select } from 'antd';
import { datacenterBackupMessages } from '../../../shared/messages/datacenterBackup.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';

const words = datacenterBackupMessages.page.form;

interface PlanValues {
  name: string;
  sourceId: string;
  targetId: string;
  everyMinutes: number;
  overlapMinutes: number;
}

/** A new plan: from which connection to which, how often. The tables are those of the province-wide structure. */
export function BackupPlanDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  const save = useAct((values: PlanValues) => client.datacenter.backupSave(values), { topics: ['backup'] });
  const options = (connections.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const required = (label: string) => [{ required: true, message: words.required(label) }];
  return (
    <FormDrawer<PlanValues>
      open={open}
      title={words.title}
      draft="backup-plan"
      initial={{ everyMinutes: 60, overlapMinutes: 10 }}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
      onClose={() => {
        save.clear();
        onClose();
      }}
    >
      <Form.Item name="name" label={words.name} rules={required(words.name)}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="sourceId" label={words.source} rules={required(words.source)}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="targetId" label={words.target} rules={required(words.target)}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="everyMinutes" label={words.every} rules={required(words.every)}>
        <InputNumber min={5} max={10_080} precision={0} />
      </Form.Item>
      <Form.Item
        name="overlapMinutes"
        label={words.overlap}
        extra={words.overlapHint}
        rules={required(words.overlap)}
      >
        <InputNumber min={0} max={1_440} precision={0} />
      </Form.Item>
    </FormDrawer>
  );
}
