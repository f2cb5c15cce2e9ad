import { App, Form, Input } from 'antd';
import type { Standard } from '../../../shared/contract/standards.ts';
import { standardsWritePageMessages as words } from '../../../shared/messages/standardsWritePage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

export type AskedWrite = { kind: Standard['kind']; version: string } & (
  | { act: 'write' }
  | { act: 'order' }
  | { act: 'undo'; id: string }
);

interface WriteValues {
  reason: string;
  applicant?: string;
}

const LOOK = {
  write: { title: words.writeTitle, hint: words.writeHint, submit: words.submitWrite },
  order: { title: words.orderTitle, hint: words.orderHint, submit: words.submitOrder },
  undo: { title: words.undoTitle, hint: words.undoHint, submit: words.submitUndo },
} as const;

/** Asks for the reason, then starts the writing or its undoing, or draws up change orders for it. */
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
    async ({ reason, applicant = '' }: WriteValues): Promise<string[]> => {
      const kind = asked?.kind ?? 'codes';
      if (asked?.act === 'order')
        return (await client.standards.orderWrite({ kind, applicant, reason })).numbers;
      if (asked?.act === 'undo') await client.standards.undoWrite({ id: asked.id, reason, confirmed: true });
      else await client.standards.write({ kind, reason, confirmed: true });
      return [];
    },
    {
      topics: ['standards', 'jobs', 'changeorder'],
      onDone: (numbers) => {
        if (numbers.length > 0) void message.success(words.ordered(numbers), 8);
        else {
          void message.info(words.started);
          onDone();
        }
      },
    },
  );
  const look = LOOK[asked?.act ?? 'write'];
  return (
    <FormDrawer<WriteValues>
      open={open}
      title={look.title(asked?.version ?? '')}
      initial={{}}
      submit={look.submit}
      busy={act.busy}
      error={act.error}
      onClose={() => {
        act.clear();
        onClose();
      }}
      onSubmit={async (values) => (await act.run(values)) !== undefined}
    >
      <p>{look.hint}</p>
      {asked?.act === 'order' ? (
        <Form.Item
          name="applicant"
          label={words.applicant}
          rules={[{ required: true, whitespace: true, message: words.applicantNeeded }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      ) : null}
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
