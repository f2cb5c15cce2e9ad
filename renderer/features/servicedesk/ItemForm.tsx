import { App, Form, Input, Select } from 'antd';
import type { DeskItem, ItemInput } from '../../../shared/contract/servicedeskItems.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { CourtField, choicesOf, needed } from './fields.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.item;

/** Writes a configuration item, or changes one. */
export function ItemDrawer({
  item,
  open,
  onClose,
  onSaved,
}: {
  /** The one to change, with its whole address; undefined: a new one. */
  item: DeskItem | undefined;
  open: boolean;
  onClose: () => void;
  onSaved?: (item: DeskItem) => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    (values: ItemInput) =>
      client.servicedesk.items.save({
        ...values,
        court: values.court ?? null,
        ...(item ? { id: item.id, rowVersion: item.rowVersion } : {}),
      }),
    {
      topics: ['servicedesk'],
      onDone: (saved) => {
        void message.success(servicedeskPageMessages.done(saved.number, servicedeskPageMessages.form.saved));
        onSaved?.(saved);
      },
    },
  );
  return (
    <FormDrawer<ItemInput>
      open={open}
      title={item ? words.editTitle(item.number) : words.addTitle}
      draft={`servicedesk.item.${item?.id ?? 'new'}`}
      secret={['address']}
      width={560}
      initial={item ?? { type: 'application' }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async ({
        name,
        type,
        address,
        version,
        court,
        owner,
        warrantyUntil,
        keeper,
        auditedOn,
        note,
      }) =>
        (await save.run({
          name,
          type,
          address,
          version,
          court,
          owner,
          warrantyUntil,
          keeper,
          auditedOn,
          note,
        })) !== undefined
      }
    >
      <Form.Item name="name" label={words.name} rules={needed(words.name)}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="type" label={words.type}>
          <Select options={choicesOf(servicedeskItemMessages.types)} />
        </Form.Item>
        <Form.Item name="version" label={words.version}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="address" label={words.address} extra={words.addressHint}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="court" label={words.court}>
        <CourtField />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="owner" label={words.owner}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="keeper" label={words.keeper}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="warrantyUntil" label={words.warrantyUntil}>
          <DayField />
        </Form.Item>
        <Form.Item name="auditedOn" label={words.auditedOn}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
