import { App, Form, Input, Radio, Switch } from 'antd';
import type { OpenMatter } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';

const words = dutyPageMessages.leave;
const fields = dutyPageMessages.handover;

interface Values {
  note?: string;
  withHandover: boolean;
  faceToFace: boolean;
  systemState?: string;
  items?: string;
  notices?: string;
  risks?: string;
}

const initial: Partial<Values> = { withHandover: true, faceToFace: true };

function toInput({ note = '', withHandover, faceToFace, systemState = '', items, notices, risks }: Values) {
  if (!withHandover) return { note };
  return { note, handover: { faceToFace, systemState, items, notices, risks } };
}

/** Ends one's shift; with a hand-over the open matters go to whoever accepts it. */
export function SignOutDrawer({
  open,
  matters,
  onClose,
}: {
  open: boolean;
  matters: readonly OpenMatter[];
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const signOut = useAct((values: Values) => client.duty.signOut(toInput(values)), { topics: ['duty'] });
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title}
      draft="duty.signOut"
      initial={initial}
      submit={words.title}
      busy={signOut.busy}
      error={signOut.error}
      width={560}
      onClose={() => {
        signOut.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        if (!(await signOut.run(values))) return false;
        void message.success(values.withHandover ? dutyPageMessages.handedOver : dutyPageMessages.signedOut);
        return true;
      }}
    >
      <Form.Item name="note" label={words.note}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={1000}
          placeholder={words.notePlaceholder}
        />
      </Form.Item>
      <Form.Item
        name="withHandover"
        label={words.withHandover}
        extra={words.withHandoverHint}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item noStyle dependencies={['withHandover']}>
        {({ getFieldValue }) => (getFieldValue('withHandover') ? <HandoverFields matters={matters} /> : null)}
      </Form.Item>
    </FormDrawer>
  );
}

function HandoverFields({ matters }: { matters: readonly OpenMatter[] }) {
  return (
    <>
      <Form.Item name="faceToFace" label={fields.faceToFace}>
        <Radio.Group
          options={[
            { value: true, label: fields.face },
            { value: false, label: fields.remote },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="systemState"
        label={fields.systemState}
        rules={[{ required: true, whitespace: true, message: words.needSystemState }]}
      >
        <Input maxLength={500} placeholder={words.systemStatePlaceholder} />
      </Form.Item>
      <Form.Item name="items" label={fields.items}>
        <Input maxLength={500} placeholder={words.itemsPlaceholder} />
      </Form.Item>
      <Form.Item name="notices" label={fields.notices}>
        <Input maxLength={500} placeholder={words.noticesPlaceholder} />
      </Form.Item>
      <Form.Item name="risks" label={fields.risks}>
        <Input maxLength={500} placeholder={words.risksPlaceholder} />
      </Form.Item>
      <div className={styles.carryBox}>
        {words.carriedOver(matters.length)}
        {matters.length > 0 ? (
          <ol className={styles.carry}>
            {matters.map((matter) => (
              <li key={matter.id}>{matter.title}</li>
            ))}
          </ol>
        ) : null}
      </div>
    </>
  );
}
