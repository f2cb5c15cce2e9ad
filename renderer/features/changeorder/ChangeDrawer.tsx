import { App, Button, Form, type FormInstance, Input, Select } from 'antd';
import type { ChangeInput, Changeorder } from '../../../shared/contract/changeorder.ts';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import { changeorderPageMessages } from '../../../shared/messages/changeorderPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { SqlEditor } from '../../components/SqlEditor.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './ChangeorderPage.module.css';
import { PredictionBox } from './PredictionBox.tsx';

const words = changeorderPageMessages.form;
const needed = (field: string) => [{ required: true, whitespace: true, message: words.required(field) }];

/** Writes an order, or changes one's own; what it would do can be counted before it is saved. */
export function ChangeDrawer({
  open,
  order,
  onClose,
}: {
  open: boolean;
  /** The one to change; undefined: a new one. */
  order: Changeorder | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  const save = useAct((input: ChangeInput) => client.changeorder.save(input), {
    topics: ['changeorder'],
    onDone: (saved) => void message.success(changeorderPageMessages.saved(saved.number)),
  });
  const predict = useAct((input: { connectionId: string; sql: string }) => client.changeorder.predict(input));
  const places = connections.data ?? [];
  const close = () => {
    save.clear();
    predict.clear();
    onClose();
  };
  const count = async (form: FormInstance<ChangeInput>) => {
    const values = await form.validateFields(['connectionId', 'sql']).catch(() => undefined);
    if (values) await predict.run({ connectionId: values.connectionId, sql: values.sql });
  };
  return (
    <FormDrawer<ChangeInput>
      open={open}
      title={order ? words.editTitle(order.number) : words.addTitle}
      draft={`changeorder.${order?.id ?? 'new'}`}
      width={720}
      initial={
        order ?? {
          connectionId: places.find(({ isDefault }) => isDefault)?.id ?? places[0]?.id ?? '',
          sql: '',
        }
      }
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={close}
      onSubmit={async ({ title, applicant, incident, connectionId, sql, reason }) =>
        (await save.run({
          ...(order ? { id: order.id } : {}),
          title,
          applicant,
          incident: incident ?? '',
          connectionId,
          sql,
          reason,
        })) !== undefined
      }
    >
      {(form) => (
        <>
          <Form.Item name="title" label={words.title} rules={needed(words.title)}>
            <Input maxLength={80} placeholder={words.titlePlaceholder} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item name="applicant" label={words.applicant} rules={needed(words.applicant)}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="incident" label={words.incident}>
              <Input maxLength={60} />
            </Form.Item>
          </div>
          <Form.Item name="reason" label={words.reason} rules={needed(words.reason)}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
          <Form.Item name="connectionId" label={words.connection} rules={needed(words.connection)}>
            <Select options={places.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          <Form.Item name="sql" label={words.sql} extra={words.sqlHint} rules={needed(words.sql)}>
            <SqlField places={places} form={form} onRun={() => void count(form)} />
          </Form.Item>
          <Button loading={predict.busy} onClick={() => void count(form)}>
            {words.predict}
          </Button>
          <ErrorNote error={predict.error} />
          {predict.answer && !predict.busy && !predict.error ? (
            <PredictionBox prediction={predict.answer} />
          ) : null}
        </>
      )}
    </FormDrawer>
  );
}

/** The editor as a form field: antd hands value and onChange in. */
function SqlField({
  value,
  onChange,
  places,
  form,
  onRun,
}: {
  value?: string;
  onChange?: (value: string) => void;
  places: readonly SavedConnection[];
  form: FormInstance<ChangeInput>;
  onRun: () => void;
}) {
  const connectionId = Form.useWatch('connectionId', form) ?? '';
  const schema = useRead(
    ['statistics-schema', connectionId],
    ({ signal }) => client.statistics.schema({ connectionId }, { signal }),
    { enabled: connectionId !== '' },
  );
  return (
    <SqlEditor
      value={value ?? ''}
      onChange={(text) => onChange?.(text)}
      engine={places.find(({ id }) => id === connectionId)?.engine ?? 'sqlite'}
      tables={schema.data}
      onRun={onRun}
      height={120}
      label={words.sql}
    />
  );
}
