import { App, Form, Input, InputNumber, Select } from 'antd';
import type { Fact, FactInput } from '../../../shared/contract/assessment.ts';
import { ASSESSMENT_FACT_TYPES } from '../../../shared/domain/assessmentFact.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './AssessmentPage.module.css';
import { EvidenceField, readFiles } from './EvidenceField.tsx';
import { FactFields } from './FactFields.tsx';

const words = assessmentPageMessages.form;
const needed = (field: string) => [{ required: true, whitespace: true, message: words.required(field) }];
/** A written application is named by its number or place, or handed in as a file. */
const applicationNeeded = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
  validator: (_rule: unknown, value: string | undefined) =>
    value?.trim() || ((getFieldValue('files') as File[] | undefined) ?? []).length > 0
      ? Promise.resolve()
      : Promise.reject(new Error(words.applicationNeeded)),
});
const DEDUCTIONS = ASSESSMENT_FACT_TYPES.filter((type) => type !== 'bonus');

type Values = Omit<FactInput, 'affectedWork' | 'files'> & { affectedWork?: boolean; files?: File[] };

/** Enters a deduction somebody noticed, or the written application for a bonus. */
export function FactDrawer({
  kind,
  today,
  bonusMost,
  onClose,
}: {
  /** Undefined: closed. */
  kind: 'fact' | 'bonus' | undefined;
  today: string;
  bonusMost: number;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const bonus = kind === 'bonus';
  const save = useAct((input: FactInput) => client.assessment.add(input), {
    topics: ['assessment'],
    onDone: (fact) => void message.success(words.saved(fact.number)),
  });
  const close = () => {
    save.clear();
    onClose();
  };
  return (
    <FormDrawer<Values>
      open={kind !== undefined}
      title={bonus ? words.bonusTitle : words.addTitle}
      draft={`assessment.${kind ?? 'fact'}`}
      secret={['files']}
      initial={{ type: bonus ? 'bonus' : 'attendance', date: today }}
      submit={bonus ? words.submitBonus : words.submit}
      busy={save.busy}
      error={save.error}
      onClose={close}
      onSubmit={async (values) =>
        (await save.run({
          type: bonus ? 'bonus' : values.type,
          date: values.date,
          person: values.person ?? '',
          dayKind: values.dayKind ?? null,
          affectedWork: values.affectedWork ?? false,
          impact: values.impact ?? null,
          points: values.points ?? null,
          text: values.text,
          evidence: values.evidence ?? '',
          files: await readFiles(values.files),
        })) !== undefined
      }
    >
      <div className={styles.pair}>
        {bonus ? (
          <Form.Item
            name="points"
            label={words.points}
            rules={[{ required: true, message: words.required(words.points) }]}
          >
            <InputNumber min={0} max={bonusMost} step={0.5} style={{ width: '100%' }} />
          </Form.Item>
        ) : (
          <Form.Item name="type" label={words.type} rules={needed(words.type)}>
            <Select
              options={DEDUCTIONS.map((value) => ({ value, label: assessmentMessages.types[value] }))}
            />
          </Form.Item>
        )}
        <Form.Item name="date" label={words.date} rules={needed(words.date)}>
          <DayField max={today} />
        </Form.Item>
      </div>
      <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before.type !== after.type}>
        {({ getFieldValue }) => (
          <FactFields type={bonus ? 'bonus' : ((getFieldValue('type') ?? 'attendance') as Fact['type'])} />
        )}
      </Form.Item>
      <Form.Item
        name="text"
        label={bonus ? words.bonusText : words.text}
        rules={needed(bonus ? words.bonusText : words.text)}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Form.Item
        name="evidence"
        label={bonus ? words.application : words.evidence}
        dependencies={['files']}
        rules={bonus ? [applicationNeeded] : []}
        required={bonus}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="files" label={bonus ? words.applicationFiles : words.files}>
        <EvidenceField />
      </Form.Item>
    </FormDrawer>
  );
}
