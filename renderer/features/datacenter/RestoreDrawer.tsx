import { Alert, App, Checkbox, Form, Input } from 'antd';
import type { BackupPlan } from '../../../shared/contract/datacenterBackup.ts';
import { datacenterBackupMessages } from '../../../shared/messages/datacenterBackup.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { formatCount } from '../../components/format.ts';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './Backup.module.css';

const words = datacenterBackupMessages.page.restoreForm;

interface Values {
  tables: string[];
  reason: string;
  confirmed: boolean;
}

/** Writes tables of the library back into the source: which, why, and that it is meant. */
export function RestoreDrawer({
  open,
  plan,
  onClose,
}: {
  open: boolean;
  plan: BackupPlan;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const restore = useAct(
    ({ tables, reason }: Values) =>
      client.datacenter.backupRestore({ id: plan.id, tables, reason, confirmed: true }),
    { topics: ['backup', 'jobs'], onDone: () => void message.info(words.started) },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title(plan.name)}
      initial={{ tables: [], confirmed: false }}
      submit={words.submit}
      busy={restore.busy}
      error={restore.error}
      onSubmit={async (values) => (await restore.run(values)) !== undefined}
      onClose={() => {
        restore.clear();
        onClose();
      }}
    >
      <Alert type="warning" showIcon title={words.warning(plan.sourceName)} className={styles.warning} />
      <Form.Item
        name="tables"
        label={words.tables}
        rules={[{ required: true, type: 'array', min: 1, message: words.tablesNeeded }]}
      >
        <Checkbox.Group
          className={styles.choice}
          options={plan.tables.map(({ name, targetRows }) => ({
            value: name,
            label: words.rows(name, targetRows === null ? '—' : formatCount(targetRows)),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, whitespace: true, min: 4, message: words.reasonHint }]}
      >
        <Input.TextArea rows={2} maxLength={300} placeholder={words.reasonHint} />
      </Form.Item>
      <Form.Item
        name="confirmed"
        valuePropName="checked"
        rules={[
          {
            validator: (_rule, value: boolean) =>
              value ? Promise.resolve() : Promise.reject(new Error(words.confirmNeeded)),
          },
        ]}
      >
        <Checkbox>{words.confirm(plan.sourceName)}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}
