import { App, Form, Input, Radio, Select } from 'antd';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { choicesOf, MomentField, momentRule, needed, parseMoment } from './fields.tsx';
import { stateName } from './look.ts';

const words = servicedeskPageMessages.act;

/** Acts on an incident that ask for something; responding and resuming are done at once. */
export type AskedAct = 'pause' | 'resolve' | 'close' | 'reopen' | 'cancel' | 'merge';

/** The core's name of the moment, so that its refusal stands at the field. */
const MOMENTS: Partial<Record<AskedAct, 'resolvedAt' | 'closedAt'>> = {
  resolve: 'resolvedAt',
  close: 'closedAt',
};

interface Values {
  resolvedAt?: string;
  closedAt?: string;
  reason?: string;
  note?: string;
  cause?: string;
  category?: Incident['category'];
  into?: string;
  fix?: 'temporary' | 'root';
  confirmedBy?: string;
  satisfaction?: number;
}

/** One act on one incident with what it needs: a moment, a reason, what was done. */
export function ActDrawer({
  incident,
  act,
  open,
  onClose,
}: {
  incident: Incident;
  act: AskedAct;
  open: boolean;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const run = useAct((values: Values) => perform(incident.id, act, values), {
    topics: ['servicedesk'],
    onDone: ({ number, state }) =>
      void message.success(servicedeskPageMessages.done(number, stateName(state))),
  });
  const name = servicedeskPageMessages.acts[act] ?? act;
  const moment = MOMENTS[act];
  const reasonLabel = act === 'pause' ? words.pauseReason : moment ? words.reason : words.stepReason;
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title(incident.number, name)}
      submit={name}
      initial={{
        fix: 'root',
        cause: incident.cause,
        ...(incident.category ? { category: incident.category } : {}),
        confirmedBy: incident.confirmedBy || incident.reporter,
      }}
      busy={run.busy}
      error={run.error}
      onClose={() => {
        run.clear();
        onClose();
      }}
      onSubmit={async (values) => (await run.run(values)) !== undefined}
    >
      {act === 'resolve' ? (
        <>
          <Form.Item name="note" label={words.note} rules={needed(words.note)}>
            <Input.TextArea rows={4} maxLength={2000} autoFocus />
          </Form.Item>
          <Form.Item
            name="cause"
            label={words.cause}
            dependencies={['fix']}
            rules={[
              ({ getFieldValue }) => ({
                required: getFieldValue('fix') === 'root',
                whitespace: true,
                message: words.needCause,
              }),
            ]}
          >
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <Form.Item name="category" label={words.category}>
            <Select allowClear options={choicesOf(servicedeskMessages.categories)} />
          </Form.Item>
          <Form.Item name="fix" label={words.fix}>
            <Radio.Group
              options={[
                { value: 'root', label: servicedeskMessages.fixes.root ?? '' },
                { value: 'temporary', label: servicedeskMessages.fixes.temporary ?? '' },
              ]}
            />
          </Form.Item>
        </>
      ) : null}
      {act === 'close' ? (
        <>
          <Form.Item name="confirmedBy" label={words.confirmedBy}>
            <Input maxLength={40} autoFocus />
          </Form.Item>
          <Form.Item name="satisfaction" label={words.satisfaction}>
            <Select allowClear options={choicesOf(words.satisfactions, true).toReversed()} />
          </Form.Item>
        </>
      ) : null}
      {act === 'merge' ? (
        <Form.Item name="into" label={words.into} rules={needed(words.into)}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
      ) : null}
      {moment ? (
        <Form.Item name={moment} label={words.at} extra={words.atHint} rules={[momentRule]}>
          <MomentField />
        </Form.Item>
      ) : null}
      {act === 'merge' ? null : (
        <Form.Item name="reason" label={reasonLabel} rules={moment ? [] : needed(reasonLabel)}>
          <Input.TextArea rows={2} maxLength={300} autoFocus={!moment} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

function perform(id: string, act: AskedAct, values: Values): Promise<Incident> {
  const { incidents } = client.servicedesk;
  const moment = MOMENTS[act];
  const text = moment ? values[moment] : undefined;
  const done = { id, at: text ? (parseMoment(text) ?? null) : null, reason: values.reason ?? '' };
  const reason = { id, reason: values.reason ?? '' };
  switch (act) {
    case 'pause':
      return incidents.pause(reason);
    case 'resolve':
      return incidents.resolve({
        ...done,
        note: values.note ?? '',
        fix: values.fix ?? 'root',
        ...(values.cause ? { cause: values.cause } : {}),
        ...(values.category ? { category: values.category } : {}),
      });
    case 'close':
      return incidents.close({
        ...done,
        confirmedBy: values.confirmedBy ?? '',
        satisfaction: values.satisfaction ?? null,
      });
    case 'reopen':
      return incidents.reopen(reason);
    case 'cancel':
      return incidents.cancel(reason);
    case 'merge':
      return incidents.merge({ id, into: values.into ?? '' });
  }
}
