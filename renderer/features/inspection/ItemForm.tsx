import { App, Form, Input, Radio } from 'antd';
import type { ItemFields, SheetItem } from '../../../shared/contract/inspection.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { IncidentLink, RaiseFromCheck } from '../servicedesk/RaiseFromCheck.tsx';
import { isBad } from './look.ts';
import styles from './SheetsPage.module.css';

const words = inspectionPageMessages.form;
const NAMES = ['value', 'result', 'explanation', 'action', 'owner', 'due', 'note'] as const;

type Values = ItemFields & { reason?: string };

/** Fills or corrects one item of a sheet; only what was changed is sent, with the version that was on the screen. */
export function ItemForm({
  open,
  item,
  day,
  onClose,
}: {
  open: boolean;
  item: SheetItem;
  day: string;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    (values: Values) =>
      client.inspection.fill({
        day,
        itemId: item.id,
        version: item.version,
        fields: changedFields(item, values),
        reason: values.reason ?? '',
      }),
    { topics: ['inspection'] },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title(item.number, item.name)}
      draft={`inspection.${day}.${item.id}`}
      initial={initialFields(item)}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        if (!(await save.run(values))) return false;
        void message.success(words.saved);
        return true;
      }}
    >
      <p className={styles.formNote}>{item.standard}</p>
      {item.found.result ? (
        <p className={styles.formNote}>
          {words.found(item.found.value || item.found.remark, resultNames[item.found.result])}
        </p>
      ) : null}
      <Form.Item name="value" label={words.value}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="result" label={words.result}>
        <Radio.Group
          options={(['normal', 'warning', 'fault', 'unchecked'] as const).map((value) => ({
            value,
            label: resultNames[value],
          }))}
        />
      </Form.Item>
      <Form.Item name="explanation" label={words.explanation}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="action" label={words.action}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className={styles.formRow}>
        <Form.Item label={words.incident}>
          {item.incident ? <IncidentLink number={item.incident} /> : null}
          <RaiseFromCheck item={item} day={day} />
          {item.incident || isBad(item) ? null : words.noIncident}
        </Form.Item>
        <Form.Item name="owner" label={words.owner}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="due" label={words.due}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} extra={words.reasonHint}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}

/** What the fields start with; an item nobody looked at has no result yet. */
function initialFields(item: SheetItem): Partial<Values> {
  const blank = item.checkedAt === null && item.value === '';
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, item[name]])),
    result: blank ? undefined : item.result,
  };
}

function changedFields(item: SheetItem, values: Values): ItemFields {
  const before = initialFields(item);
  return Object.fromEntries(
    NAMES.filter((name) => values[name] !== undefined && values[name] !== before[name]).map((name) => [
      name,
      values[name],
    ]),
  );
}
