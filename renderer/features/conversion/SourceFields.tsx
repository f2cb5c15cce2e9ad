import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import styles from './ConversionPage.module.css';
import type { SourceValues } from './sourceValues.ts';

const words = conversionPageMessages.source.form;
const kinds = conversionPageMessages.source.kinds;

const needed = (what: string) => ({ required: true, whitespace: true, message: words.required(what) });
const COLUMN = { pattern: /^[\p{L}_][\p{L}\p{N}_$#]*$/u, message: words.columnShape };
const TABLE = {
  pattern: /^[\p{L}_][\p{L}\p{N}_$#]*(\.[\p{L}_][\p{L}\p{N}_$#]*){0,2}$/u,
  message: words.columnShape,
};
const TIME = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: words.time };

/** What a source is, where it lies, where results go, and when it may be converted. */
export function SourceFields({
  fixedKind,
  connections,
}: {
  /** The data centre's own source stays what it is. */
  fixedKind: boolean;
  connections: readonly SavedConnection[];
}) {
  const choices = connections.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item name="name" label={words.name} rules={[needed(words.name)]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={words.kind} required>
        <Select
          disabled={fixedKind}
          options={(['folder', 'database', ...(fixedKind ? (['datacenter'] as const) : [])] as const).map(
            (kind) => ({
              value: kind,
              label: kinds[kind],
            }),
          )}
        />
      </Form.Item>
      <Form.Item<SourceValues> noStyle dependencies={['kind']}>
        {({ getFieldValue }) => (
          <Origin kind={getFieldValue('kind') as SourceValues['kind']} choices={choices} />
        )}
      </Form.Item>
      <Form.Item name="courtCode" label={words.court} extra={words.courtHint}>
        <InputNumber min={1} max={99999} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="targetKind" label={words.targetKind} required>
        <Select
          options={(['table', 'folder'] as const).map((kind) => ({
            value: kind,
            label: words.targetKinds[kind],
          }))}
        />
      </Form.Item>
      <Form.Item<SourceValues> noStyle dependencies={['targetKind']}>
        {({ getFieldValue }) =>
          getFieldValue('targetKind') === 'folder' ? (
            <Form.Item name="targetFolder" label={words.targetFolder} rules={[needed(words.targetFolder)]}>
              <Input maxLength={500} spellCheck={false} />
            </Form.Item>
          ) : (
            <TargetTableFields choices={choices} />
          )
        }
      </Form.Item>
      <When />
    </>
  );
}

type Choices = { value: string; label: string }[];

function Origin({ kind, choices }: { kind: SourceValues['kind']; choices: Choices }) {
  if (kind === 'folder') {
    return (
      <Form.Item name="folder" label={words.folder} extra={words.folderHint} rules={[needed(words.folder)]}>
        <Input maxLength={500} spellCheck={false} />
      </Form.Item>
    );
  }
  return (
    <>
      {kind === 'database' ? (
        <Form.Item
          name="connectionId"
          label={words.connection}
          extra={words.connectionHint}
          rules={[{ required: true, message: words.required(words.connection) }]}
        >
          <Select options={choices} />
        </Form.Item>
      ) : null}
      <div className={styles.columns}>
        <Form.Item name={['mapping', 'table']} label={words.table} rules={[needed(words.table), TABLE]}>
          <Input maxLength={120} spellCheck={false} />
        </Form.Item>
        {Object.entries(words.columns).map(([column, label]) => (
          <ColumnField
            key={column}
            group="mapping"
            column={column}
            label={label}
            needed={['key', 'content']}
          />
        ))}
      </div>
    </>
  );
}

function TargetTableFields({ choices }: { choices: Choices }) {
  return (
    <>
      <Form.Item name={['table', 'connectionId']} label={words.targetConnection}>
        <Select allowClear placeholder={words.sameConnection} options={choices} />
      </Form.Item>
      <div className={styles.columns}>
        {Object.entries(words.targetColumns).map(([column, label]) =>
          column === 'table' ? (
            <Form.Item key={column} name={['table', column]} label={label} rules={[needed(label), TABLE]}>
              <Input maxLength={120} spellCheck={false} />
            </Form.Item>
          ) : (
            <ColumnField
              key={column}
              group="table"
              column={column}
              label={label}
              needed={['key', 'digest', 'status', 'content']}
            />
          ),
        )}
      </div>
    </>
  );
}

function ColumnField(props: { group: string; column: string; label: string; needed: readonly string[] }) {
  const { group, column, label } = props;
  const must = props.needed.includes(column);
  return (
    <Form.Item name={[group, column]} label={label} rules={must ? [needed(label), COLUMN] : [COLUMN]}>
      <Input maxLength={60} spellCheck={false} placeholder={must ? '' : words.optional} />
    </Form.Item>
  );
}

function When() {
  return (
    <>
      <div className={styles.columns}>
        <Form.Item name="windowFrom" label={words.windowFrom} rules={[TIME, bothTimes('windowTo')]}>
          <Input placeholder="22:00" />
        </Form.Item>
        <Form.Item
          name="windowTo"
          label={words.windowTo}
          dependencies={['windowFrom']}
          rules={[TIME, bothTimes('windowFrom')]}
        >
          <Input placeholder="06:00" />
        </Form.Item>
      </div>
      <p className={styles.formNote}>{words.windowHint}</p>
      <Form.Item name="ratePerMinute" label={words.rate} extra={words.rateHint}>
        <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{words.enabled}</Checkbox>
      </Form.Item>
    </>
  );
}

/** A window has both ends or none. */
function bothTimes(other: 'windowFrom' | 'windowTo') {
  return ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_rule: unknown, value: unknown) =>
      value || !getFieldValue(other) ? Promise.resolve() : Promise.reject(new Error(words.bothTimes)),
  });
}
