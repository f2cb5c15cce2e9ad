import { AutoComplete, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { RecordInput, ServiceRecord } from '../../../shared/contract/assignments.ts';
import { KIND_RULES, type RecordField, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages as words } from '../../../shared/messages/assignmentsPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './AssignmentsPage.module.css';

/** What is written: a new record of a kind (perhaps under another), or one that is there. */
export interface FormSubject {
  kind: RecordKind;
  record?: ServiceRecord;
  parent?: ServiceRecord;
  /** What a new one starts with. */
  initial?: Partial<RecordInput>;
}

const WIDE: readonly RecordField[] = ['people', 'body', 'materials', 'party', 'isKey'];

/** One form for every kind: its fields come from the kind's rule. */
export function RecordForm({
  open,
  subject,
  onClose,
  onSaved,
}: {
  open: boolean;
  subject: FormSubject;
  onClose: () => void;
  onSaved?: ((record: ServiceRecord) => void) | undefined;
}) {
  const { kind, record, parent } = subject;
  const operators = useRead(['operators', 'list'], ({ signal }) =>
    client.operators.list(undefined, { signal }),
  );
  const save = useAct((input: RecordInput) => client.assignments.save(input), {
    topics: ['assignments'],
    onDone: (saved) => onSaved?.(saved),
  });
  const names = (operators.data ?? []).filter(({ active }) => active).map(({ name }) => ({ value: name }));
  const rule = KIND_RULES[kind];
  return (
    <FormDrawer<RecordInput>
      open={open}
      title={record ? words.edit(record.number) : words.add(assignmentsMessages.kinds[kind])}
      draft={`assignments.${record?.id ?? `${kind}.${parent?.id ?? 'new'}`}`}
      width={620}
      initial={record ?? subject.initial ?? {}}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) =>
        (await save.run({
          ...values,
          kind,
          parentId: record ? record.parentId : (parent?.id ?? null),
          ...(record ? { id: record.id, changedAt: record.changedAt } : {}),
          hours: values.hours ?? null,
          score: values.score ?? null,
        })) !== undefined
      }
    >
      <div className={styles.pair}>
        <FieldItem kind={kind} field="title" required wide>
          <Input maxLength={120} autoFocus />
        </FieldItem>
        {rule.fields.map((field) => (
          <FieldItem
            key={field}
            kind={kind}
            field={field}
            required={rule.required.includes(field)}
            wide={WIDE.includes(field)}
          >
            {control(kind, field, names)}
          </FieldItem>
        ))}
      </div>
    </FormDrawer>
  );
}

function FieldItem({
  kind,
  field,
  required,
  wide,
  children,
}: {
  kind: RecordKind;
  field: RecordField | 'title';
  required?: boolean;
  wide?: boolean;
  children: React.ReactElement;
}) {
  const label = assignmentsMessages.fieldOf(kind, field);
  const hint =
    field === 'period'
      ? words.periodHint
      : field === 'people'
        ? words.peopleHint
        : field === 'link'
          ? words.linkHint
          : undefined;
  return (
    <Form.Item
      name={field}
      label={field === 'isKey' ? null : label}
      extra={hint}
      className={wide ? styles.wide : ''}
      {...(field === 'isKey' ? { valuePropName: 'checked' } : {})}
      rules={required ? [{ required: true, message: words.required(label) }] : []}
    >
      {children}
    </Form.Item>
  );
}

function control(kind: RecordKind, field: RecordField, names: { value: string }[]): React.ReactElement {
  switch (field) {
    case 'category':
      return (
        <Select
          allowClear
          options={Object.entries(assignmentsMessages.categoriesOf(kind)).map(([value, label]) => ({
            value,
            label,
          }))}
        />
      );
    case 'owner':
      return <AutoComplete options={names} showSearch={{ filterOption: true }} maxLength={40} />;
    case 'startsOn':
    case 'dueOn':
      return <DayField />;
    case 'startsAt':
    case 'endsAt':
      return <Input type="time" />;
    case 'hours':
      return <InputNumber className={styles.full ?? ''} min={0.5} max={200} step={0.5} />;
    case 'score':
      return <InputNumber className={styles.full ?? ''} min={0} max={100} />;
    case 'body':
      return (
        <Input.TextArea autoSize={{ minRows: kind === 'meeting' ? 7 : 3, maxRows: 16 }} maxLength={20_000} />
      );
    case 'materials':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} />;
    case 'isKey':
      return <Checkbox>{assignmentsMessages.fieldOf(kind, 'isKey')}</Checkbox>;
    default:
      return (
        <Input maxLength={field === 'people' ? 500 : field === 'party' || field === 'place' ? 120 : 60} />
      );
  }
}
