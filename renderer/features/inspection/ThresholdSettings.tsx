import { App, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { ItemThresholds } from '../../../shared/contract/inspection.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { shortServiceNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './ThresholdSettings.module.css';

const words = inspectionPageMessages.thresholds;

interface Values {
  warning?: number | null;
  fault?: number | null;
  reason: string;
}

/** From which number on an item of the sheet is a warning or a fault. */
export function ThresholdSettings() {
  const mayChange = useIsOne(['manager']);
  const [editing, setEditing] = useState<ItemThresholds>();
  const items = useRead(['inspection', 'thresholds'], ({ signal }) =>
    client.inspection.thresholds(undefined, { signal }),
  );
  const columns: readonly TableColumn<ItemThresholds>[] = [
    { field: 'number', title: words.number, width: 76, sortable: false },
    {
      field: 'service',
      title: words.service,
      width: 120,
      value: ({ service }) => shortServiceNames[service],
    },
    { field: 'name', title: words.name, width: 170 },
    { field: 'standard', title: words.standard, flex: 1, minWidth: 240 },
    {
      field: 'change',
      title: words.changed,
      width: 160,
      value: ({ change }) => (change ? words.changedBy(change.by, beijingDay(change.at)) : words.usual),
    },
    ...(mayChange
      ? [
          {
            field: 'edit',
            title: words.edit,
            width: 84,
            sortable: false,
            value: () => null,
            render: (item: ItemThresholds) => (
              <Button size="small" type="link" onClick={() => setEditing(item)}>
                {words.edit}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Loaded read={items}>
        {(rows) => (
          <div className={styles.table}>
            <DataTable<ItemThresholds>
              name="thresholds"
              columns={columns}
              rows={rows}
              rowId={({ id }) => id}
              toolbar={
                <>
                  <strong>{words.title}</strong>
                  <span className={styles.hint}>
                    {mayChange ? words.note : settingsPageMessages.onlyManager}
                  </span>
                </>
              }
              empty={{ title: words.none }}
            />
          </div>
        )}
      </Loaded>
      {editing ? (
        <ThresholdForm key={editing.id} item={editing} onClose={() => setEditing(undefined)} />
      ) : null}
    </>
  );
}

function ThresholdForm({ item, onClose }: { item: ItemThresholds; onClose: () => void }) {
  const { message } = App.useApp();
  const save = useAct(
    ({ warning = null, fault = null, reason }: Values) =>
      client.inspection.saveThresholds({ id: item.id, warning, fault, reason }),
    { topics: ['inspection'] },
  );
  const limit = (name: 'warning' | 'fault') => {
    const usual = item.usual[name];
    return usual === null ? null : (
      <Form.Item
        name={name}
        label={words.limit[name][item.direction]}
        extra={words.usualLimit(usual, item.unit)}
        rules={[{ required: true, message: words.needNumber }]}
      >
        <InputNumber suffix={item.unit} style={{ width: '100%' }} autoFocus={name === 'warning'} />
      </Form.Item>
    );
  };
  return (
    <FormDrawer<Values>
      open
      title={`${item.number}　${item.name}`}
      initial={{ warning: item.warning, fault: item.fault, reason: item.change?.reason ?? '' }}
      busy={save.busy}
      error={save.error}
      onClose={onClose}
      onSubmit={async (values) => {
        if (!(await save.run(values))) return false;
        void message.success(words.saved);
        return true;
      }}
    >
      {(form) => (
        <>
          <p className={styles.hint}>{item.standard}</p>
          {limit('warning')}
          {limit('fault')}
          <Form.Item
            name="reason"
            label={words.reason}
            rules={[{ required: true, whitespace: true, message: words.needReason }]}
          >
            <Input.TextArea rows={3} maxLength={500} placeholder={words.reasonHint} />
          </Form.Item>
          <Button
            size="small"
            onClick={() => form.setFieldsValue({ warning: item.usual.warning, fault: item.usual.fault })}
          >
            {words.takeUsual}
          </Button>
        </>
      )}
    </FormDrawer>
  );
}
