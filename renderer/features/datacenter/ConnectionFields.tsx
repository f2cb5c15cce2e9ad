import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ConnectionInput, Engine } from '../../../shared/contract/datacenter.ts';
import { ENGINE_NAMES } from '../../../shared/messages/datacenter.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import styles from './DatacenterPage.module.css';
import { FilesFields } from './FilesFields.tsx';

const words = datacenterPageMessages.form;

/** The ports servers listen on unless told otherwise; shown, and taken when the field stays empty. */
const USUAL_PORTS: Record<Engine, string> = {
  sqlite: '',
  postgres: '5432',
  mysql: '3306',
  oracle: '1521',
  mssql: '1433',
  dameng: '5236',
};

const needed = (field: string) => [{ required: true, whitespace: true, message: words.required(field) }];
const options = <Key extends string>(names: Record<Key, string>) =>
  (Object.keys(names) as Key[]).map((value) => ({ value, label: names[value] }));

/** What stands under 数据库类型: an engine, or a folder of export files in place of a server nothing can reach. */
export type ConnectionKind = Engine | 'sybase-files';
export type ConnectionValues = Omit<ConnectionInput, 'engine'> & { engine: ConnectionKind };

const KINDS = [...options<Engine>(ENGINE_NAMES), { value: 'sybase-files', label: exportFilesMessages.kind }];

/** Name and engine, then what that engine needs. */
export function ConnectionFields({ hasPassword }: { hasPassword: boolean }) {
  return (
    <>
      <Form.Item name="name" label={words.name} rules={needed(words.name)}>
        <Input maxLength={60} placeholder={words.namePlaceholder} />
      </Form.Item>
      <Form.Item<ConnectionValues> noStyle dependencies={['engine', 'sid']}>
        {({ getFieldValue }) => {
          const kind = getFieldValue('engine') as ConnectionKind;
          const hint =
            kind === 'sybase-files'
              ? exportFilesMessages.form.hint
              : `${words.engineHint[kind]}${words.sybase}`;
          return (
            <>
              <Form.Item name="engine" label={words.engine} required extra={hint}>
                <Select options={KINDS} listHeight={300} />
              </Form.Item>
              {kind === 'sybase-files' ? (
                <FilesFields />
              ) : kind === 'sqlite' ? (
                <Form.Item name="file" label={words.file} rules={needed(words.file)}>
                  <Input maxLength={500} placeholder={words.filePlaceholder} />
                </Form.Item>
              ) : (
                <ServerFields engine={kind} bySid={getFieldValue('sid') === true} hasPassword={hasPassword} />
              )}
            </>
          );
        }}
      </Form.Item>
      <div className={styles.even}>
        <Form.Item name="statementTimeoutSeconds" label={words.timeout} required>
          <InputNumber min={1} max={3600} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="maxSessions" label={words.sessions} required>
          <InputNumber min={1} max={16} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </>
  );
}

function ServerFields({
  engine,
  bySid,
  hasPassword,
}: {
  engine: Engine;
  bySid: boolean;
  hasPassword: boolean;
}) {
  const database =
    engine === 'oracle'
      ? bySid
        ? words.database.sid
        : words.database.oracle
      : engine === 'dameng'
        ? words.database.dameng
        : words.database.other;
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="host" label={words.host} rules={needed(words.host)}>
          <Input maxLength={200} placeholder={words.hostPlaceholder} spellCheck={false} />
        </Form.Item>
        <Form.Item name="port" label={words.port}>
          <InputNumber
            min={1}
            max={65535}
            precision={0}
            placeholder={USUAL_PORTS[engine]}
            style={{ width: '100%' }}
          />
        </Form.Item>
      </div>
      <Form.Item name="database" label={database} rules={engine === 'dameng' ? [] : needed(database)}>
        <Input maxLength={100} spellCheck={false} />
      </Form.Item>
      {engine === 'oracle' ? (
        <>
          <Form.Item name="sid" valuePropName="checked">
            <Checkbox>{words.sid}</Checkbox>
          </Form.Item>
          <Form.Item name="clientDir" label={words.clientDir}>
            <Input maxLength={500} placeholder={words.clientDirPlaceholder} spellCheck={false} />
          </Form.Item>
        </>
      ) : null}
      <div className={styles.even}>
        <Form.Item name="user" label={words.user} rules={needed(words.user)} extra={words.userExtra}>
          <Input maxLength={100} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label={words.password}>
          <Input.Password
            maxLength={200}
            autoComplete="new-password"
            placeholder={hasPassword ? words.passwordKept : ''}
          />
        </Form.Item>
      </div>
      <Form.Item name="tls" label={words.tls} required>
        <Select options={options(words.tlsModes)} />
      </Form.Item>
    </>
  );
}
