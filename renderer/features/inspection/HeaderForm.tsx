import { App, Form, Input } from 'antd';
import type { Sheet, SheetHeader } from '../../../shared/contract/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './SheetsPage.module.css';

const words = inspectionPageMessages.form;

type Values = SheetHeader & { reason?: string };

/** The head and the foot of the printed form that a person fills. */
export function HeaderForm({ open, sheet, onClose }: { open: boolean; sheet: Sheet; onClose: () => void }) {
  const { message } = App.useApp();
  const save = useAct(
    ({ reason = '', ...header }: Values) =>
      client.inspection.setHeader({ day: sheet.day, version: sheet.version, header, reason }),
    { topics: ['inspection'] },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={words.headerTitle}
      draft={`inspection.${sheet.day}.header`}
      initial={sheet.header}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        if (!(await save.run(values))) return false;
        void message.success(words.saved);
        return true;
      }}
    >
      <div className={styles.formRow}>
        <Form.Item name="shift" label={words.shift}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="weather" label={words.weather}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="climate" label={words.climate}>
          <Input maxLength={30} />
        </Form.Item>
      </div>
      <div className={styles.formRow}>
        <Form.Item name="inspectorA" label={words.inspectorA}>
          <Input maxLength={30} placeholder={words.blankSigner} />
        </Form.Item>
        <Form.Item name="inspectorB" label={words.inspectorB}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="reviewer" label={words.reviewer}>
          <Input maxLength={30} placeholder={words.blankSigner} />
        </Form.Item>
      </div>
      <Form.Item name="openMatters" label={words.openMatters}>
        <Input.TextArea rows={5} maxLength={1000} showCount />
      </Form.Item>
      {sheet.frozen ? (
        <Form.Item name="reason" label={words.reason} extra={words.reasonHint}>
          <Input maxLength={500} />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}
