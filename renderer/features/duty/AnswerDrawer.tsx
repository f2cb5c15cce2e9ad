import { App, Form, Input, Radio } from 'antd';
import type { DutyRequest } from '../../../shared/contract/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

const words = dutyRosterPageMessages.requests;

/** What is to be written with a request: the approver's or the partner's refusal, or what somebody said by telephone. */
export type Answering =
  | { kind: 'reject'; request: DutyRequest }
  | { kind: 'decline'; request: DutyRequest }
  | { kind: 'behalf'; request: DutyRequest; personId: string; name: string };

interface Values {
  note: string;
  agreed: boolean;
}

/** A refusal with its reason, or the answer of somebody without an account. */
export function AnswerDrawer({
  answering,
  onClose,
}: {
  answering: Answering | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const send = useAct(({ note, agreed }: Values) => perform(answering, note, agreed), {
    topics: ['duty'],
    onDone: ({ state }) =>
      void message.success(
        state === 'rejected'
          ? words.decided.rejected
          : state === 'declined'
            ? words.decided.declined
            : words.decided.agreed,
      ),
  });
  const behalf = answering?.kind === 'behalf';
  const titles = {
    reject: words.rejectTitle,
    decline: words.declineTitle,
    behalf: behalf ? words.behalfTitle(answering.name) : '',
  };
  const submits = { reject: words.reject, decline: words.decline, behalf: words.record };
  return (
    <FormDrawer<Values>
      open={answering !== undefined}
      title={titles[answering?.kind ?? 'reject']}
      initial={{ agreed: true }}
      submit={submits[answering?.kind ?? 'reject']}
      busy={send.busy}
      error={send.error}
      onClose={() => {
        send.clear();
        onClose();
      }}
      onSubmit={async (values) => (await send.run(values)) !== undefined}
    >
      {behalf ? (
        <Form.Item name="agreed" label={words.said}>
          <Radio.Group
            options={[
              { value: true, label: words.agree },
              { value: false, label: words.decline },
            ]}
          />
        </Form.Item>
      ) : null}
      <Form.Item
        name="note"
        label={behalf ? words.how : words.note}
        rules={[{ required: true, whitespace: true, message: behalf ? words.needHow : words.needNote }]}
      >
        <Input.TextArea
          rows={3}
          maxLength={300}
          autoFocus
          placeholder={behalf ? words.howPlaceholder : undefined}
        />
      </Form.Item>
    </FormDrawer>
  );
}

function perform(answering: Answering | undefined, note: string, agreed: boolean): Promise<DutyRequest> {
  if (!answering) throw new Error('nothing to answer');
  const { id } = answering.request;
  const { decide, consent } = client.duty.roster;
  switch (answering.kind) {
    case 'reject':
      return decide({ id, approved: false, note });
    case 'decline':
      return consent({ id, agreed: false, note });
    case 'behalf':
      return consent({ id, personId: answering.personId, agreed, note });
  }
}
