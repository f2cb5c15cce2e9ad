import { AutoComplete, Form, Input, Select } from 'antd';
import type { QueryInput, SavedQuery, StatisticsParameter } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { dayChoices } from './ParameterFields.tsx';
import styles from './StatisticsPage.module.css';
import { PARAMETER_TYPE_NAMES } from './types.ts';

const words = statisticsPageMessages.form;

type Values = Pick<QueryInput, 'name' | 'purpose' | 'requester'> & { parameters: StatisticsParameter[] };

/** Name, purpose, who asked for it, and what its parameters are. */
export function SaveDrawer({
  open,
  query,
  sql,
  connectionId,
  parameters,
  onClose,
  onSaved,
}: {
  open: boolean;
  query: SavedQuery | undefined;
  sql: string;
  connectionId: string;
  parameters: readonly StatisticsParameter[];
  onClose: () => void;
  onSaved: (saved: SavedQuery) => void;
}) {
  const save = useAct((input: QueryInput) => client.statistics.save(input), {
    topics: ['statistics'],
    onDone: onSaved,
  });
  return (
    <FormDrawer<Values>
      open={open}
      title={query ? words.editTitle(query.name) : words.addTitle}
      width={620}
      initial={{
        name: query?.name ?? '',
        purpose: query?.purpose ?? '',
        requester: query?.requester ?? '',
        parameters: [...parameters],
      }}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) =>
        (await save.run({
          ...(query ? { id: query.id } : {}),
          ...values,
          parameters: values.parameters ?? [],
          sql,
          connectionId,
        })) !== undefined
      }
    >
      <Form.Item
        name="name"
        label={words.name}
        rules={[{ required: true, whitespace: true, message: words.required(words.name) }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={words.purpose}
        rules={[{ required: true, whitespace: true, message: words.required(words.purpose) }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="requester" label={words.requester}>
        <Input maxLength={60} />
      </Form.Item>
      {parameters.length > 0 ? <p className={styles.hint}>{words.parameters}</p> : null}
      {parameters.map((parameter, index) => (
        <div key={parameter.name} className={styles.formRow}>
          <code className={styles.code} title={parameter.name}>
            :{parameter.name}
          </code>
          <Form.Item name={['parameters', index, 'name']} hidden noStyle>
            <Input />
          </Form.Item>
          <Form.Item name={['parameters', index, 'label']} noStyle>
            <Input aria-label={`${parameter.name} ${words.label}`} placeholder={words.label} maxLength={40} />
          </Form.Item>
          <Form.Item name={['parameters', index, 'type']} noStyle>
            <Select aria-label={`${parameter.name} ${words.type}`} options={PARAMETER_TYPE_NAMES} />
          </Form.Item>
          <Form.Item name={['parameters', index, 'default']} noStyle>
            <AutoComplete
              aria-label={`${parameter.name} ${words.default}`}
              placeholder={words.default}
              options={dayChoices}
            />
          </Form.Item>
        </div>
      ))}
    </FormDrawer>
  );
}
