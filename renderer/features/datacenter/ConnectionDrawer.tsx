import { App, Button, type FormInstance } from 'antd';
import { useEffect, useRef } from 'react';
import type { ConnectionInput, SavedConnection } from '../../../shared/contract/datacenter.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import styles from './DatacenterPage.module.css';
import { TestResult } from './TestResult.tsx';

const words = datacenterPageMessages.form;

const NEW: Partial<ConnectionInput> = {
  engine: 'oracle',
  tls: 'off',
  sid: false,
  statementTimeoutSeconds: 60,
  maxSessions: 4,
};

/** Form values as the core takes them: an empty password field keeps the saved one, an empty port is the usual one. */
function inputOf(values: ConnectionInput, connection: SavedConnection | undefined): ConnectionInput {
  const { password, ...rest } = values;
  return {
    ...rest,
    port: values.port || 0,
    ...(connection ? { id: connection.id } : {}),
    ...(password ? { password } : {}),
  };
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
    onDone: (saved) => void message.success(datacenterPageMessages.saved(saved.name)),
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
  const runTest = async (form: FormInstance<ConnectionInput>) => {
    const values = await form.validateFields().catch(() => undefined);
    if (values) await test.run(inputOf(values, connection));
  };
  return (
    <FormDrawer<ConnectionInput>
      open={open}
      title={connection ? words.editTitle(connection.name) : words.addTitle}
      draft={`datacenter.connection.${connection?.id ?? 'new'}`}
      secret={['password']}
      initial={connection ?? NEW}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={close}
      onSubmit={async (values) => (await save.run(inputOf(values, connection))) !== undefined}
    >
      {(form) => (
        <>
          <ConnectionFields hasPassword={connection?.hasPassword ?? false} />
          <div className={styles.formTest}>
            <Button loading={test.busy} onClick={() => void runTest(form)}>
              {words.test}
            </Button>
            <div ref={result}>
              <ErrorNote error={test.error} />
              {test.answer && !test.busy ? <TestResult test={test.answer} /> : null}
            </div>
          </div>
        </>
      )}
    </FormDrawer>
  );
}
