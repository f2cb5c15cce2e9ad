import { App, Form, InputNumber } from 'antd';
import type { HealthItemId, HealthRule } from '../../../shared/contract/datacenterHealth.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterHealthPageMessages } from '../../../shared/messages/datacenterHealthPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './Health.module.css';

const words = datacenterHealthPageMessages.rulesForm;
const unitWords = datacenterHealthPageMessages.units;

type RuleValues = Partial<
  Record<HealthItemId, { warning?: number | null; fault?: number | null; repeats?: number }>
>;

/** Units people think in: GB and hours instead of bytes and seconds. */
function scaleOf(rule: HealthRule): { factor: number; unit: string } {
  if (rule.of === 'share') return { factor: 1, unit: words.share };
  if (rule.unit === 'bytes') return { factor: 1024 ** 3, unit: words.gigabytes };
  if (rule.unit === 's' && (rule.warning ?? 0) >= 3_600) return { factor: 3_600, unit: words.hours };
  return { factor: 1, unit: rule.unit === 'count' ? words.pieces : unitWords[rule.unit] };
}

const scaled = (value: number | null, factor: number) =>
  value === null ? null : Math.round((value / factor) * 1000) / 1000;

/** Thresholds and repeats of every item, all connections alike. */
export function RulesDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { message } = App.useApp();
  const rules = useRead(
    ['health', 'rules'],
    ({ signal }) => client.datacenter.healthRules(undefined, { signal }),
    { enabled: open },
  );
  const save = useAct(
    (input: Parameters<typeof client.datacenter.healthSaveRules>[0]) =>
      client.datacenter.healthSaveRules(input),
    { topics: ['health'] },
  );
  const shown = rules.data ?? [];
  const initial = Object.fromEntries(
    shown.map((rule) => {
      const { factor } = scaleOf(rule);
      return [
        rule.item,
        {
          warning: scaled(rule.warning, factor),
          fault: scaled(rule.fault, factor),
          repeats: rule.repeats,
        },
      ];
    }),
  ) as RuleValues;
  const submit = async (values: RuleValues): Promise<boolean> => {
    const input = shown.map((rule) => {
      const { factor } = scaleOf(rule);
      const own = values[rule.item];
      const back = (value: number | null | undefined, was: number | null) =>
        value == null ? null : scaled(was, factor) === value ? was : value * factor;
      return {
        item: rule.item,
        warning: back(own?.warning, rule.warning),
        fault: back(own?.fault, rule.fault),
        repeats: own?.repeats ?? rule.repeats,
      };
    });
    const saved = await save.run(input);
    if (saved) void message.success(words.saved);
    return saved !== undefined;
  };
  if (shown.length === 0) return null;
  return (
    <FormDrawer<RuleValues>
      open={open}
      title={words.title}
      initial={initial}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onSubmit={submit}
      onClose={() => {
        save.clear();
        onClose();
      }}
      width={640}
    >
      <p className={styles.quiet}>{words.hint}</p>
      <div className={styles.rules}>
        <span>{words.item}</span>
        <span>{words.warning}</span>
        <span>{words.fault}</span>
        <span>{words.repeats}</span>
        {shown.map((rule) => (
          <RuleLine key={rule.item} rule={rule} />
        ))}
      </div>
    </FormDrawer>
  );
}

function RuleLine({ rule }: { rule: HealthRule }) {
  const name = HEALTH_ITEM_NAMES[rule.item];
  const { unit } = scaleOf(rule);
  const number = (field: 'warning' | 'fault', label: string) => (
    <Form.Item name={[rule.item, field]} noStyle>
      <InputNumber aria-label={`${name}${label}`} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <>
      <span>
        {name}
        <span className={styles.quiet}>
          {' '}
          {words.holds(rule.direction === 'above' ? words.above : words.below, unit)}
          {rule.changed ? ` · ${words.changed}` : ''}
        </span>
      </span>
      {number('warning', words.warning)}
      {number('fault', words.fault)}
      <Form.Item name={[rule.item, 'repeats']} noStyle>
        <InputNumber
          aria-label={`${name}${words.repeats}`}
          min={1}
          max={100}
          precision={0}
          style={{ width: '100%' }}
        />
      </Form.Item>
    </>
  );
}
