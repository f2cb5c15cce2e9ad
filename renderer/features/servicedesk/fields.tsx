import { Input, Select } from 'antd';
import { beijingInstant, beijingStamp, isDay } from '../../../shared/domain/time.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';

const words = servicedeskPageMessages.act;
const MOMENT = /^(\S+)[ T](([01]?\d|2[0-3])[:：][0-5]\d)$/;

/** `2026-11-20 08:47` in Beijing time as an instant; undefined for anything else. */
export function parseMoment(text: string): string | undefined {
  const [, day = '', time = ''] = MOMENT.exec(text.trim().replaceAll('/', '-')) ?? [];
  if (!isDay(day)) return undefined;
  return beijingInstant(day, time.replace('：', ':').padStart(5, '0')).toISOString();
}

export function showMoment(instant: string | null): string {
  return instant ? beijingStamp(instant).slice(0, 16) : '';
}

/** A written moment of a form: nothing, or what `parseMoment` takes. */
export const momentRule = {
  validator: (_rule: unknown, value: string | undefined) =>
    !value || parseMoment(value) ? Promise.resolve() : Promise.reject(new Error(words.badMoment)),
};

export { needed } from '../../components/rules.ts';

/** antd hands value, onChange and id in. */
export function MomentField(props: { value?: string; onChange?: (value: string) => void; id?: string }) {
  const { value, onChange, id } = props;
  return (
    <Input
      {...(id ? { id } : {})}
      value={value ?? ''}
      maxLength={16}
      placeholder="2026-11-20 08:47"
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

export const serviceOptions = Object.entries(serviceNames).map(([value, label]) => ({ value, label }));

export function choicesOf(names: Readonly<Record<string | number, string>>, numeric = false) {
  return Object.entries(names).map(([value, label]) => ({ value: numeric ? Number(value) : value, label }));
}

/** All courts, found by name or mark. */
export function CourtField(props: {
  value?: number | null;
  onChange?: (value: number | null) => void;
  id?: string;
}) {
  const { value, onChange, id } = props;
  const courts = useRead(['servicedesk-courts'], ({ signal }) =>
    client.servicedesk.records.courts(undefined, { signal }),
  );
  return (
    <Select
      {...(id ? { id } : {})}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      options={(courts.data ?? []).map(({ code, name, mark }) => ({
        value: code,
        label: `${name}（${mark}）`,
      }))}
      onChange={(code) => onChange?.(code ?? null)}
    />
  );
}
