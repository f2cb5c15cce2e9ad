import { Button, Drawer, Form, Select } from 'antd';
import { useState } from 'react';
import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { Empty } from '../../components/Page.tsx';
import { PrintDrawer, PrintPreview } from '../../components/PrintDrawer.tsx';
import { client } from '../../rpc/client.ts';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.print;

/** Minutes or acceptance form as they will come out of the printer. */
export function PrintRecordDrawer({
  record,
  onClose,
}: {
  record: ServiceRecord | undefined;
  onClose: () => void;
}) {
  return (
    <PrintDrawer
      title={words.of(record?.number ?? '')}
      print={record && ((signal) => client.assignments.print({ id: record.id }, { signal }))}
      onClose={onClose}
    />
  );
}

interface Range {
  from: string;
  to: string;
  kinds: RecordKind[];
}

/** The list of a period: asks for the period first. */
export function PrintListDrawer({
  open,
  today,
  onClose,
}: {
  open: boolean;
  today: string;
  onClose: () => void;
}) {
  const [range, setRange] = useState<Range>();
  return (
    <Drawer
      open={open}
      title={words.title}
      size={1040}
      onClose={() => {
        setRange(undefined);
        onClose();
      }}
      destroyOnHidden
    >
      <Form<Range>
        layout="vertical"
        className={styles.printBar ?? ''}
        initialValues={{ from: `${today.slice(0, 8)}01`, to: today, kinds: ['assignment'] }}
        onFinish={setRange}
      >
        <Form.Item name="from" label={words.from} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="to" label={words.to} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="kinds" label={words.kinds} rules={[{ required: true }]}>
          <Select
            mode="multiple"
            style={{ minWidth: 320 }}
            options={RECORD_KINDS.map((kind) => ({ value: kind, label: assignmentsMessages.kinds[kind] }))}
          />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit">
            {words.make}
          </Button>
        </Form.Item>
      </Form>
      {range ? (
        <PrintPreview
          key={[range.from, range.to, ...range.kinds].join()}
          print={(signal) => client.assignments.printList(range, { signal })}
        />
      ) : (
        <Empty title={words.hint} />
      )}
    </Drawer>
  );
}
