import { App, Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { NoticePreview } from '../../../shared/contract/calendar.ts';
import { weekday } from '../../../shared/domain/time.ts';
import { calendarPageMessages } from '../../../shared/messages/calendarPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './SettingsPage.module.css';

const words = calendarPageMessages.paste;

/** A notice pasted as text: read, shown day by day, and only then taken in. */
export function NoticeImport() {
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [year, setYear] = useState<number | null>(null);
  const input = { text, ...(year === null ? {} : { year }) };
  const preview = useAct(() => client.calendar.previewNotice(input));
  const take = useAct(() => client.calendar.importNotice(input), {
    topics: ['calendar'],
    onDone: ({ days }) => {
      void message.success(words.imported(days));
      setText('');
      preview.clear();
    },
  });
  const change = (next: () => void) => {
    next();
    preview.clear();
    take.clear();
  };
  const ready = preview.answer && preview.answer.problems.length === 0 && preview.answer.days.length > 0;
  return (
    <div className={styles.side}>
      <p className={styles.hint}>{words.hint}</p>
      <Input.TextArea
        aria-label={words.label}
        rows={6}
        maxLength={20_000}
        value={text}
        onChange={({ target }) => change(() => setText(target.value))}
      />
      <InputNumber
        aria-label={words.year}
        placeholder={words.year}
        min={2000}
        max={2100}
        precision={0}
        style={{ width: '100%' }}
        value={year}
        onChange={(value) => change(() => setYear(value))}
      />
      <div className={styles.acts}>
        <Button
          disabled={text.trim() === ''}
          loading={preview.busy}
          onClick={() => void preview.run(undefined)}
        >
          {words.preview}
        </Button>
        <Button type="primary" disabled={!ready} loading={take.busy} onClick={() => void take.run(undefined)}>
          {words.import}
        </Button>
      </div>
      <ErrorNote error={preview.error ?? take.error} />
      {preview.answer ? <Preview found={preview.answer} /> : null}
    </div>
  );
}

function Preview({ found }: { found: NoticePreview }) {
  const { year, days, problems, missing } = found;
  const count = (kind: 'rest' | 'work') => days.filter((entry) => entry.kind === kind).length;
  return (
    <div role="status">
      {problems.length > 0 ? (
        <>
          <p className={styles.missing}>{words.problems}</p>
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      ) : null}
      {year !== null && days.length > 0 ? <p>{words.sum(year, count('rest'), count('work'))}</p> : null}
      {missing.length > 0 && days.length > 0 ? (
        <p className={styles.missing}>{words.missing(missing.join('、'))}</p>
      ) : null}
      <ul className={styles.found}>
        {days.map(({ day, kind, festival, replaces }) => (
          <li key={day}>
            {day} {weekday(day)} <strong>{words[kind]}</strong> {festival}
            {replaces ? <em> {words.replaces(replaces)}</em> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
