import { App, Button, Form, type FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import type { ConnectionInput, SavedConnection } from '../../../shared/contract/datacenter.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { ConnectionFields, type ConnectionValues } from './ConnectionFields.tsx';
import styles from './DatacenterPage.module.css';
import { FilesPreview } from './FilesPreview.tsx';
import { TestResult } from './TestResult.tsx';

const words = datacenterPageMessages.form;

const NEW: Partial<ConnectionValues> = {
  engine: 'oracle',
  tls: 'off',
  sid: false,
  statementTimeoutSeconds: 60,
  maxSessions: 4,
};

/** Form values as the core takes them: an empty password field keeps the saved one, an empty port is the usual one. */
function inputOf(values: ConnectionValues, connection: SavedConnection | undefined): ConnectionInput {
  const { password, engine, files, ...rest } = values;
  const byFiles = engine === 'sybase-files';
  return {
    ...rest,
    engine: byFiles ? 'sqlite' : engine,
    files: byFiles ? files : null,
    port: values.port || 0,
    ...(connection ? { id: connection.id } : {}),
    ...(password ? { password } : {}),
  };
}

function valuesOf({ files, ...saved }: SavedConnection): Partial<ConnectionValues> {
  return files ? { ...saved, files, engine: 'sybase-files' } : saved;
}

/** Adds a connection, or edits one; it can be tested before it is saved. The saved password is never shown. */
export function ConnectionDrawer({
  open,
  connection,
  onClose,
}: {
  open: boolean;
  /** The one to edit; undefined: a new one. */
  connection: SavedConnection | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const save = useAct((input: ConnectionInput) => client.datacenter.save(input), {
    topics: ['datacenter'],
    onDone: (saved) => {
      void message.success(datacenterPageMessages.saved(saved.name));
      if (saved.filesStand && saved.filesStand.state !== 'current') void read.run(saved.id);
    },
  });
  const read = useAct((id: string) => client.datacenter.filesRead({ id }), {
    topics: ['datacenter', 'jobs'],
    onDone: () => void message.info(exportFilesMessages.page.started),
  });
  const test = useAct((input: ConnectionInput) => client.datacenter.test(input));
  // The answer stands below the fields: brought into view when it comes.
  const result = useRef<HTMLDivElement>(null);
  const answered = test.answer ?? test.error;
  useEffect(() => {
    if (answered) result.current?.scrollIntoView({ block: 'nearest' });
  }, [answered]);
  const close = () => {
    save.clear();
    test.clear();
    onClose();
  };
  const runTest = async (form: FormInstance<ConnectionValues>) => {
    const values = await form.validateFields().catch(() => undefined);
    if (values) await test.run(inputOf(values, connection));
  };
  const testBox = (form: FormInstance<ConnectionValues>) => (
    <div className={styles.formTest}>
      <Button loading={test.busy} onClick={() => void runTest(form)}>
        {words.test}
      </Button>
      <div ref={result}>
        <ErrorNote error={test.error} />
        {test.answer && !test.busy ? <TestResult test={test.answer} /> : null}
      </div>
    </div>
  );
  return (
    <FormDrawer<ConnectionValues>
      open={open}
      title={connection ? words.editTitle(connection.name) : words.addTitle}
      draft={`datacenter.connection.${connection?.id ?? 'new'}`}
      secret={['password']}
      initial={connection ? valuesOf(connection) : NEW}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={close}
      onSubmit={async (values) => (await save.run(inputOf(values, connection))) !== undefined}
    >
      {(form) => (
        <>
          <ConnectionFields hasPassword={connection?.hasPassword ?? false} />
          <Form.Item noStyle dependencies={['engine']}>
            {({ getFieldValue }) =>
              getFieldValue('engine') === 'sybase-files' ? <FilesPreview form={form} /> : testBox(form)
            }
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
