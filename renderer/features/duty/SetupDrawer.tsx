import { App, Button, Drawer, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import type { DutyPerson, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './Roster.module.css';
import { RulesForm } from './RulesForm.tsx';

const words = dutyRosterPageMessages.setupDrawer;

/** Who takes duties and whose attendance is kept, and how the turns go round. */
export function SetupDrawer({
  open,
  month,
  onClose,
}: {
  open: boolean;
  month: RosterMonth;
  onClose: () => void;
}) {
  const [editing, setEditing] = useState<DutyPerson>();
  const [adding, setAdding] = useState(false);
  return (
    <Drawer open={open} title={words.title} size={680} onClose={onClose} destroyOnHidden>
      <div className={styles.setup}>
        <Section
          title={words.peopleTitle}
          extra={
            <Button size="small" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          }
          flush
        >
          <ul className={styles.lines}>
            {month.people.map((person) => (
              <li key={person.id} className={styles.setupPerson}>
                <strong>{person.name}</strong>
                <span>{person.phone}</span>
                <span className={styles.muted}>
                  {[
                    person.active ? '' : words.inactive,
                    person.attends ? words.attending : '',
                    person.operatorId ? '' : words.noAccount,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <Button size="small" onClick={() => setEditing(person)}>
                  {words.edit}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={words.rulesTitle}>
          <RulesForm key={JSON.stringify(month.rules)} rules={month.rules} people={month.people} />
        </Section>
      </div>
      <PersonDrawer
        open={adding || editing !== undefined}
        person={editing}
        onClose={() => {
          setAdding(false);
          setEditing(undefined);
        }}
      />
    </Drawer>
  );
}

interface Values {
  name: string;
  phone?: string;
  operatorId?: string | null;
  attends: boolean;
  active: boolean;
  since?: string;
}

function PersonDrawer({
  open,
  person,
  onClose,
}: {
  open: boolean;
  person: DutyPerson | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const operators = useRead(
    ['operators', 'list'],
    ({ signal }) => client.operators.list(undefined, { signal }),
    { enabled: open },
  );
  const save = useAct(
    ({ since, operatorId, phone, ...values }: Values) =>
      client.duty.roster.savePerson({
        ...values,
        phone: phone ?? '',
        operatorId: operatorId ?? null,
        ...(person ? { id: person.id } : {}),
        ...(since ? { since } : {}),
      }),
    { topics: ['duty'], onDone: () => void message.success(words.saved) },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={person ? words.editTitle(person.name) : words.addTitle}
      initial={person ?? { attends: true, active: true }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      <Form.Item
        name="name"
        label={words.name}
        rules={[{ required: true, whitespace: true, message: words.needName }]}
      >
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="phone" label={words.phone}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="operatorId" label={words.account}>
        <Select
          allowClear
          placeholder={words.noAccount}
          options={(operators.data ?? []).map(({ id, name, loginName }) => ({
            value: id,
            label: `${name}（${loginName}）`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="since"
        label={words.since}
        rules={[
          {
            validator: (_, value: string | undefined) =>
              !value || isDay(value) ? Promise.resolve() : Promise.reject(new Error('2026-11-20')),
          },
        ]}
      >
        <Input maxLength={10} placeholder="2026-11-20" />
      </Form.Item>
      <Form.Item name="attends" label={words.attends} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="active" label={words.active} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
