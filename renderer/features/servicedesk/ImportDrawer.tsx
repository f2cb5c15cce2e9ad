import { App, Button, Drawer, Table, Upload } from 'antd';
import { useState } from 'react';
import type { ImportPreview } from '../../../shared/contract/servicedeskItems.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { base64Of } from '../../components/bytes.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.item;
const LOOKS = { add: 'ok', change: 'running', same: 'off', refused: 'fault' } as const;

/** Choose a workbook, see what it would do and what is wrong at which cell, then take all of it in. */
export function ImportDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { message } = App.useApp();
  const [file, setFile] = useState<{ fileName: string; base64: string }>();
  const preview = useAct(async (chosen: File) => {
    const given = { fileName: chosen.name, base64: await base64Of(chosen) };
    setFile(given);
    return client.servicedesk.items.previewImport(given);
  });
  const close = () => {
    preview.clear();
    take.clear();
    setFile(undefined);
    onClose();
  };
  const take = useAct(
    (given: { fileName: string; base64: string }) => client.servicedesk.items.import(given),
    {
      topics: ['servicedesk'],
      onDone: ({ added, changed, relations }) => {
        void message.success(words.imported(added, changed, relations));
        close();
      },
    },
  );
  const found = preview.busy ? undefined : preview.answer;
  const count = found ? found.counts.add + found.counts.change : 0;
  return (
    <Drawer
      open={open}
      title={words.importTitle}
      size={860}
      onClose={close}
      destroyOnHidden
      footer={
        <div className={styles.foot}>
          <Button
            type="primary"
            disabled={!found || !file || found.faults.length > 0 || (count === 0 && found.relations === 0)}
            loading={take.busy}
            onClick={() => file && void take.run(file)}
          >
            {words.confirm(count)}
          </Button>
        </div>
      }
    >
      <div className={styles.bar} style={{ marginBottom: 10 }}>
        <Upload
          accept=".xlsx"
          showUploadList={false}
          beforeUpload={(chosen) => {
            void preview.run(chosen);
            return false;
          }}
        >
          <Button loading={preview.busy}>{words.choose}</Button>
        </Upload>
        <span>{file?.fileName}</span>
      </div>
      <p className={styles.muted}>{words.chooseHint}</p>
      <ErrorNote error={preview.error ?? take.error} />
      {found ? <Found preview={found} /> : null}
    </Drawer>
  );
}

function Found({ preview }: { preview: ImportPreview }) {
  const { counts, faults, rows } = preview;
  return (
    <>
      <p>{words.counts(counts.add, counts.change, counts.same, counts.refused)}</p>
      {faults.length > 0 ? (
        <div className={styles.faults} role="alert">
          <p>
            <StateTag state="fault" text={words.faults(faults.length)} />
          </p>
          <Table
            size="small"
            pagination={false}
            rowKey={({ cell, message }) => `${cell} ${message}`}
            dataSource={faults}
            columns={[
              { title: words.faultCell, dataIndex: 'cell', width: 80 },
              { title: words.faultText, dataIndex: 'message' },
            ]}
          />
        </div>
      ) : null}
      <Table
        size="small"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        rowKey="row"
        dataSource={rows}
        columns={[
          { title: words.rowColumns.row, dataIndex: 'row', width: 56 },
          {
            title: words.rowColumns.action,
            dataIndex: 'action',
            width: 96,
            render: (action: keyof typeof LOOKS) => (
              <StateTag state={LOOKS[action]} text={words.actions[action]} plain />
            ),
          },
          { title: words.rowColumns.name, dataIndex: 'name' },
          { title: words.rowColumns.type, dataIndex: 'type', width: 96 },
          { title: words.rowColumns.court, dataIndex: 'court' },
          {
            title: words.rowColumns.changes,
            dataIndex: 'changes',
            render: (changes: string[]) => changes.join('、'),
          },
        ]}
      />
    </>
  );
}
