import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import type { AssessmentStatus, SchemeVersion } from '../../../shared/contract/assessment.ts';
import { ASSESSMENT_ITEMS, HALF_YEARS } from '../../../shared/domain/assessmentScheme.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './AssessmentPage.module.css';
import { ruleText } from './look.ts';

const words = assessmentPageMessages.yearDrawer;
type Scheme = SchemeVersion['scheme'];
interface Values extends Omit<Scheme, 'rules' | 'itemMost'> {
  points: number[];
  itemMost: Scheme['itemMost'];
  reason: string;
}

/** The scheme of the shown year: every figure of it may change, as a new version with its reason. */
export function SchemeForm({ status }: { status: AssessmentStatus }) {
  const { message } = App.useApp();
  const may = useIsOne(['manager', 'supervisor']);
  const { scheme, year } = status;
  const save = useAct(
    (values: Values) => {
      const { points, reason, ...rest } = values;
      const rules = scheme.rules.map((rule, index) => ({ ...rule, points: points[index] ?? rule.points }));
      return client.assessment.saveScheme({
        yearId: year.id,
        reason,
        scheme: { ...scheme, ...rest, cap: rest.cap ?? null, rules },
      });
    },
    { topics: ['assessment'], onDone: ({ version }) => void message.success(words.schemeSaved(version)) },
  );
  const number = (name: keyof Values, label: string, most = 1000, step = 1) => {
    const error = save.error?.details?.field === name ? save.error : undefined;
    return (
      <Form.Item
        name={name}
        label={label}
        {...(error ? { validateStatus: 'error', help: error.message } : {})}
      >
        <InputNumber min={0} max={most} step={step} style={{ width: '100%' }} />
      </Form.Item>
    );
  };
  return (
    <Form<Values>
      layout="vertical"
      disabled={!may}
      initialValues={{ ...scheme, points: scheme.rules.map(({ points }) => points) }}
      onFinish={(values) => void save.run(values)}
    >
      <h3 className={styles.subtitle}>{words.scheme(year.schemeVersion)}</h3>
      <p className={styles.muted}>{words.schemeHint}</p>
      <div className={styles.triple}>
        {number('base', words.base)}
        {number('passing', words.passing)}
        {number('warnBelow', words.warnBelow)}
        {number('bonusMost', words.bonusMost, 100, 0.5)}
        {number('cap', words.cap)}
        {number('withdrawalAt', words.withdrawalAt, 100)}
        <Form.Item name="halfYear" label={words.halfYear}>
          <Select
            options={HALF_YEARS.map((value) => ({ value, label: assessmentMessages.halfYears[value] }))}
          />
        </Form.Item>
        {number('rollingDays', words.rollingDays, 366)}
      </div>
      <h3 className={styles.subtitle}>{words.rules}</h3>
      <div className={styles.rules}>
        {scheme.rules.map((rule, index) => (
          <RuleLine key={`${rule.type} ${JSON.stringify(rule.when ?? {})}`} rule={rule} index={index} />
        ))}
      </div>
      <h3 className={styles.subtitle}>{words.itemMost}</h3>
      <div className={styles.triple}>
        {ASSESSMENT_ITEMS.filter((item) => item !== 'extra-work').map((item) => (
          <Form.Item key={item} name={['itemMost', item]} label={assessmentMessages.items[item]}>
            <InputNumber min={0} max={1000} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </div>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, whitespace: true, message: words.reason }]}
      >
        <Input maxLength={300} placeholder={words.reasonPlaceholder} />
      </Form.Item>
      <ErrorNote error={save.error} />
      <Button htmlType="submit" loading={save.busy}>
        {words.saveScheme}
      </Button>
      <Versions />
    </Form>
  );
}

function RuleLine({ rule, index }: { rule: Scheme['rules'][number]; index: number }) {
  const { type, when } = rule;
  return (
    <>
      <span>
        {ruleText({
          type,
          dayKind: when?.dayKind ?? null,
          affectedWork: when?.affectedWork ?? false,
          impact: when?.impact ?? null,
        })}
      </span>
      <Form.Item name={['points', index]} noStyle>
        <InputNumber min={0} max={100} step={0.1} aria-label={`${words.points} ${index + 1}`} prefix="−" />
      </Form.Item>
    </>
  );
}

function Versions() {
  const versions = useRead(['assessment', 'schemes'], ({ signal }) =>
    client.assessment.schemes(undefined, { signal }),
  );
  return (
    <>
      <h3 className={styles.subtitle}>{words.versions}</h3>
      <Loaded read={versions} lines={1}>
        {(list) => (
          <ul className={styles.lines}>
            {list.map(({ version, reason, savedBy, savedAt }) => (
              <li key={version}>
                {words.version(version, reason, savedBy, savedAt ? showInstant(savedAt) : '')}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
