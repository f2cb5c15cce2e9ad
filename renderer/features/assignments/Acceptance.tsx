import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { AcceptanceLine, RecordDetail } from '../../../shared/contract/assignments.ts';
import { ACCEPTANCE_SIDES, type AcceptanceSide, LINE_RESULTS } from '../../../shared/domain/acceptance.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { needed } from '../../components/rules.ts';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead, useSession } from '../../rpc/query.tsx';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.acceptance;
const { results, sides } = assignmentsMessages.acceptance;
const LOOK: Record<AcceptanceLine['result'], ViewState> = { pending: 'unchecked', pass: 'ok', fail: 'fault' };
const TOPICS = { topics: ['assignments'] };

/** The list of what is handed over, and the three signatures. */
export function Acceptance({ detail, mayWork }: { detail: RecordDetail; mayWork: boolean }) {
  const [editing, setEditing] = useState(false);
  const [line, setLine] = useState<AcceptanceLine>();
  const remove = useAct((lineId: number) => client.assignments.removeLine({ id: detail.id, lineId }), TOPICS);
  const open = detail.state === 'open';
  const edit = (one?: AcceptanceLine) => {
    setLine(one);
    setEditing(true);
  };
  return (
    <>
      <section className={styles.block}>
        <div className={styles.blockHead}>
          {words.lines}
          {mayWork && open ? (
            <Button size="small" onClick={() => edit()}>
              {words.addLine}
            </Button>
          ) : null}
        </div>
        <ErrorNote error={remove.error} />
        {detail.lines.length === 0 ? <p className={styles.muted}>{words.noLines}</p> : null}
        <ul className={styles.list}>
          {detail.lines.map((one) => (
            <li key={one.id}>
              <StateTag state={LOOK[one.result]} text={results[one.result]} plain />
              {mayWork && open ? (
                <button type="button" className={`${styles.link} ${styles.grow}`} onClick={() => edit(one)}>
                  {one.name}
                </button>
              ) : (
                <span className={styles.grow}>{one.name}</span>
              )}
              <span className={styles.muted}>{[one.quantity, one.remark].filter(Boolean).join('；')}</span>
              {mayWork && open ? (
                <Button size="small" type="text" onClick={() => void remove.run(one.id)}>
                  {words.remove}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      <Signatures detail={detail} open={open} mayWork={mayWork} />
      <LineDrawer recordId={detail.id} open={editing} line={line} onClose={() => setEditing(false)} />
    </>
  );
}

function Signatures({ detail, open, mayWork }: { detail: RecordDetail; open: boolean; mayWork: boolean }) {
  const [side, setSide] = useState<AcceptanceSide>('operator');
  const [signing, setSigning] = useState(false);
  const session = useSession();
  const customer = session?.operator.role === 'supervisor';
  const settings = useRead(['settings', 'get'], ({ signal }) => client.settings.get(undefined, { signal }));
  const sign = useAct(
    (input: { unit: string; name: string }) => client.assignments.sign({ id: detail.id, side, ...input }),
    TOPICS,
  );
  const unitOf: Record<AcceptanceSide, string> = {
    integrator: detail.party,
    operator: settings.data?.contractor ?? '',
    customer: settings.data?.customer ?? '',
  };
  const nameOf = side === 'integrator' ? detail.requester : (session?.operator.name ?? '');
  return (
    <section className={styles.block}>
      <div className={styles.blockHead}>
        {words.signatures}
        <span className={styles.muted}>{words.voids}</span>
      </div>
      <ul className={styles.list}>
        {ACCEPTANCE_SIDES.map((each) => {
          const signature = detail.signatures.find((candidate) => candidate.side === each);
          const may = open && !signature && (each === 'customer' ? customer : mayWork);
          return (
            <li key={each}>
              <StateTag state={signature ? 'ok' : 'waiting'} text={sides[each]} plain />
              <span className={styles.grow}>
                {signature ? (
                  <>
                    {signature.unit} {signature.name} <Instant value={signature.signedAt} form="recent" />
                  </>
                ) : (
                  words.unsigned
                )}
              </span>
              {may ? (
                <Button
                  size="small"
                  aria-label={words.signTitle(sides[each])}
                  onClick={() => {
                    setSide(each);
                    setSigning(true);
                  }}
                >
                  {words.sign}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <FormDrawer<{ unit: string; name: string }>
        open={signing}
        title={words.signTitle(sides[side])}
        initial={{ unit: unitOf[side], name: nameOf }}
        submit={words.sign}
        busy={sign.busy}
        error={sign.error}
        onClose={() => {
          sign.clear();
          setSigning(false);
        }}
        onSubmit={async (input) => (await sign.run(input)) !== undefined}
      >
        <Form.Item name="unit" label={words.unit} rules={needed(words.unit)}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="name" label={words.person} rules={needed(words.person)}>
          <Input maxLength={40} />
        </Form.Item>
      </FormDrawer>
    </section>
  );
}

type LineValues = Omit<AcceptanceLine, 'id'>;

function LineDrawer({
  recordId,
  open,
  line,
  onClose,
}: {
  recordId: string;
  open: boolean;
  line: AcceptanceLine | undefined;
  onClose: () => void;
}) {
  const save = useAct(
    (values: LineValues) =>
      client.assignments.saveLine({ ...values, id: recordId, ...(line ? { lineId: line.id } : {}) }),
    TOPICS,
  );
  return (
    <FormDrawer<LineValues>
      open={open}
      title={line ? words.editLine : words.addLine}
      initial={line ?? { result: 'pending' }}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      <Form.Item name="name" label={words.name} rules={needed(words.name)}>
        <Input autoFocus maxLength={120} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="quantity" label={words.quantity}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="result" label={words.result}>
          <Select options={LINE_RESULTS.map((value) => ({ value, label: results[value] }))} />
        </Form.Item>
      </div>
      <Form.Item name="standard" label={words.standard}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="remark" label={words.remark}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
