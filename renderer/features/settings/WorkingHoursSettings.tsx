import { CloseOutlined } from '@ant-design/icons';
import { App, Button, Form, Input } from 'antd';
import type { Settings } from '../../../shared/contract/settings.ts';
import { isSeasonRange } from '../../../shared/domain/workingHours.ts';
import { calendarPageMessages } from '../../../shared/messages/calendarPage.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import { readHours, writeHours } from './hoursText.ts';
import styles from './SettingsPage.module.css';

const words = calendarPageMessages.hours;

interface Values {
  usual: string;
  seasons?: { from: string; to: string; hours: string }[];
}

const validHours = {
  validator: (_: unknown, text: string) =>
    readHours(text ?? '') ? Promise.resolve() : Promise.reject(new Error(words.badHours)),
};

/** What counts as working time, and where the year has other hours. */
export function WorkingHoursSettings() {
  const settings = useRead(['settings', 'get'], ({ signal }) => client.settings.get(undefined, { signal }));
  return (
    <Section title={words.title} note={words.note}>
      <Loaded read={settings} lines={4}>
        {({ workingHours }) => <HoursForm key={JSON.stringify(workingHours)} hours={workingHours} />}
      </Loaded>
    </Section>
  );
}

function HoursForm({ hours }: { hours: Settings['workingHours'] }) {
  const { message } = App.useApp();
  const mayChange = useIsOne(['manager']);
  const save = useAct((workingHours: Settings['workingHours']) => client.settings.save({ workingHours }), {
    topics: ['settings'],
    onDone: () => void message.success(words.saved),
  });
  const submit = ({ usual, seasons }: Values) =>
    save.run({
      usual: readHours(usual) ?? [],
      seasons: (seasons ?? []).map((season) => ({
        from: season.from.trim(),
        to: season.to.trim(),
        hours: readHours(season.hours) ?? [],
      })),
    });
  return (
    <Form<Values>
      layout="vertical"
      className={styles.form}
      disabled={!mayChange}
      initialValues={{
        usual: writeHours(hours.usual),
        seasons: hours.seasons.map((season) => ({ ...season, hours: writeHours(season.hours) })),
      }}
      onFinish={(values) => void submit(values)}
    >
      <ErrorNote error={save.error} />
      <Form.Item name="usual" label={words.usual} extra={words.usualHint} rules={[validHours]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.List name="seasons">
        {(fields, { add, remove }) => (
          <>
            <h3 className={styles.subtitle}>{words.seasons}</h3>
            <p className={styles.hint}>
              {fields.length > 0 ? `${words.rangeHint}。${words.first}` : words.noSeasons}
            </p>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.season}>
                <Form.Item
                  name={[name, 'from']}
                  label={words.from}
                  rules={[{ required: true, message: words.rangeHint }]}
                >
                  <Input maxLength={10} placeholder="05-01" />
                </Form.Item>
                <Form.Item
                  name={[name, 'to']}
                  label={words.to}
                  dependencies={[['seasons', name, 'from']]}
                  rules={[
                    ({ getFieldValue }) => ({
                      validator: (_, to: string) => {
                        const from = String(getFieldValue(['seasons', name, 'from']) ?? '').trim();
                        return isSeasonRange({ from, to: String(to ?? '').trim() })
                          ? Promise.resolve()
                          : Promise.reject(new Error(words.badRange));
                      },
                    }),
                  ]}
                >
                  <Input maxLength={10} placeholder="09-30" />
                </Form.Item>
                <Form.Item name={[name, 'hours']} label={words.hours} rules={[validHours]}>
                  <Input maxLength={120} placeholder="09:00-12:00，14:30-18:00" />
                </Form.Item>
                {mayChange ? (
                  <Button
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={words.remove}
                    title={words.remove}
                    onClick={() => remove(name)}
                  />
                ) : null}
              </div>
            ))}
            {mayChange ? (
              <div className={styles.acts}>
                <Button onClick={() => add({ from: '', to: '', hours: '' })}>{words.add}</Button>
                <Button type="primary" htmlType="submit" loading={save.busy}>
                  {words.save}
                </Button>
              </div>
            ) : (
              <p className={styles.hint}>{settingsPageMessages.onlyManager}</p>
            )}
          </>
        )}
      </Form.List>
    </Form>
  );
}
