import { App, Form, Input } from 'antd';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

const words = inspectionPageMessages;

/** One reason for every unchecked item that has none. */
export function ExcuseForm({ open, day, onClose }: { open: boolean; day: string; onClose: () => void }) {
  const { message } = App.useApp();
  const save = useAct(({ reason }: { reason: string }) => client.inspection.excuse({ day, reason }), {
    topics: ['inspection'],
  });
  return (
    <FormDrawer<{ reason: string }>
      open={open}
      title={words.sheets.excuseTitle}
      initial={{}}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        if (!(await save.run(values))) return false;
        void message.success(words.form.saved);
        return true;
      }}
    >
      <Form.Item
        name="reason"
        label={words.sheets.excuseLabel}
        extra={words.sheets.excuseHint}
        rules={[{ required: true, whitespace: true, message: words.sheets.excuseTitle }]}
      >
        <Input.TextArea rows={4} maxLength={500} showCount autoFocus />
      </Form.Item>
    </FormDrawer>
  );
}
