import { Checkbox, Form, Input, Select } from 'antd';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import styles from './DatacenterPage.module.css';

const words = exportFilesMessages.form;
const CHARSETS = Object.entries(words.charsets).map(([value, label]) => ({ value, label }));

/** Where the export files lie and how they are written. */
export function FilesFields() {
  const needed = (field: string) => [
    { required: true, whitespace: true, message: datacenterPageMessages.form.required(field) },
  ];
  return (
    <>
      <Form.Item
        name={['files', 'folder']}
        label={words.folder}
        rules={needed(words.folder)}
        extra={words.folderExtra}
      >
        <Input maxLength={500} placeholder={words.folderPlaceholder} spellCheck={false} />
      </Form.Item>
      <div className={styles.thirds}>
        <Form.Item name={['files', 'charset']} label={words.charset} initialValue="gb18030" required>
          <Select options={CHARSETS} />
        </Form.Item>
        <Form.Item
          name={['files', 'columnTerminator']}
          label={words.columnTerminator}
          initialValue={'\\t'}
          rules={[{ required: true, message: datacenterPageMessages.form.required(words.columnTerminator) }]}
        >
          <Input maxLength={40} spellCheck={false} className={styles.code} />
        </Form.Item>
        <Form.Item
          name={['files', 'rowTerminator']}
          label={words.rowTerminator}
          initialValue={'\\n'}
          rules={[{ required: true, message: datacenterPageMessages.form.required(words.rowTerminator) }]}
        >
          <Input maxLength={40} spellCheck={false} className={styles.code} />
        </Form.Item>
      </div>
      <Form.Item
        name={['files', 'header']}
        valuePropName="checked"
        initialValue={false}
        extra={words.csvNote}
      >
        <Checkbox>{words.header}</Checkbox>
      </Form.Item>
    </>
  );
}
