import { App, Form, InputNumber, Radio } from 'antd';
import type { Policy } from '../../../shared/contract/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';

const words = servicedeskPageMessages.policy;

/** How the clock counts and when it warns; the manager's. */
export function PolicyDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { message } = App.useApp();
  const policy = useRead(
    ['servicedesk', 'policy'],
    ({ signal }) => client.servicedesk.incidents.policy(undefined, { signal }),
    { enabled: open },
  );
  const save = useAct((values: Policy) => client.servicedesk.incidents.savePolicy(values), {
    topics: ['servicedesk'],
    onDone: () => void message.success(words.saved),
  });
  return (
    <FormDrawer<Policy>
      open={open && policy.data !== undefined}
      title={words.title}
      initial={policy.data ?? {}}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      <Form.Item name="clock" label={words.clock}>
        <Radio.Group
          options={(['elapsed', 'working'] as const).map((value) => ({
            value,
            label: servicedeskMessages.clocks[value],
          }))}
        />
      </Form.Item>
      <Form.Item name="respondMinutes" label={words.respondMinutes}>
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
      <Form.Item name="noticeMinutes" label={words.noticeMinutes}>
        <InputNumber min={0} max={120} precision={0} />
      </Form.Item>
    </FormDrawer>
  );
}
