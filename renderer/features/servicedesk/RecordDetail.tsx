import { App, Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { DeskRecord } from '../../../shared/contract/servicedeskRecords.ts';
import { OPEN_FORM, RECORD_STEPS, type Step, stepsFrom } from '../../../shared/domain/servicedesk.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages as words } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded } from '../../components/Page.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead, useSession } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { needed, showMoment } from './fields.tsx';
import { lookOf, stateName } from './look.ts';
import { Nodes } from './Nodes.tsx';
import { RecordDrawer } from './RecordForm.tsx';
import styles from './Servicedesk.module.css';
import { Thread } from './Thread.tsx';

const DECIDERS = ['manager', 'supervisor'] as const;
const MOMENTS = new Set(['windowFrom', 'windowTo']);
/** Steps that never stand first. */
const QUIET = new Set(['reject', 'fail', 'rollback', 'reopen', 'identify', 'close']);

/** A problem, change or release: where it stands, what comes next, its form, links and timeline. */
export function RecordDetail({ id }: { id: string }) {
  const read = useRead(
    ['servicedesk', 'record', id],
    ({ signal }) => client.servicedesk.records.get({ id }, { signal }),
    { keepPrevious: false },
  );
  return (
    <Loaded read={read} lines={8}>
      {(record) => (
        <>
          <div className={styles.head}>
            <span className={styles.headTitle}>{record.title}</span>
            <StateTag state={lookOf(record.state)} text={stateName(record.state)} />
            {record.kind === 'change' ? (
              <span>{servicedeskMessages.changeTypes[record.fields.type]}</span>
            ) : null}
            {record.kind === 'problem' && record.recurrences > 0 ? (
              <span className={styles.muted}>
                {words.record.columns.recurrences} {record.recurrences}
              </span>
            ) : null}
          </div>
          <Acts record={record} />
          <Facts items={factsOf(record)} />
          {record.kind === 'release' ? <Nodes release={record} /> : null}
          <Thread kind={record.kind} id={record.id} />
        </>
      )}
    </Loaded>
  );
}

function Acts({ record }: { record: DeskRecord }) {
  const { message } = App.useApp();
  const me = useSession()?.operator.id;
  const mayWork = useMayWork();
  const mayDecide = useIsOne(DECIDERS);
  const [form, setForm] = useState<'edit' | 'print' | 'note'>();
  const [asked, setAsked] = useState('');
  const run = useAct(
    (input: { step: string; note: string }) =>
      client.servicedesk.records.step({ id: record.id, step: input.step as never, note: input.note }),
    {
      topics: ['servicedesk'],
      onDone: (done) => void message.success(words.done(done.number, stateName(done.state))),
    },
  );
  const steps: Record<string, Step> = RECORD_STEPS[record.kind];
  const open = stepsFrom(record.kind, record.state).filter((name) =>
    steps[name]?.decides ? mayDecide && record.authorId !== me : mayWork,
  );
  const asksNote = (name: string) =>
    steps[name]?.note || (name === 'start' && record.kind === 'change' && record.fields.type === 'emergency');
  const go = (name: string) => {
    if (!asksNote(name)) return void run.run({ step: name, note: '' });
    setAsked(name);
    setForm('note');
  };
  const label = words.acts[asked] ?? asked;
  return (
    <>
      <div className={styles.acts}>
        {open.map((name) => (
          <Button
            key={name}
            type={QUIET.has(name) ? 'default' : 'primary'}
            loading={run.busy}
            onClick={() => go(name)}
          >
            {words.acts[name]}
          </Button>
        ))}
        {mayWork && OPEN_FORM[record.kind].includes(record.state) ? (
          <Button onClick={() => setForm('edit')}>{words.acts.edit}</Button>
        ) : null}
        <Button onClick={() => setForm('print')}>{words.acts.print}</Button>
      </div>
      <ErrorNote error={form === 'note' ? undefined : run.error} />
      <FormDrawer<{ note: string }>
        open={form === 'note'}
        title={words.act.title(record.number, label)}
        submit={label}
        initial={{}}
        busy={run.busy}
        error={run.error}
        onClose={() => {
          run.clear();
          setForm(undefined);
        }}
        onSubmit={async ({ note }) => (await run.run({ step: asked, note: note ?? '' })) !== undefined}
      >
        <Form.Item
          name="note"
          label={words.record.stepNote}
          rules={steps[asked]?.note ? needed(words.record.stepNote) : []}
        >
          <Input.TextArea rows={4} maxLength={1000} autoFocus />
        </Form.Item>
      </FormDrawer>
      <RecordDrawer
        kind={record.kind}
        record={record}
        open={form === 'edit'}
        onClose={() => setForm(undefined)}
      />
      <PrintDrawer
        title={words.printTitle(record.number)}
        print={
          form === 'print'
            ? (signal) => client.servicedesk.records.print({ id: record.id }, { signal })
            : undefined
        }
        onClose={() => setForm(undefined)}
      />
    </>
  );
}

/** The form's filled fields, then who did which step. */
function factsOf(record: DeskRecord): [string, ReactNode][] {
  const fields = Object.entries(record.fields as Record<string, string>)
    .filter(([name, value]) => value !== '' && name !== 'type')
    .map(([name, value]): [string, ReactNode] => [
      servicedeskMessages.fields[name] ?? name,
      name === 'service' ? (
        serviceNames[record.fields.service]
      ) : (
        <LongText key={name} value={MOMENTS.has(name) ? showMoment(value) : value} lines={5} />
      ),
    ]);
  const steps = Object.entries(record.steps).map(([name, { by, at, note }]): [string, ReactNode] => [
    servicedeskMessages.acts[name] ?? name,
    `${by} ${showMoment(at)}${note ? `：${note}` : ''}`,
  ]);
  return [...fields, [words.record.columns.author, record.author], ...steps];
}
