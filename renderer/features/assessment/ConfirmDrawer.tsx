import { App, Form, Input } from 'antd';
import type { ConfirmInput, Fact } from '../../../shared/contract/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './AssessmentPage.module.css';
import { EvidenceField, readFiles } from './EvidenceField.tsx';
import { FactFields } from './FactFields.tsx';
import { ruleText, signedPoints } from './look.ts';

const words = assessmentPageMessages.confirm;

type Values = Omit<ConfirmInput, 'id' | 'files'> & { files?: File[] };

/** Confirms a candidate, settling what its price hangs on. */
export function ConfirmDrawer({
  fact,
  open,
  onClose,
}: {
  fact: Fact | undefined;
  open: boolean;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const confirm = useAct((input: ConfirmInput) => client.assessment.confirm(input), {
    topics: ['assessment'],
    onDone: (done) => void message.success(words.done(done.number)),
  });
  const close = () => {
    confirm.clear();
    onClose();
  };
  return (
    <FormDrawer<Values>
      open={open && fact !== undefined}
      title={words.title(fact?.number ?? '')}
      initial={{
        person: fact?.person ?? '',
        ...(fact?.dayKind && fact.dayKind !== 'unpublished' ? { dayKind: fact.dayKind } : {}),
        affectedWork: fact?.affectedWork ?? false,
        ...(fact?.impact ? { impact: fact.impact } : {}),
      }}
      submit={fact?.type === 'bonus' ? words.submitBonus : words.submit}
      busy={confirm.busy}
      error={confirm.error}
      onClose={close}
      onSubmit={async (values) =>
        (await confirm.run({
          ...values,
          note: values.note ?? '',
          id: fact?.id ?? '',
          files: await readFiles(values.files),
        })) !== undefined
      }
    >
      {fact ? (
        <>
          <p className={styles.head}>
            {fact.date}　{fact.text}
          </p>
          <p className={styles.muted}>
            {ruleText(fact)}　{signedPoints(fact.effect)}
          </p>
          <FactFields type={fact.type} />
        </>
      ) : null}
      <Form.Item name="note" label={words.note}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="files" label={assessmentPageMessages.form.files}>
        <EvidenceField />
      </Form.Item>
    </FormDrawer>
  );
}
