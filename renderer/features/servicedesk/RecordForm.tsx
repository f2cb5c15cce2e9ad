import { App, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { DeskRecord } from '../../../shared/contract/servicedeskRecords.ts';
import type { RecordKind } from '../../../shared/domain/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import {
  choicesOf,
  MomentField,
  momentRule,
  needed,
  parseMoment,
  serviceOptions,
  showMoment,
} from './fields.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.record;
const names = servicedeskMessages.fields;

interface Values {
  title: string;
  fields: Record<string, string>;
}

/** How a field is written: a line, several lines, or something of its own. */
type Look = 'line' | 'text' | 'day' | 'moment' | 'type';
/** The fields of each form in the order of the paper; two in brackets stand side by side. */
const LAYOUT: Record<RecordKind, readonly (readonly [name: string, look: Look][])[]> = {
  problem: [
    [
      ['owner', 'line'],
      ['plannedDay', 'day'],
    ],
    [['cause', 'text']],
    [['impact', 'text']],
    [['workaround', 'text']],
    [['solution', 'text']],
  ],
  change: [
    [['type', 'type']],
    [
      ['owner', 'line'],
      ['courts', 'line'],
    ],
    [['reason', 'text']],
    [['plan', 'text']],
    [['risk', 'text']],
    [
      ['windowFrom', 'moment'],
      ['windowTo', 'moment'],
    ],
    [['rollback', 'text']],
    [['testResult', 'text']],
    [['backupProof', 'line']],
  ],
  release: [
    [
      ['version', 'line'],
      ['rollbackVersion', 'line'],
    ],
    [
      ['component', 'line'],
      ['owner', 'line'],
    ],
    [['content', 'text']],
    [['precheck', 'text']],
    [['checksum', 'line']],
    [['notice', 'text']],
  ],
};
const MOMENTS = ['windowFrom', 'windowTo'];

/** Writes a problem, change or release, or changes the form of one that is still open. */
export function RecordDrawer({
  kind,
  record,
  open,
  onClose,
  onSaved,
}: {
  kind: RecordKind;
  /** The one to change; undefined: a new one. */
  record: DeskRecord | undefined;
  open: boolean;
  onClose: () => void;
  onSaved?: (record: DeskRecord) => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    ({ title, fields }: Values) =>
      client.servicedesk.records.save({
        kind,
        ...(record ? { id: record.id, version: record.version } : {}),
        title,
        fields: sent(fields),
      } as Parameters<typeof client.servicedesk.records.save>[0]),
    {
      topics: ['servicedesk'],
      onDone: (saved) => {
        void message.success(servicedeskPageMessages.done(saved.number, servicedeskPageMessages.form.saved));
        onSaved?.(saved);
      },
    },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={record ? words.editTitle(record.number) : words.addTitle[kind]}
      draft={`servicedesk.${record?.id ?? kind}`}
      width={640}
      initial={record ? { title: record.title, fields: shown(record) } : { fields: { type: 'normal' } }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      <Form.Item name="title" label={names.title} rules={needed(names.title ?? '')}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name={['fields', 'service']} label={names.service} rules={needed(names.service ?? '')}>
        <Select options={serviceOptions} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {LAYOUT[kind].map((row) => {
        const fields = row.map(([name, look]) => <Field key={name} name={name} look={look} />);
        return row.length === 1 ? (
          fields
        ) : (
          <div key={row[0]?.[0]} className={styles.pair}>
            {fields}
          </div>
        );
      })}
    </FormDrawer>
  );
}

function Field({ name, look }: { name: string; look: Look }) {
  const hints: Record<string, string> = words.hints;
  const inputs: Record<Look, ReactNode> = {
    line: <Input maxLength={name === 'courts' ? 500 : 40} />,
    text: <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />,
    day: <DayField />,
    moment: <MomentField />,
    type: <Radio.Group options={choicesOf(servicedeskMessages.changeTypes)} />,
  };
  return (
    <Form.Item
      name={['fields', name]}
      label={names[name]}
      extra={hints[name]}
      rules={look === 'moment' ? [momentRule] : []}
    >
      {inputs[look]}
    </Form.Item>
  );
}

function shown(record: DeskRecord): Record<string, string> {
  const fields = { ...(record.fields as Record<string, string>) };
  for (const name of MOMENTS) if (fields[name]) fields[name] = showMoment(fields[name] ?? '');
  return fields;
}

/** Nothing for an empty field: the core fills in what an empty form has. */
function sent(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (value === undefined || value === null) return [];
      return [[name, MOMENTS.includes(name) ? (parseMoment(value) ?? '') : value]];
    }),
  );
}
