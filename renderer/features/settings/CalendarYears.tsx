import { App } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { calendarPageMessages } from '../../../shared/messages/calendarPage.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { NoticeImport } from './NoticeImport.tsx';
import styles from './SettingsPage.module.css';
import { Suggestions } from './Suggestions.tsx';

const words = settingsPageMessages.calendar;
const LARGEST = 1_000_000;

/** Which years are published, and the import of the next one. */
export function CalendarYears({ mayChange }: { mayChange: boolean }) {
  const years = useRead(['calendar', 'years'], ({ signal }) => client.calendar.years(undefined, { signal }));
  return (
    <div className={styles.side}>
      <Section title={words.years}>
        <Loaded read={years}>
          {(list) => (
            <ul className={styles.years}>
              {list.map(({ year, published, missing, entries, imported }) => (
                <li key={year} className={styles.year}>
                  <strong>{year}</strong>
                  <StateTag
                    state={published ? 'ok' : 'warn'}
                    text={published ? words.published : words.unpublished}
                    plain
                  />
                  <small>{words.entries(entries, imported)}</small>
                  {missing.length > 0 ? (
                    <span className={styles.missing}>{words.missing(missing.join('、'))}</span>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Section>
      {mayChange ? (
        <Section title={calendarPageMessages.paste.title}>
          <NoticeImport />
        </Section>
      ) : null}
      {(years.data ?? [])
        .filter(({ published }) => !published)
        .map(({ year }) => (
          <Suggestions key={year} year={year} />
        ))}
      {mayChange ? (
        <Section title={words.import}>
          <ImportDays />
        </Section>
      ) : null}
    </div>
  );
}

function ImportDays() {
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const run = useAct((file: { fileName: string; content: string }) => client.calendar.importDays(file), {
    topics: ['calendar'],
    onDone: ({ days }) => void message.success(words.imported(days)),
  });
  const take = async (file: File | undefined) => {
    if (input.current) input.current.value = '';
    if (!file) return;
    setTooLarge(file.size > LARGEST);
    if (file.size <= LARGEST) await run.run({ fileName: file.name, content: await readText(file) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className={styles.side}>
      <label
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          accept=".csv,.tsv,.txt,.json"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        {words.importHint}
      </label>
      <p className={styles.hint}>{words.importFormat}</p>
      <ErrorNote error={tooLarge ? { code: 'FILE_TOO_LARGE', message: words.tooLarge } : run.error} />
    </div>
  );
}

/** UTF-8, or GB 18030 as Chinese Excel writes CSV. */
async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
