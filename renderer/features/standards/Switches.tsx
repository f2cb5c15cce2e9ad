import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { StandardSwitch } from '../../../shared/contract/standards.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './StandardsPage.module.css';

const words = standardsPageMessages.switches;
const form = standardsPageMessages.cancelForm;

/** When which version holds, newest first; what was taken back stays on record. */
export function Switches({ switches, mayWork }: { switches: readonly StandardSwitch[]; mayWork: boolean }) {
  const [cancelling, setCancelling] = useState(false);
  const [subject, setSubject] = useState<StandardSwitch>();
  return (
    <>
      <ul className={styles.switches}>
        {switches.map((one) => (
          <li key={one.id}>
            <StateTag
              plain
              state={one.cancelledAt ? 'off' : one.open ? 'waiting' : 'ok'}
              text={one.cancelledAt ? words.gone : one.open ? words.open : words.done}
            />
            <span className={one.cancelledAt ? styles.struck : undefined}>
              {words.line(one.effectiveFrom, one.versionName)}
            </span>
            <span>{one.reason}</span>
            <span className={styles.muted}>
              {words.by(one.activatedBy)} <Instant value={one.activatedAt} form="recent" />
            </span>
            {one.cancelledBy ? (
              <span className={styles.muted}>{words.cancelled(one.cancelledBy, one.cancelReason)}</span>
            ) : null}
            {mayWork && one.open ? (
              <Button
                size="small"
                onClick={() => {
                  setSubject(one);
                  setCancelling(true);
                }}
              >
                {words.cancel}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <CancelDrawer open={cancelling} subject={subject} onClose={() => setCancelling(false)} />
    </>
  );
}

function CancelDrawer({
  open,
  subject,
  onClose,
}: {
  open: boolean;
  subject: StandardSwitch | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const cancel = useAct(
    ({ reason }: { reason: string }) => client.standards.cancel({ id: subject?.id ?? '', reason }),
    { topics: ['standards'], onDone: () => void message.success(form.saved) },
  );
  return (
    <FormDrawer<{ reason: string }>
      open={open}
      title={form.title(subject?.effectiveFrom ?? '', subject?.versionName ?? '')}
      initial={{}}
      submit={form.submit}
      busy={cancel.busy}
      error={cancel.error}
      onClose={() => {
        cancel.clear();
        onClose();
      }}
      onSubmit={async (values) => (await cancel.run(values)) !== undefined}
    >
      <Form.Item
        name="reason"
        label={form.reason}
        rules={[{ required: true, min: 4, message: standardsPageMessages.activateForm.short }]}
      >
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  );
}
