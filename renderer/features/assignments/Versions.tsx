import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { DocumentVersion, RecordDetail } from '../../../shared/contract/assignments.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { useTextQuestion } from '../../components/TextQuestion.tsx';
import { Day, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.versions;
const { states } = assignmentsMessages.documents;
const LOOK: Record<DocumentVersion['state'], ViewState> = {
  waiting: 'waiting',
  effective: 'ok',
  superseded: 'off',
  rejected: 'fault',
};
const TOPICS = { topics: ['assignments'] };

/** The versions of a rule or process document; a second person puts a new one in force. */
export function Versions({ detail, mayWork }: { detail: RecordDetail; mayWork: boolean }) {
  const [adding, setAdding] = useState(false);
  return (
    <section className={styles.block}>
      <div className={styles.blockHead}>
        {words.title}
        {mayWork && detail.state === 'open' ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        ) : null}
      </div>
      {detail.versions.length === 0 ? <p className={styles.muted}>{words.none}</p> : null}
      <ul className={styles.list}>
        {detail.versions.map((version) => (
          <VersionRow key={version.id} version={version} />
        ))}
      </ul>
      <VersionDrawer detail={detail} open={adding} onClose={() => setAdding(false)} />
    </section>
  );
}

function VersionRow({ version }: { version: DocumentVersion }) {
  const me = useSession()?.operator.id;
  const mayDecide = useIsOne(['manager', 'supervisor']);
  const decide = useAct(
    (input: { approved: boolean; note: string }) =>
      client.assignments.approveVersion({ versionId: version.id, ...input }),
    TOPICS,
  );
  const { ask, drawer } = useTextQuestion(['assignments']);
  const reject = () =>
    ask({
      title: words.rejectTitle(version.version),
      label: words.note,
      submit: words.reject,
      run: (note) => client.assignments.approveVersion({ versionId: version.id, approved: false, note }),
    });
  const waits = version.state === 'waiting';
  return (
    <li>
      <StateTag state={LOOK[version.state]} text={states[version.state]} plain />
      <strong>{version.version}</strong>
      <span className={styles.grow}>{version.changeNote}</span>
      <span className={styles.muted}>
        <Day value={version.effectiveOn} /> {version.author}
        {version.approver ? ` / ${version.approver}` : ''}
      </span>
      {waits && mayDecide && version.authorId !== me ? (
        <>
          <Button
            size="small"
            type="primary"
            loading={decide.busy}
            onClick={() => void decide.run({ approved: true, note: '' })}
          >
            {words.approve}
          </Button>
          <Button size="small" onClick={reject}>
            {words.reject}
          </Button>
        </>
      ) : null}
      {drawer}
      {waits && version.authorId === me ? <span className={styles.muted}>{words.ownWaits}</span> : null}
      {version.file ? <span className={styles.whole}>{version.file.name}</span> : null}
      {version.text ? (
        <span className={styles.whole}>
          <LongText value={version.text} lines={3} />
        </span>
      ) : null}
      {version.approvalNote ? <span className={styles.whole}>{version.approvalNote}</span> : null}
      <ErrorNote error={decide.error} />
    </li>
  );
}

interface VersionValues {
  version: string;
  effectiveOn: string;
  text?: string;
  fileId?: string;
  changeNote?: string;
}

function VersionDrawer({
  detail,
  open,
  onClose,
}: {
  detail: RecordDetail;
  open: boolean;
  onClose: () => void;
}) {
  const today = beijingDay(useNow(60_000));
  const add = useAct(
    ({ fileId, ...values }: VersionValues) =>
      client.assignments.addVersion({ id: detail.id, ...values, fileId: fileId ?? null }),
    TOPICS,
  );
  return (
    <FormDrawer<VersionValues>
      open={open}
      title={`${words.add} ${detail.number}`}
      draft={`assignments.version.${detail.id}`}
      width={620}
      initial={{ effectiveOn: today }}
      busy={add.busy}
      error={add.error}
      onClose={() => {
        add.clear();
        onClose();
      }}
      onSubmit={async (values) => (await add.run(values)) !== undefined}
    >
      <div className={styles.pair}>
        <Form.Item name="version" label={words.version} rules={needed(words.version)}>
          <Input autoFocus maxLength={20} placeholder="1.0" />
        </Form.Item>
        <Form.Item name="effectiveOn" label={words.effectiveOn} rules={needed(words.effectiveOn)}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="changeNote" label={words.changeNote}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="text" label={words.text}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 18 }} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="fileId" label={words.file}>
        <Select allowClear options={detail.files.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </FormDrawer>
  );
}
