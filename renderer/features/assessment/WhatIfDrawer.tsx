import { CloseOutlined } from '@ant-design/icons';
import { Button, Checkbox, Drawer, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { AssessmentStatus, Fact, WhatIfInput } from '../../../shared/contract/assessment.ts';
import { ASSESSMENT_FACT_TYPES } from '../../../shared/domain/assessmentFact.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { DayField } from '../../components/DayField.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './AssessmentPage.module.css';
import { standingLook } from './look.ts';

const words = assessmentPageMessages.whatIfDrawer;
const DUTY_KINDS = ['workday', 'weekend', 'holiday', 'major-holiday'] as const;
const MOST_CANDIDATES = 500;

type Made = WhatIfInput['add'][number] & { key: number };

/** What the score would be: candidates confirmed, further things happening. Nothing is written. */
export function WhatIfDrawer({
  open,
  status,
  onClose,
}: {
  open: boolean;
  status: AssessmentStatus;
  onClose: () => void;
}) {
  const [made, setMade] = useState<Made[]>(() => [blank(0, status.today)]);
  const [withCandidates, setWithCandidates] = useState(false);
  const { id } = status.year;
  const year = id ? { yearId: id } : {};
  const compute = useAct(async () => {
    const candidates = withCandidates
      ? (
          await client.assessment.facts({ ...year, offset: 0, limit: MOST_CANDIDATES, states: ['proposed'] })
        ).rows.map((fact) => fact.id)
      : [];
    const add = made.map(({ key: _key, ...fact }) => fact);
    return client.assessment.whatIf({ ...year, confirm: candidates, add });
  });
  const change = (key: number, part: Partial<Made>) =>
    setMade((rows) => rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const { answer } = compute;
  return (
    <Drawer open={open} title={words.title} size={760} onClose={onClose}>
      <p className={styles.muted}>{words.hint}</p>
      {made.map((row) => (
        <MadeRow
          key={row.key}
          row={row}
          onChange={(part) => change(row.key, part)}
          onRemove={() => setMade((rows) => rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <div className={styles.acts}>
        <Button
          onClick={() =>
            setMade((rows) => [...rows, blank(Math.max(0, ...rows.map(({ key }) => key)) + 1, status.today)])
          }
        >
          {words.add}
        </Button>
        <Checkbox checked={withCandidates} onChange={({ target }) => setWithCandidates(target.checked)}>
          {words.candidates}
        </Checkbox>
      </div>
      <Button type="primary" loading={compute.busy} onClick={() => void compute.run(undefined)}>
        {words.compute}
      </Button>
      <ErrorNote error={compute.error} />
      {answer ? (
        <div className={styles.outcome} role="status">
          <div>
            {words.now}　{words.result(String(status.score), status.passed)}
          </div>
          <div className={styles.score}>
            {words.after}
            <strong>{words.result(String(answer.score), answer.passed)}</strong>
            <StateTag
              state={standingLook[answer.standing]}
              text={assessmentMessages.standings[answer.standing]}
            />
          </div>
          <div>
            {answer.withdrawals.length > 0
              ? words.withdrawals(answer.withdrawals.map(({ person }) => person).join('、'))
              : words.noWithdrawals}
          </div>
        </div>
      ) : null}
    </Drawer>
  );
}

function MadeRow({
  row,
  onChange,
  onRemove,
}: {
  row: Made;
  onChange: (part: Partial<Made>) => void;
  onRemove: () => void;
}) {
  return (
    <div className={styles.made}>
      <Select<Fact['type']>
        aria-label={words.type}
        value={row.type}
        options={ASSESSMENT_FACT_TYPES.map((value) => ({ value, label: assessmentMessages.types[value] }))}
        onChange={(type) => onChange({ type, impact: type === 'security-breach' ? 'none' : null })}
      />
      <DayField label={words.date} value={row.date} onChange={(date) => onChange({ date })} />
      <InputNumber
        aria-label={words.times}
        min={1}
        max={100}
        precision={0}
        suffix={words.timesUnit}
        value={row.times}
        onChange={(times) => onChange({ times: times ?? 1 })}
      />
      <Input
        aria-label={words.person}
        placeholder={words.person}
        maxLength={40}
        value={row.person}
        onChange={({ target }) => onChange({ person: target.value })}
      />
      <Button type="text" icon={<CloseOutlined />} aria-label={words.remove} onClick={onRemove} />
      {row.type === 'duty-absence' ? (
        <div className={styles.extra}>
          <Select
            aria-label={words.dayKind}
            style={{ width: 160 }}
            value={row.dayKind ?? 'workday'}
            options={DUTY_KINDS.map((value) => ({ value, label: assessmentMessages.dayKinds[value] }))}
            onChange={(dayKind) => onChange({ dayKind })}
          />
          <Checkbox
            checked={row.affectedWork}
            onChange={({ target }) => onChange({ affectedWork: target.checked })}
          >
            {words.affectedWork}
          </Checkbox>
        </div>
      ) : null}
      {row.type === 'security-breach' ? (
        <div className={styles.extra}>
          <Select
            aria-label={words.impact}
            style={{ width: 200 }}
            value={row.impact ?? 'none'}
            options={(['none', 'major'] as const).map((value) => ({
              value,
              label: assessmentMessages.impacts[value],
            }))}
            onChange={(impact) => onChange({ impact })}
          />
        </div>
      ) : null}
      {row.type === 'bonus' ? (
        <div className={styles.extra}>
          <InputNumber
            aria-label={words.points}
            prefix={words.points}
            min={0}
            max={5}
            step={0.5}
            value={row.points ?? 0}
            onChange={(points) => onChange({ points: points ?? 0 })}
          />
        </div>
      ) : null}
    </div>
  );
}

function blank(key: number, today: string): Made {
  return {
    key,
    type: 'service-failure',
    date: today,
    person: '',
    dayKind: null,
    affectedWork: false,
    impact: null,
    points: null,
    times: 1,
  };
}
