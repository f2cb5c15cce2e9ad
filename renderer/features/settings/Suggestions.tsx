import { weekday } from '../../../shared/domain/time.ts';
import { calendarPageMessages } from '../../../shared/messages/calendarPage.ts';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './SettingsPage.module.css';

const words = calendarPageMessages.suggestions;

/** The statutory days of a year not yet published, plainly marked as suggestions. */
export function Suggestions({ year }: { year: number }) {
  const days = useRead(['calendar', 'suggestions', year], ({ signal }) =>
    client.calendar.suggestions({ year }, { signal }),
  );
  return (
    <Section title={words.title(year)}>
      <p className={styles.hint}>{words.hint}</p>
      <Loaded read={days} lines={3}>
        {(list) => (
          <ul className={styles.found}>
            {list.map(({ day, festival }) => (
              <li key={day}>
                {day} {weekday(day)} <em>{words.tag}</em> {festival}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
