import { App, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { StandardImport } from '../../../shared/contract/standards.ts';
import { STANDARD_KINDS, STANDARD_TABLES, type StandardKind } from '../../../shared/domain/standardTables.ts';
import { standardColumnName } from '../../../shared/messages/standards.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { type ChosenFile, FileChoice } from './FileChoice.tsx';
import { PreviewBox } from './PreviewBox.tsx';
import styles from './StandardsPage.module.css';
import { kindNames } from './words.ts';

const words = standardsPageMessages.importForm;

interface Values {
  kind: StandardKind;
  mode: 'whole' | 'additions';
  encoding: NonNullable<StandardImport['encoding']>;
  name: string;
  source: string;
}

const options = <Key extends string>(names: Record<Key, string>, keys = Object.keys(names) as Key[]) =>
  keys.map((value) => ({ value, label: names[value] }));

/** A file becomes a new version: checked and held against what holds today as soon as it is chosen. */
export function ImportDrawer({
  open,
  kind,
  onClose,
  onSaved,
}: {
  open: boolean;
  kind: StandardKind;
  onClose: () => void;
  onSaved: (kind: StandardKind) => void;
}) {
  const { message } = App.useApp();
  const [file, setFile] = useState<ChosenFile>();
  const [missing, setMissing] = useState(false);
  const preview = useAct((input: StandardImport) => client.standards.preview(input));
  const save = useAct(
    (input: StandardImport & Pick<Values, 'name' | 'source'>) => client.standards.import(input),
    {
      topics: ['standards'],
      onDone: (version) => {
        void message.success(words.saved(version.name));
        onSaved(version.kind);
      },
    },
  );
  const look = (chosen: ChosenFile | undefined, { kind: wanted, mode, encoding }: Values) => {
    save.clear();
    if (chosen)
      void preview.run({ kind: wanted, mode, encoding, fileName: chosen.name, content: chosen.content });
    else preview.clear();
  };
  const close = () => {
    setFile(undefined);
    setMissing(false);
    preview.clear();
    save.clear();
    onClose();
  };
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title}
      width={720}
      initial={{ kind, mode: 'whole', encoding: 'auto' }}
      submit={words.submit}
      busy={save.busy}
      error={
        missing && !file
          ? { code: 'STANDARD_FILE', message: words.fileNeeded }
          : (save.error ?? preview.error)
      }
      onClose={close}
      onSubmit={async ({ name, source, ...values }) => {
        setMissing(!file);
        if (!file) return false;
        const { kind: wanted, mode, encoding } = values;
        const input = {
          kind: wanted,
          mode,
          encoding,
          fileName: file.name,
          content: file.content,
          name,
          source,
        };
        const saved = (await save.run(input)) !== undefined;
        if (saved) setFile(undefined);
        if (saved) preview.clear();
        return saved;
      }}
    >
      {(form) => {
        const again = () => look(file, form.getFieldsValue());
        return (
          <>
            <div className={styles.pair}>
              <Form.Item name="kind" label={words.kind}>
                <Select options={options(kindNames, [...STANDARD_KINDS])} onChange={again} />
              </Form.Item>
              <Form.Item name="encoding" label={words.encoding}>
                <Select options={options(words.encodings)} onChange={again} />
              </Form.Item>
            </div>
            <Form.Item noStyle dependencies={['mode']}>
              {({ getFieldValue }) => (
                <Form.Item
                  name="mode"
                  label={words.mode}
                  extra={words.modeHints[(getFieldValue('mode') ?? 'whole') as Values['mode']]}
                >
                  <Select options={options(words.modes)} onChange={again} />
                </Form.Item>
              )}
            </Form.Item>
            <FileChoice
              file={file}
              onChoose={(chosen) => {
                setFile(chosen);
                setMissing(false);
                look(chosen, form.getFieldsValue());
              }}
            />
            <Form.Item noStyle dependencies={['kind']}>
              {({ getFieldValue }) => {
                const chosen = (getFieldValue('kind') ?? kind) as StandardKind;
                const names = STANDARD_TABLES[chosen].columns.map(({ name }) =>
                  standardColumnName(chosen, name),
                );
                return <p className={styles.headings}>{words.headings(names.join('、'))}</p>;
              }}
            </Form.Item>
            {preview.busy ? <p className={styles.muted}>{words.checking}</p> : null}
            {file && preview.answer && !preview.busy ? <PreviewBox preview={preview.answer} /> : null}
            <Form.Item
              name="name"
              label={words.name}
              rules={[{ required: true, whitespace: true, message: words.required(words.name) }]}
            >
              <Input maxLength={60} placeholder={words.namePlaceholder} />
            </Form.Item>
            <Form.Item
              name="source"
              label={words.source}
              rules={[{ required: true, whitespace: true, message: words.required(words.source) }]}
            >
              <Input maxLength={300} placeholder={words.sourcePlaceholder} />
            </Form.Item>
          </>
        );
      }}
    </FormDrawer>
  );
}
