import { App, Button, Form, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import type { Delivery, Edition, Report } from '../../../shared/contract/deliverables.ts';
import { beijingDay, showInstant } from '../../../shared/domain/time.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { base64Of, bytesOf } from '../../components/bytes.ts';
import { DayField } from '../../components/DayField.tsx';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Empty, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.delivery;
const needed = (field: string) => [{ required: true, whitespace: true, message: words.required(field) }];

interface Values {
  recipient: string;
  way: Delivery['way'];
  day: string;
  signedBy?: string;
  receipt?: File;
  note?: string;
}

/** To whom it was handed, when, signed by whom; wrong records are voided, never deleted. */
export function DeliveryPane({ report, edition }: { report: Report; edition: Edition }) {
  const mayWork = useMayWork();
  const [adding, setAdding] = useState(false);
  const [signing, setSigning] = useState<Delivery>();
  return (
    <div className={styles.scroll}>
      <div className={styles.acts}>
        {mayWork ? (
          <Button type="primary" disabled={edition.state !== 'final'} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        ) : null}
        {edition.state === 'final' ? null : <span className={styles.muted}>{words.needFinal}</span>}
      </div>
      {report.deliveries.length === 0 ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        report.deliveries.map((delivery) => (
          <Record
            key={delivery.id}
            delivery={delivery}
            mayWork={mayWork}
            onSign={() => setSigning(delivery)}
          />
        ))
      )}
      <DeliverForm open={adding} report={report} edition={edition} onClose={() => setAdding(false)} />
      {signing ? <SignForm delivery={signing} onClose={() => setSigning(undefined)} /> : null}
    </div>
  );
}

function Record({ delivery, mayWork, onSign }: { delivery: Delivery; mayWork: boolean; onSign: () => void }) {
  const { modal } = App.useApp();
  const voiding = useAct((reason: string) => client.deliverables.voidDelivery({ id: delivery.id, reason }), {
    topics: ['deliverables'],
  });
  const receipt = useAct(() => client.deliverables.receipt({ id: delivery.id }), {
    onDone: ({ fileName, base64 }) => download(fileName, bytesOf(base64), 'application/octet-stream'),
  });
  const askVoid = () => {
    let reason = '';
    modal.confirm({
      title: words.voidTitle,
      content: (
        <Input
          aria-label={words.voidReason}
          placeholder={words.voidReason}
          maxLength={300}
          onChange={(event) => {
            reason = event.target.value;
          }}
        />
      ),
      okText: words.void,
      okButtonProps: { danger: true },
      onOk: () => voiding.run(reason),
    });
  };
  const valid = delivery.voidedAt === null;
  const state = !valid ? 'off' : delivery.signedBy ? 'ok' : 'waiting';
  return (
    <Section
      title={`${delivery.day}　${delivery.recipient}`}
      note={words.edition(delivery.editionNumber)}
      extra={<StateTag state={state} text={valid ? delivery.signedBy || words.waiting : words.void} plain />}
    >
      <Facts
        columns={2}
        items={[
          [words.way, deliverablesMessages.ways[delivery.way]],
          [words.signedBy, delivery.signedBy || words.waiting],
          [words.receiptShort, delivery.receiptName || '—'],
          [words.note, delivery.note || '—'],
        ]}
      />
      <p className={styles.muted}>
        {words.record(delivery.recordedBy, showInstant(delivery.recordedAt))}
        {valid ? '' : `；${words.voided(delivery.voidedBy ?? '', delivery.voidReason ?? '')}`}
      </p>
      <div className={styles.acts}>
        {delivery.receiptName ? (
          <Button size="small" loading={receipt.busy} onClick={() => void receipt.run(undefined)}>
            {words.openReceipt}
          </Button>
        ) : null}
        {mayWork && valid ? (
          <>
            {!delivery.signedBy || !delivery.receiptName ? (
              <Button size="small" onClick={onSign}>
                {words.sign}
              </Button>
            ) : null}
            <Button size="small" danger onClick={askVoid}>
              {words.void}
            </Button>
          </>
        ) : null}
      </div>
      <ErrorNote error={voiding.error ?? receipt.error} />
    </Section>
  );
}

function DeliverForm({
  open,
  report,
  edition,
  onClose,
}: {
  open: boolean;
  report: Report;
  edition: Edition;
  onClose: () => void;
}) {
  const today = beijingDay(useNow(60_000));
  const act = useAct(
    async ({ receipt, signedBy, note, ...values }: Values) =>
      client.deliverables.deliver({
        id: edition.id,
        ...values,
        signedBy: signedBy ?? '',
        note: note ?? '',
        ...(receipt ? { receipt: { name: receipt.name, base64: await base64Of(receipt) } } : {}),
      }),
    { topics: ['deliverables'] },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={words.add}
      initial={{ recipient: report.recipient, way: 'paper', day: today }}
      submit={words.submit}
      busy={act.busy}
      error={act.error}
      onClose={() => {
        act.clear();
        onClose();
      }}
      onSubmit={async (values) => (await act.run(values)) !== undefined}
    >
      <Form.Item name="recipient" label={words.recipient} rules={needed(words.recipient)}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="day" label={words.day} rules={needed(words.day)}>
        <DayField max={today} />
      </Form.Item>
      <Form.Item name="way" label={words.way}>
        <Radio.Group
          options={Object.entries(deliverablesMessages.ways).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="signedBy" label={words.signedBy} extra={words.signedByHint}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="receipt" label={words.receipt}>
        <FileField />
      </Form.Item>
      <Form.Item name="note" label={words.note}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}

function SignForm({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const act = useAct(
    async ({ signedBy, receipt }: { signedBy: string; receipt?: File }) =>
      client.deliverables.sign({
        id: delivery.id,
        signedBy,
        ...(receipt ? { receipt: { name: receipt.name, base64: await base64Of(receipt) } } : {}),
      }),
    { topics: ['deliverables'] },
  );
  return (
    <FormDrawer<{ signedBy: string; receipt?: File }>
      open
      title={words.sign}
      initial={{ signedBy: delivery.signedBy }}
      submit={words.submit}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={async (values) => (await act.run(values)) !== undefined}
    >
      <Form.Item name="signedBy" label={words.signedBy} rules={needed(words.signedBy)}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="receipt" label={words.receipt}>
        <FileField />
      </Form.Item>
    </FormDrawer>
  );
}

/** A chosen file as a form field: antd hands value and onChange in. */
function FileField({ value, onChange }: { value?: File; onChange?: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className={styles.acts}>
      <input
        ref={input}
        type="file"
        accept=".pdf,.jpg,.jpeg,.png"
        // The form's own style would show what is only hidden.
        style={{ display: 'none' }}
        aria-label={words.receipt}
        onChange={(event) => onChange?.(event.target.files?.[0])}
      />
      <Button onClick={() => input.current?.click()}>{words.chooseFile}</Button>
      <span className={styles.muted}>{value?.name ?? ''}</span>
    </span>
  );
}
