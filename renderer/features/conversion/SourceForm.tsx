import { App, Button, type FormInstance } from 'antd';
import type { ConversionSource, ConversionSourceInput } from '../../../shared/contract/conversion.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './ConversionPage.module.css';
import { SourceFields } from './SourceFields.tsx';
import { inputOf, type SourceValues, valuesOf } from './sourceValues.ts';

const words = conversionPageMessages.source;

/** Adds a source or edits one; what is filled in can be tested before it is saved. */
export function SourceForm({
  open,
  source,
  onClose,
}: {
  open: boolean;
  source: ConversionSource | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const connections = useRead(
    ['datacenter', 'list'],
    ({ signal }) => client.datacenter.list(undefined, { signal }),
    { enabled: open },
  );
  const save = useAct((input: ConversionSourceInput) => client.conversion.saveSource(input), {
    topics: ['conversion'],
    onDone: (saved) => void message.success(words.saved(saved.name)),
  });
  const test = useAct((input: ConversionSourceInput) => client.conversion.testSource(input));
  const close = () => {
    save.clear();
    test.clear();
    onClose();
  };
  const runTest = async (form: FormInstance<SourceValues>) => {
    const values = await form.validateFields().catch(() => undefined);
    if (values) await test.run(inputOf(values, source));
  };
  return (
    <FormDrawer<SourceValues>
      open={open}
      title={source ? words.form.editTitle(source.name) : words.form.addTitle}
      draft={`conversion.source.${source?.id ?? 'new'}`}
      initial={valuesOf(source)}
      submit={words.form.save}
      busy={save.busy}
      error={save.error}
      width={560}
      onClose={close}
      onSubmit={async (values) => (await save.run(inputOf(values, source))) !== undefined}
    >
      {(form) => (
        <>
          <SourceFields fixedKind={source?.kind === 'datacenter'} connections={connections.data ?? []} />
          <div className={styles.test}>
            <Button loading={test.busy} onClick={() => void runTest(form)}>
              {words.form.test}
            </Button>
            {test.answer && !test.busy ? (
              <StateTag state={test.answer.ok ? 'ok' : 'fault'} text={test.answer.message} plain />
            ) : null}
          </div>
          <ErrorNote error={test.error} />
        </>
      )}
    </FormDrawer>
  );
}
