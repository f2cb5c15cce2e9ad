import { Button, Drawer, Form, Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import type { ReportKindView } from '../../../shared/contract/deliverables.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.kindsDrawer;
const MANAGERS = ['manager'] as const;
const needed = [{ required: true, whitespace: true, message: deliverablesPageMessages.form.required('') }];

/** Which reports were agreed, by when, for whom. */
export function KindsDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const mayChange = useIsOne(MANAGERS);
  const [editing, setEditing] = useState<ReportKindView>();
  const kinds = useRead(
    ['deliverables', 'kinds'],
    ({ signal }) => client.deliverables.kinds(undefined, { signal }),
    {
      enabled: open,
    },
  );
  return (
    <Drawer open={open} title={words.title} size={620} onClose={onClose} destroyOnHidden>
      <p className={styles.muted}>{mayChange ? words.says : `${words.says}${words.onlyManager}`}</p>
      <Loaded read={kinds} lines={8}>
        {(list) => (
          <div className={styles.stack}>
            {list.map((kind) => (
              <Section
                key={kind.id}
                title={kind.name}
                note={words.periods[kind.period]}
                extra={
                  <>
                    <StateTag
                      state={kind.enabled ? 'ok' : 'off'}
                      text={kind.enabled ? words.enabled : words.disabled}
                      plain
                    />
                    {mayChange ? (
                      <Button size="small" onClick={() => setEditing(kind)}>
                        {words.edit}
                      </Button>
                    ) : null}
                  </>
                }
              >
                <Facts
                  columns={2}
                  items={[
                    [words.due, kind.due.rule === 'last-workday' ? words.last : words.after(kind.due.count)],
                    [words.recipient, kind.recipient],
                    [words.since, kind.since],
                    [words.basis, kind.basis],
                  ]}
                />
              </Section>
            ))}
          </div>
        )}
      </Loaded>
      {editing ? <KindForm key={editing.id} kind={editing} onClose={() => setEditing(undefined)} /> : null}
    </Drawer>
  );
}

interface Values {
  enabled: boolean;
  count: number;
  recipient: string;
  since: string;
  yearStart: string;
}

function KindForm({ kind, onClose }: { kind: ReportKindView; onClose: () => void }) {
  const act = useAct(
    ({ count, ...values }: Values) =>
      client.deliverables.saveKind({ kind: kind.id, due: { rule: 'workday-after', count }, ...values }),
    { topics: ['deliverables'] },
  );
  return (
    <FormDrawer<Values>
      open
      title={kind.name}
      initial={{
        enabled: kind.enabled,
        count: kind.due.rule === 'workday-after' ? kind.due.count : 1,
        recipient: kind.recipient,
        since: kind.since,
        yearStart: kind.yearStart,
      }}
      submit={words.submit}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={async (values) => {
        const saved = await act.run({ ...values, yearStart: values.yearStart ?? kind.yearStart });
        return saved !== undefined;
      }}
    >
      <Form.Item name="enabled" label={words.enabled} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="count" label={words.workdays} rules={[{ required: true }]}>
        <InputNumber min={1} max={30} precision={0} />
      </Form.Item>
      <Form.Item name="recipient" label={words.recipient} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="since" label={words.since} rules={needed}>
        <DayField />
      </Form.Item>
      {kind.period === 'year' ? (
        <Form.Item name="yearStart" label={words.yearStart} extra={words.yearStartHint}>
          <Input maxLength={5} />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}
