import { UserAddOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import type { Operator } from '../../../shared/contract/operators.ts';
import { ROLES, type Role } from '../../../shared/domain/roles.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.people;
const SHORTEST_PASSWORD = 8;

interface Values {
  name: string;
  loginName: string;
  role: Role;
  phone?: string;
  active: boolean;
  password?: string;
}

/** Who may sign in here; the manager adds, changes and stops them. */
export function People() {
  const people = useRead(['operators', 'list'], ({ signal }) => client.operators.list(undefined, { signal }));
  const mayChange = useIsOne(['manager']);
  const [editing, setEditing] = useState<Operator | 'new'>();
  const columns: readonly TableColumn<Operator>[] = [
    { field: 'name', title: words.name, width: 130 },
    { field: 'loginName', title: words.loginName, width: 140 },
    { field: 'role', title: words.role, width: 140, value: ({ role }) => shellMessages.roles[role] },
    { field: 'phone', title: words.phone, flex: 1, minWidth: 150 },
    {
      field: 'active',
      title: words.active,
      width: 110,
      value: ({ active }) => (active ? words.inUse : words.stopped),
      render: ({ active }) => (
        <StateTag state={active ? 'ok' : 'off'} text={active ? words.inUse : words.stopped} plain />
      ),
    },
    ...(mayChange
      ? [
          {
            field: 'edit',
            title: words.edit,
            width: 90,
            sortable: false,
            value: () => null,
            render: (operator: Operator) => (
              <Button size="small" type="link" onClick={() => setEditing(operator)}>
                {words.edit}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Loaded read={people}>
        {(rows) => (
          <div className={styles.people}>
            <DataTable<Operator>
              name="operators"
              columns={columns}
              rows={rows}
              rowId={({ id }) => id}
              toolbar={
                <>
                  <strong>{words.title}</strong>
                  <span className={styles.hint}>
                    {mayChange ? words.note : settingsPageMessages.onlyManager}
                  </span>
                  {mayChange ? (
                    <Button size="small" icon={<UserAddOutlined />} onClick={() => setEditing('new')}>
                      {words.add}
                    </Button>
                  ) : null}
                </>
              }
              empty={{ title: words.none }}
            />
          </div>
        )}
      </Loaded>
      <PersonDrawer editing={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}

function PersonDrawer({ editing, onClose }: { editing: Operator | 'new' | undefined; onClose: () => void }) {
  const { message } = App.useApp();
  const before = editing === 'new' ? undefined : editing;
  const save = useAct(
    (values: Values) => client.operators.save({ ...values, ...(before ? { id: before.id } : {}) }),
    { topics: ['operators'] },
  );
  return (
    <FormDrawer<Values>
      open={editing !== undefined}
      title={before ? words.editTitle(before.name) : words.addTitle}
      initial={before ?? { role: 'engineer', active: true }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        const saved = await save.run(values);
        if (saved) void message.success(words.saved(saved.name));
        return saved !== undefined;
      }}
    >
      <Form.Item
        name="name"
        label={words.name}
        rules={[{ required: true, whitespace: true, message: words.needName }]}
      >
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item
        name="loginName"
        label={words.loginName}
        rules={[{ required: true, whitespace: true, message: words.needLoginName }]}
      >
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="role" label={words.role} rules={[{ required: true, message: words.needRole }]}>
        <Select
          options={ROLES.map((role) => ({
            value: role,
            label: `${shellMessages.roles[role]}：${words.roleHints[role]}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="phone" label={words.phone}>
        <Input maxLength={30} inputMode="tel" />
      </Form.Item>
      <Form.Item
        name="password"
        label={before ? words.newPassword : words.password}
        extra={before ? words.keepPassword : undefined}
        rules={[
          ...(before ? [] : [{ required: true, message: words.needPassword }]),
          { min: SHORTEST_PASSWORD, message: words.shortPassword },
        ]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="active" label={words.allowSignIn} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
