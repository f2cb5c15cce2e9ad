import { AutoComplete, Input, Select } from 'antd';
import type { StatisticsParameter } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages;

/** Days that follow the calendar, as choices beside a written day. */
export const dayChoices = Object.entries(words.relativeDays).map(([value, label]) => ({
  value,
  label: `${label}（${value}）`,
}));

/** A default as people say it: `年初` instead of `@year-start`. */
const defaultText = (value: string) => relativeNames[value] ?? value;
const relativeNames: Readonly<Record<string, string>> = words.relativeDays;

/** One field for each parameter of the text; an empty one takes its default. */
export function ParameterFields({
  parameters,
  values,
  onChange,
}: {
  parameters: readonly StatisticsParameter[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
}) {
  const needsCourts = parameters.some(({ type }) => type === 'court');
  const courts = useRead(
    ['statistics-courts'],
    ({ signal }) => client.statistics.courts(undefined, { signal }),
    { enabled: needsCourts },
  );
  const courtName = (code: string) => courts.data?.find((court) => String(court.code) === code)?.name ?? code;
  return (
    <>
      {parameters.map((parameter) => {
        const { name, type } = parameter;
        const label = parameter.label || name;
        const set = (value: string | undefined) => onChange({ ...values, [name]: value ?? '' });
        const common = {
          'aria-label': label,
          placeholder: parameter.default ? defaultText(parameter.default) : words.types[type],
        };
        return (
          <span key={name} className={styles.parameter}>
            {label}
            {type === 'court' ? (
              <Select
                {...common}
                placeholder={parameter.default ? courtName(parameter.default) : words.bench.courtPlaceholder}
                showSearch={{ optionFilterProp: 'label' }}
                allowClear
                value={values[name] || undefined}
                options={(courts.data ?? []).map(({ code, name: court }) => ({
                  value: String(code),
                  label: court,
                }))}
                onChange={set}
                style={{ width: 220 }}
              />
            ) : type === 'date' ? (
              <AutoComplete
                {...common}
                allowClear
                value={values[name] ?? ''}
                options={dayChoices}
                onChange={set}
                popupMatchSelectWidth={200}
                style={{ width: 130 }}
              />
            ) : (
              <Input
                {...common}
                allowClear
                value={values[name] ?? ''}
                onChange={(event) => set(event.target.value)}
                style={{ width: 130 }}
              />
            )}
          </span>
        );
      })}
    </>
  );
}
