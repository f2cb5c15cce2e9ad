import { App, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Probe } from '../../../shared/contract/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './ProbeSettings.module.css';

const words = inspectionPageMessages.probes;

interface Values {
  kind: 'http' | 'tcp' | 'folder' | 'none';
  target?: string;
  expect?: string;
}

/** The addresses that the day's probes look at. */
export function ProbeSettings() {
  const mayChange = useIsOne(['manager']);
  const [editing, setEditing] = useState<Probe>();
  const probes = useRead(['inspection', 'probes'], ({ signal }) =>
    client.inspection.probes(undefined, { signal }),
  );
  return (
    <Section title={words.title} note={words.note} flush>
      <Loaded read={probes} lines={3}>
        {(rows) => (
          <ul className={styles.list}>
            {rows.map((probe) => (
              <li key={probe.id}>
                <strong>{probe.name}</strong>
                <span className={styles.target}>
                  {probe.kind ? `${words.kinds[probe.kind]}　${probe.target}` : words.unset}
                </span>
                {mayChange ? (
                  <Button size="small" onClick={() => setEditing(probe)}>
                    {words.edit}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing ? <ProbeForm key={editing.id} probe={editing} onClose={() => setEditing(undefined)} /> : null}
    </Section>
  );
}

function ProbeForm({ probe, onClose }: { probe: Probe; onClose: () => void }) {
  const { message } = App.useApp();
  const save = useAct(
    ({ kind, target = '', expect = '' }: Values) =>
      client.inspection.saveProbe({
        id: probe.id,
        kind: kind === 'none' ? null : kind,
        target,
        expect: kind === 'http' ? expect : '',
      }),
    { topics: ['inspection'] },
  );
  return (
    <FormDrawer<Values>
      open
      title={probe.name}
      initial={{ kind: probe.kind ?? 'none', target: probe.target, expect: probe.expect }}
      busy={save.busy}
      error={save.error}
      onClose={onClose}
      onSubmit={async (values) => {
        if (!(await save.run(values))) return false;
        void message.success(words.saved);
        return true;
      }}
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          options={(['http', 'tcp', 'folder', 'none'] as const).map((value) => ({
            value,
            label: words.kinds[value],
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => {
          const kind = getFieldValue('kind') as Values['kind'];
          return kind === 'none' ? null : (
            <>
              <Form.Item
                name="target"
                label={words.target}
                rules={[{ required: true, message: words.target }]}
              >
                <Input maxLength={500} placeholder={words.targetHint[kind]} />
              </Form.Item>
              {kind === 'http' ? (
                <Form.Item name="expect" label={words.expect}>
                  <Input maxLength={200} />
                </Form.Item>
              ) : null}
            </>
          );
        }}
      </Form.Item>
    </FormDrawer>
  );
}
