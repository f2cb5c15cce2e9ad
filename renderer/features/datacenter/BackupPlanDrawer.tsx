import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { BackupPlan } from '../../../shared/contract/datacenterBackup.ts';
import { datacenterBackupMessages } from '../../../shared/messages/datacenterBackup.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';

const words = datacenterBackupMessages.page.form;

interface PlanValues {
  enabled: boolean;
  name: string;
  sourceId: string;
  targetId: string;
  everyMinutes: number;
  overlapMinutes: number;
}

/** A plan: from which connection to which, how often. A new one's tables are those of the province-wide structure. */
export function BackupPlanDrawer({
  open,
  plan,
  onClose,
}: {
  open: boolean;
  /** The one to change; undefined: a new one. */
  plan: BackupPlan | undefined;
  onClose: () => void;
}) {
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  const save = useAct(
    (values: PlanValues) =>
      client.datacenter.backupSave(plan ? { ...values, id: plan.id, tables: tablesOf(plan) } : values),
    { topics: ['backup'] },
  );
  const options = (connections.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const required = (label: string) => [{ required: true, message: words.required(label) }];
  return (
    <FormDrawer<PlanValues>
      open={open}
      title={plan ? words.editTitle(plan.name) : words.title}
      draft={`backup-plan.${plan?.id ?? 'new'}`}
      initial={plan ?? { everyMinutes: 60, overlapMinutes: 10, enabled: true }}
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
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <Form.Item
        name="targetId"
        label={words.target}
        extra={plan ? words.moved : undefined}
        rules={required(words.target)}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
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
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{words.enabled}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

/** What a changed plan keeps: a table that stays what it was keeps how far it is. */
function tablesOf({ tables }: BackupPlan) {
  return tables.map(({ name, key, mark }) => ({ name, key, mark }));
}
