import { App, Button, Form, Input, Radio, Switch } from 'antd';
import type { CalendarDayView } from '../../../shared/contract/calendar.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { formatDay } from '../../components/format.ts';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

const words = settingsPageMessages.calendar;

interface Values {
  kind: 'rest' | 'work';
  festival: string;
  major?: boolean;
}

function initialOf(day: CalendarDayView | undefined): Partial<Values> {
  if (!day) return {};
  return {
    kind: day.kind === 'holiday' || day.kind === 'major-holiday' || day.kind === 'weekend' ? 'rest' : 'work',
    festival: day.festival,
    major: day.kind === 'major-holiday',
  };
}

/** Makes one day a day off or a workday, over what is published; or takes that back. */
export function CalendarDayDrawer({
  day,
  onClose,
}: {
  day: CalendarDayView | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const done = (saved: CalendarDayView) => void message.success(words.daySaved(formatDay(saved.day)));
  const save = useAct((input: Values & { day: string }) => client.calendar.setDay(input), {
    topics: ['calendar'],
    onDone: done,
  });
  const clear = useAct((date: string) => client.calendar.clearDay({ day: date }), {
    topics: ['calendar'],
    onDone: done,
  });
  const close = () => {
    save.clear();
    clear.clear();
    onClose();
  };
  return (
    <FormDrawer<Values>
      open={day !== undefined}
      title={words.editTitle(day ? formatDay(day.day) : '')}
      initial={initialOf(day)}
      submit={words.saveDay}
      busy={save.busy}
      error={save.error ?? clear.error}
      onClose={close}
      onSubmit={async ({ kind, festival, major }) => {
        if (!day) return false;
        const saved = await save.run({
          day: day.day,
          kind,
          festival,
          ...(kind === 'rest' ? { major: major ?? false } : {}),
        });
        return saved !== undefined;
      }}
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          options={[
            { value: 'rest', label: words.rest },
            { value: 'work', label: words.work },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="festival"
        label={words.festival}
        rules={[{ required: true, whitespace: true, message: words.needFestival }]}
      >
        <Input maxLength={40} placeholder={words.festivalPlaceholder} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'rest' ? (
            <Form.Item name="major" label={words.major} valuePropName="checked">
              <Switch />
            </Form.Item>
          ) : null
        }
      </Form.Item>
      {day?.imported ? (
        <Button
          loading={clear.busy}
          onClick={async () => {
            if (await clear.run(day.day)) close();
          }}
        >
          {words.clearDay}
        </Button>
      ) : null}
    </FormDrawer>
  );
}
