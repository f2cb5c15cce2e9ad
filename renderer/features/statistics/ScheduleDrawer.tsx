import { App, Form, Select } from 'antd';
import type { ExportFormat, SavedQuery } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

const words = statisticsPageMessages.scheduleForm;
const HALF_HOURS = Array.from(
  { length: 48 },
  (_, half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`,
);

interface Values {
  time: string;
  format: ExportFormat | 'none';
}

/** At what time of workdays a query runs by itself. */
export function ScheduleDrawer({
  open,
  query,
  onClose,
}: {
  open: boolean;
  query: SavedQuery;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    ({ time, format }: Values) =>
      client.statistics.schedule({
        id: query.id,
        time: time === '' ? null : time,
        format: format === 'none' ? null : format,
      }),
    { topics: ['statistics'], onDone: () => void message.success(words.saved) },
  );
  const times = query.scheduleTime ? [...new Set([...HALF_HOURS, query.scheduleTime])].sort() : HALF_HOURS;
  return (
    <FormDrawer<Values>
      open={open}
      title={words.title(query.name)}
      initial={{ time: query.scheduleTime ?? '', format: query.scheduleFormat ?? 'none' }}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      <Form.Item name="time" label={words.time} extra={words.timeHint}>
        <Select
          showSearch
          options={[{ value: '', label: words.off }, ...times.map((time) => ({ value: time, label: time }))]}
        />
      </Form.Item>
      <Form.Item name="format" label={words.format}>
        <Select
          options={[
            { value: 'none', label: words.none },
            { value: 'xlsx', label: 'Excel' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
      </Form.Item>
    </FormDrawer>
  );
}
