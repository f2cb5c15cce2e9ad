import { App, Form, Input } from 'antd';
import type { Standard } from '../../../shared/contract/standards.ts';
import { standardsWritePageMessages as words } from '../../../shared/messages/standardsWritePage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

export type AskedWrite = { kind: Standard['kind']; version: string } & (
  | { act: 'write' }
  | { act: 'undo'; id: string }
);

/** Asks for the reason, then starts the writing or its undoing. */
export function WriteDrawer({
  asked,
  open,
  onClose,
  onDone,
}: {
  asked: AskedWrite | undefined;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { message } = App.useApp();
  const act = useAct(
    ({ reason }: { reason: string }) =>
      asked?.act === 'undo'
        ? client.standards.undoWrite({ id: asked.id, reason, confirmed: true })
        : client.standards.write({ kind: asked?.kind ?? 'codes', reason, confirmed: true }),
    {
      topics: ['standards', 'jobs'],
      onDone: () => {
        void message.info(words.started);
        onDone();
      },
    },
  );
  const undoing = asked?.act === 'undo';
  return (
    <FormDrawer<{ reason: string }>
      open={open}
      title={(undoing ? words.undoTitle : words.writeTitle)(asked?.version ?? '')}
      initial={{}}
      submit={undoing ? words.submitUndo : words.submitWrite}
      busy={act.busy}
      error={act.error}
      onClose={() => {
        act.clear();
        onClose();
      }}
      onSubmit={async (values) => (await act.run(values)) !== undefined}
    >
      <p>{undoing ? words.undoHint : words.writeHint}</p>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, min: 4, message: words.short }]}
      >
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  );
}
