import { Button, type FormInstance } from 'antd';
import type { ExportFiles, PreviewFile } from '../../../shared/contract/exportFiles.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import type { ConnectionValues } from './ConnectionFields.tsx';
import styles from './Files.module.css';

const words = exportFilesMessages.form;

/** Tries the settings on the first rows of each file; nothing is kept. */
export function FilesPreview({ form }: { form: FormInstance<ConnectionValues> }) {
  const preview = useAct((files: ExportFiles) => client.datacenter.filesPreview(files));
  const run = async () => {
    const values = await form
      .validateFields([
        ['files', 'folder'],
        ['files', 'charset'],
        ['files', 'columnTerminator'],
        ['files', 'rowTerminator'],
      ])
      .catch(() => undefined);
    const files = form.getFieldValue('files') as ExportFiles | undefined;
    if (values && files) await preview.run(files);
  };
  return (
    <div className={styles.preview}>
      <Button loading={preview.busy} onClick={() => void run()}>
        {words.preview}
      </Button>
      <ErrorNote error={preview.error} />
      {preview.answer && !preview.busy ? (
        <>
          {preview.answer.files.map((file) => (
            <PreviewOne key={file.name} file={file} />
          ))}
          {preview.answer.more > 0 ? <p>{words.previewMore(preview.answer.more)}</p> : null}
        </>
      ) : null}
    </div>
  );
}

function PreviewOne({ file }: { file: PreviewFile }) {
  const described = file.described === 'header' ? exportFilesMessages.page.header : file.described;
  return (
    <section className={styles.file}>
      <h4>
        <StateTag
          plain
          state={file.error ? 'fault' : file.problems.length > 0 ? 'warn' : 'ok'}
          text={words.previewFile(file.name, file.table, described)}
        />
      </h4>
      {file.error ? <p className={styles.reason}>{file.error}</p> : null}
      {file.header.length > 0 ? (
        <div className={styles.scroll}>
          <table className={styles.sample}>
            <thead>
              <tr>
                {file.header.map(({ name, type }) => (
                  <th key={name} title={type}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {file.sample.map(({ line, values }) => (
                <tr key={line}>
                  {values.map((value, place) => (
                    <td key={file.header[place]?.name} className={value === null ? styles.null : ''}>
                      {value ?? '∅'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {file.sample.length === 0 ? <p className={styles.reason}>{words.noRows}</p> : null}
        </div>
      ) : null}
      {file.problems.length > 0 ? (
        <ul className={styles.problems}>
          {file.problems.map(({ line, column, reason, text }) => (
            <li key={`${line} ${column}`}>
              {words.problem(line, column, reason)} <code>{text}</code>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
