import { App, Form, Input, Select } from 'antd';
import type { CompareDefinition, CompareDefinitionInput } from '../../../shared/contract/compare.ts';
import { comparePageMessages } from '../../../shared/messages/comparePage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';

const words = comparePageMessages.form;

/** Lists of columns are written as a person writes them. */
interface Values {
  name: string;
  sourceId: string;
  targetId: string;
  table: string;
  targetTable?: string;
  key: string;
  columns?: string;
  by?: string;
}

/** Adds a comparison, or changes one. */
export function DefinitionDrawer({
  open,
  definition,
  onClose,
}: {
  open: boolean;
  /** The one to change; undefined: a new one. */
  definition: CompareDefinition | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  const save = useAct((input: CompareDefinitionInput) => client.compare.save(input), {
    topics: ['compare'],
    onDone: (saved) => void message.success(comparePageMessages.saved(saved.name)),
  });
  const choices = (connections.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const close = () => {
    save.clear();
    onClose();
  };
  return (
    <FormDrawer<Values>
      open={open}
      title={definition ? words.editTitle(definition.name) : words.addTitle}
      draft={`compare.definition.${definition?.id ?? 'new'}`}
      initial={definition ? valuesOf(definition) : {}}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={close}
      onSubmit={async (values) => (await save.run(inputOf(values, definition))) !== undefined}
    >
      <Form.Item name="name" label={words.name} rules={[{ required: true, message: words.need(words.name) }]}>
        <Input maxLength={60} placeholder={words.namePlaceholder} />
      </Form.Item>
      <Form.Item
        name="sourceId"
        label={words.source}
        rules={[{ required: true, message: words.choose(words.source) }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={choices} />
      </Form.Item>
      <Form.Item
        name="targetId"
        label={words.target}
        rules={[{ required: true, message: words.choose(words.target) }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={choices} />
      </Form.Item>
      <Form.Item
        name="table"
        label={words.table}
        rules={[{ required: true, message: words.need(words.table) }]}
      >
        <Input maxLength={130} />
      </Form.Item>
      <Form.Item name="targetTable" label={words.targetTable} extra={words.targetTableHint}>
        <Input maxLength={130} />
      </Form.Item>
      <Form.Item
        name="key"
        label={words.key}
        extra={words.keyHint}
        rules={[{ required: true, message: words.need(words.key) }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="columns" label={words.columns} extra={words.columnsHint}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
      <Form.Item name="by" label={words.by} extra={words.byHint}>
        <Input />
      </Form.Item>
    </FormDrawer>
  );
}

function valuesOf(definition: CompareDefinition): Values {
  return {
    ...definition,
    key: definition.key.join(', '),
    columns: definition.columns.join(', '),
    by: definition.by.join(', '),
  };
}

function inputOf(values: Values, definition: CompareDefinition | undefined): CompareDefinitionInput {
  return {
    ...(definition ? { id: definition.id } : {}),
    name: values.name,
    sourceId: values.sourceId,
    targetId: values.targetId,
    table: values.table,
    targetTable: values.targetTable ?? '',
    key: columnsOf(values.key),
    columns: columnsOf(values.columns),
    by: columnsOf(values.by),
  };
}

function columnsOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[,，、\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
