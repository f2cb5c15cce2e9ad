import { App, Form, Input, Select } from 'antd';
import type { Incident, IncidentEdit, IncidentInput } from '../../../shared/contract/servicedesk.ts';
import { type Level, priorityOf, type TimeField } from '../../../shared/domain/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import {
  CourtField,
  choicesOf,
  MomentField,
  momentRule,
  needed,
  parseMoment,
  serviceOptions,
  showMoment,
} from './fields.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.form;
const SOURCES = choicesOf(servicedeskMessages.sources).filter(({ value }) => value !== 'check');
const CATEGORIES = choicesOf(servicedeskMessages.categories);
const LEVELS = {
  impact: choicesOf(servicedeskMessages.impacts, true),
  urgency: choicesOf(servicedeskMessages.urgencies, true),
};

type RaiseValues = Omit<IncidentInput, 'occurredAt' | 'openedAt'> & {
  occurredAt?: string;
  openedAt?: string;
};

/** Manual entry; the clock starts when it was reported. */
export function RaiseDrawer({
  open,
  onClose,
  onRaised,
}: {
  open: boolean;
  onClose: () => void;
  onRaised: (incident: Incident) => void;
}) {
  const { message } = App.useApp();
  const raise = useAct((input: IncidentInput) => client.servicedesk.incidents.raise(input), {
    topics: ['servicedesk'],
    onDone: (incident) => {
      void message.success(words.raised(incident.number));
      onRaised(incident);
    },
  });
  return (
    <FormDrawer<RaiseValues>
      open={open}
      title={words.raiseTitle}
      draft="servicedesk.raise"
      width={560}
      initial={{ source: 'phone', impact: 2, urgency: 2 }}
      submit={servicedeskPageMessages.raise}
      busy={raise.busy}
      error={raise.error}
      onClose={() => {
        raise.clear();
        onClose();
      }}
      onSubmit={async (values) =>
        (await raise.run({
          title: values.title,
          source: values.source,
          service: values.service,
          court: values.court ?? null,
          reporter: values.reporter ?? '',
          reporterPhone: values.reporterPhone ?? '',
          occurredAt: instantOf(values.occurredAt),
          openedAt: instantOf(values.openedAt),
          impact: values.impact,
          urgency: values.urgency,
          symptom: values.symptom ?? '',
          owner: values.owner ?? '',
        })) !== undefined
      }
    >
      {(form) => (
        <>
          <Form.Item name="title" label={words.title} rules={needed(words.title)}>
            <Input maxLength={100} placeholder={words.titlePlaceholder} autoFocus />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item name="service" label={words.service} rules={needed(words.service)}>
              <Select options={serviceOptions} showSearch={{ optionFilterProp: 'label' }} />
            </Form.Item>
            <Form.Item name="court" label={words.court}>
              <CourtField />
            </Form.Item>
          </div>
          <Levels form={form} />
          <Form.Item name="symptom" label={words.symptom}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
          <div className={styles.triple}>
            <Form.Item name="source" label={words.source}>
              <Select options={SOURCES} />
            </Form.Item>
            <Form.Item name="reporter" label={words.reporter}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="reporterPhone" label={words.phone}>
              <Input maxLength={40} />
            </Form.Item>
          </div>
          <div className={styles.pair}>
            <Form.Item name="occurredAt" label={words.occurredAt} rules={[momentRule]}>
              <MomentField />
            </Form.Item>
            <Form.Item name="openedAt" label={words.openedAt} rules={[momentRule]}>
              <MomentField />
            </Form.Item>
          </div>
          <Form.Item name="owner" label={words.owner}>
            <Input maxLength={40} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

/** What is written while one works on it. */
export function EditDrawer({
  open,
  incident,
  onClose,
}: {
  open: boolean;
  incident: Incident;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    (fields: IncidentEdit) =>
      client.servicedesk.incidents.edit({ id: incident.id, version: incident.version, fields }),
    { topics: ['servicedesk'], onDone: () => void message.success(words.saved) },
  );
  return (
    <FormDrawer<IncidentEdit>
      open={open}
      title={words.editTitle(incident.number)}
      draft={`servicedesk.${incident.id}`}
      width={600}
      initial={incident}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(changedFields(incident, values))) !== undefined}
    >
      {(form) => (
        <>
          <Form.Item name="title" label={words.title} rules={needed(words.title)}>
            <Input maxLength={100} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item name="service" label={words.service}>
              <Select options={serviceOptions} />
            </Form.Item>
            <Form.Item name="court" label={words.court}>
              <CourtField />
            </Form.Item>
          </div>
          <Levels form={form} />
          <Form.Item name="symptom" label={words.symptom}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item name="category" label={words.category}>
              <Select options={CATEGORIES} />
            </Form.Item>
            <Form.Item name="owner" label={words.owner}>
              <Input maxLength={40} />
            </Form.Item>
          </div>
          <Form.Item name="cause" label={words.cause}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <Form.Item name="steps" label={words.steps}>
            <Input.TextArea rows={4} maxLength={4000} />
          </Form.Item>
          <Form.Item name="dataScope" label={words.dataScope}>
            <Input maxLength={1000} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item name="reporter" label={words.reporter}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="reporterPhone" label={words.phone}>
              <Input maxLength={40} />
            </Form.Item>
          </div>
        </>
      )}
    </FormDrawer>
  );
}

const TIMES: readonly TimeField[] = [
  'occurredAt',
  'openedAt',
  'respondedAt',
  'arrivedAt',
  'resolvedAt',
  'closedAt',
];
type TimeValues = Partial<Record<TimeField, string>> & { reason?: string };

/** Moments entered later or put right, with the reason. */
export function TimesDrawer({
  open,
  incident,
  onClose,
}: {
  open: boolean;
  incident: Incident;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    ({ reason, ...values }: TimeValues) => {
      const changed = TIMES.filter((field) => (values[field] ?? '') !== showMoment(incident[field]));
      return client.servicedesk.incidents.correctTimes({
        id: incident.id,
        version: incident.version,
        times: Object.fromEntries(changed.map((field) => [field, instantOf(values[field])])),
        reason: reason ?? '',
      });
    },
    { topics: ['servicedesk'], onDone: () => void message.success(words.saved) },
  );
  return (
    <FormDrawer<TimeValues>
      open={open}
      title={words.timesTitle(incident.number)}
      initial={Object.fromEntries(TIMES.map((field) => [field, showMoment(incident[field])]))}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      <p className={styles.muted}>{words.timesHint}</p>
      <div className={styles.pair}>
        {TIMES.map((field) => (
          <Form.Item key={field} name={field} label={servicedeskMessages.times[field]} rules={[momentRule]}>
            <MomentField />
          </Form.Item>
        ))}
      </div>
      <Form.Item
        name="reason"
        label={servicedeskPageMessages.act.reason}
        rules={needed(servicedeskPageMessages.act.reason)}
      >
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  );
}

/** Impact and urgency with the priority they make. */
function Levels({ form }: { form: ReturnType<typeof Form.useForm>[0] | object }) {
  const levels = Form.useWatch((values: { impact?: Level; urgency?: Level }) => values, form as never) as
    | { impact?: Level; urgency?: Level }
    | undefined;
  const { impact, urgency } = levels ?? {};
  const priority =
    impact && urgency ? servicedeskMessages.priorities[priorityOf(impact, urgency)] : undefined;
  return (
    <div className={styles.pair}>
      <Form.Item name="impact" label={words.impact}>
        <Select options={LEVELS.impact} />
      </Form.Item>
      <Form.Item name="urgency" label={words.urgency} extra={priority ? words.priority(priority) : undefined}>
        <Select options={LEVELS.urgency} />
      </Form.Item>
    </div>
  );
}

function changedFields(incident: Incident, values: IncidentEdit): IncidentEdit {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, name === 'court' ? (value ?? null) : value] as const)
      .filter(([name, value]) => value !== undefined && value !== incident[name as keyof Incident]),
  );
}

function instantOf(text: string | undefined): string | null {
  return text ? (parseMoment(text) ?? null) : null;
}
