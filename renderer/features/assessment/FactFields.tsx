import { Checkbox, Form, Input, Select } from 'antd';
import type { Fact } from '../../../shared/contract/assessment.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';

const words = assessmentPageMessages.form;
const DUTY_KINDS = ['workday', 'weekend', 'holiday', 'major-holiday'] as const;

/** What prices a fact of a type besides the type itself, and whom it concerns. */
export function FactFields({ type }: { type: Fact['type'] }) {
  const personal = type === 'attendance' || type === 'duty-absence';
  return (
    <>
      {type === 'bonus' ? null : (
        <Form.Item
          name="person"
          label={words.person}
          extra={personal ? undefined : words.personHint}
          rules={
            personal ? [{ required: true, whitespace: true, message: words.required(words.person) }] : []
          }
        >
          <Input maxLength={40} />
        </Form.Item>
      )}
      {type === 'duty-absence' ? (
        <>
          <Form.Item name="dayKind" label={words.dayKind} extra={words.dayKindHint}>
            <Select
              allowClear
              options={DUTY_KINDS.map((value) => ({ value, label: assessmentMessages.dayKinds[value] }))}
            />
          </Form.Item>
          <Form.Item name="affectedWork" valuePropName="checked">
            <Checkbox>{words.affectedWork}</Checkbox>
          </Form.Item>
        </>
      ) : null}
      {type === 'security-breach' ? (
        <Form.Item
          name="impact"
          label={words.impact}
          rules={[{ required: true, message: words.required(words.impact) }]}
        >
          <Select
            options={(['none', 'major'] as const).map((value) => ({
              value,
              label: assessmentMessages.impacts[value],
            }))}
          />
        </Form.Item>
      ) : null}
    </>
  );
}
