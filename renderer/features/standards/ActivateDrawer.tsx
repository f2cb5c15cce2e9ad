import { App, Form, Input } from 'antd';
import type { StandardVersion } from '../../../shared/contract/standards.ts';
import { addDays, beijingDay } from '../../../shared/domain/time.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct } from '../../rpc/query.tsx';

const words = standardsPageMessages.activateForm;

interface Values {
  effectiveFrom: string;
  reason: string;
}

/** From which day a version holds, and why. */
export function ActivateDrawer({
  open,
  version,
  onClose,
}: {
  open: boolean;
  version: StandardVersion;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const today = beijingDay(new Date(useNow()));
  const activate = useAct(
    (values: Values) => client.standards.activate({ kind: version.kind, versionId: version.id, ...values }),
    {
      topics: ['standards', 'datacenter', 'statistics'],
      onDone: (made) => void message.success(words.saved(made.effectiveFrom, made.versionName)),
    },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title(version.name)}
      initial={{ effectiveFrom: addDays(today, 1) }}
      submit={words.submit}
      busy={activate.busy}
      error={activate.error}
      onClose={() => {
        activate.clear();
        onClose();
      }}
      onSubmit={async (values) => (await activate.run(values)) !== undefined}
    >
      <Form.Item
        name="effectiveFrom"
        label={words.day}
        extra={words.dayHint}
        rules={[{ required: true, message: words.required(words.day) }]}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[
          { required: true, message: words.required(words.reason) },
          { min: 4, message: words.short },
        ]}
      >
        <Input.TextArea rows={3} maxLength={300} placeholder={words.reasonPlaceholder} />
      </Form.Item>
    </FormDrawer>
  );
}
