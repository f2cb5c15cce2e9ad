import 'dayjs/locale/zh-cn';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { isDay } from '../../shared/domain/time.ts';

dayjs.locale('zh-cn');

const FORMAT = 'YYYY-MM-DD';

/** A day `YYYY-MM-DD` as a form field: typed or chosen; empty text for none. antd hands value, onChange and id in. */
export function DayField({
  value,
  onChange,
  id,
  max,
  label,
}: {
  value?: string;
  onChange?: (day: string) => void;
  id?: string;
  /** The last day that can be chosen. */
  max?: string;
  /** Where no Form.Item names it. */
  label?: string;
}) {
  const shown = value ? dayjs(value, FORMAT) : null;
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      value={shown?.isValid() ? shown : null}
      format={[FORMAT, 'YYYYMMDD', 'YYYY/M/D', 'YYYY-M-D']}
      style={{ width: '100%' }}
      {...(max ? { maxDate: dayjs(max, FORMAT) } : {})}
      // What was typed counts when the field is left, without a second confirmation.
      onBlur={(event) => {
        const typed = typedDay((event.target as HTMLInputElement).value ?? '');
        if (typed && typed !== value) onChange?.(typed);
      }}
      onChange={(day) => onChange?.(day ? day.format(FORMAT) : '')}
    />
  );
}

/** `2026-11-20`, `2026/11/2` or `20261120` as a day; undefined when it is none. */
function typedDay(text: string): string | undefined {
  const [, year, month, date] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text.trim()) ?? [];
  if (!year || !month || !date) return undefined;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
