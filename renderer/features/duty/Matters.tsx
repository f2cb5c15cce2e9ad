import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { OpenMatter } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Empty, Section } from '../../components/Page.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';

const words = dutyPageMessages.matters;

/** What is unfinished; lives on from shift to shift until someone closes it with a conclusion. */
export function Matters({ matters, mayWork }: { matters: readonly OpenMatter[]; mayWork: boolean }) {
  const [adding, setAdding] = useState(false);
  const [closing, setClosing] = useState<OpenMatter>();
  const add = (
    <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <Section title={words.title} note={words.note} flush extra={mayWork ? add : null}>
      {matters.length === 0 ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        <ul className={styles.list}>
          {matters.map((matter) => (
            <li key={matter.id} className={styles.matter}>
              <div className={styles.matterTitle}>{matter.title}</div>
              {mayWork ? (
                <Button size="small" onClick={() => setClosing(matter)}>
                  {words.close}
                </Button>
              ) : null}
              <div className={styles.meta}>
                <span>{words.raised(matter.raisedBy)}</span>
                <Instant value={matter.raisedAt} form="recent" />
                {matter.carriedOver > 0 ? (
                  <span className={matter.carriedOver > 2 ? styles.carried : undefined}>
                    {words.carried(matter.carriedOver)}
                  </span>
                ) : null}
              </div>
              {matter.detail ? (
                <div className={styles.detail}>
                  <LongText value={matter.detail} />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <AddMatter open={adding} onClose={() => setAdding(false)} />
      <CloseMatter matter={closing} onClose={() => setClosing(undefined)} />
    </Section>
  );
}

function AddMatter({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { message } = App.useApp();
  const add = useAct((input: { title: string; detail?: string }) => client.duty.addMatter(input), {
    topics: ['duty'],
  });
  return (
    <FormDrawer<{ title: string; detail?: string }>
      open={open}
      title={words.addTitle}
      draft="duty.matter"
      initial={{}}
      submit={words.add}
      busy={add.busy}
      error={add.error}
      onClose={() => {
        add.clear();
        onClose();
      }}
      onSubmit={async (input) => {
        if (!(await add.run(input))) return false;
        void message.success(words.added);
        return true;
      }}
    >
      <Form.Item
        name="title"
        label={words.fieldTitle}
        rules={[{ required: true, whitespace: true, message: words.needTitle }]}
      >
        <Input maxLength={100} showCount autoFocus placeholder={words.fieldTitlePlaceholder} />
      </Form.Item>
      <Form.Item name="detail" label={words.fieldDetail}>
        <Input.TextArea rows={6} maxLength={1000} showCount placeholder={words.fieldDetailPlaceholder} />
      </Form.Item>
    </FormDrawer>
  );
}

function CloseMatter({ matter, onClose }: { matter: OpenMatter | undefined; onClose: () => void }) {
  const { message } = App.useApp();
  const close = useAct((input: { id: string; conclusion: string }) => client.duty.closeMatter(input), {
    topics: ['duty'],
  });
  return (
    <FormDrawer<{ conclusion: string }>
      open={matter !== undefined}
      title={words.closeTitle(matter?.title ?? '')}
      draft={`duty.close.${matter?.id ?? ''}`}
      initial={{}}
      submit={words.close}
      busy={close.busy}
      error={close.error}
      onClose={() => {
        close.clear();
        onClose();
      }}
      onSubmit={async ({ conclusion }) => {
        if (!matter || !(await close.run({ id: matter.id, conclusion }))) return false;
        void message.success(words.closed);
        return true;
      }}
    >
      <Form.Item
        name="conclusion"
        label={words.fieldConclusion}
        rules={[{ required: true, whitespace: true, message: words.needConclusion }]}
      >
        <Input.TextArea rows={5} maxLength={500} showCount autoFocus />
      </Form.Item>
    </FormDrawer>
  );
}
