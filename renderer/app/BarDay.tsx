import { beijingDay, showTime } from '../../shared/domain/time.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { formatDay } from '../components/format.ts';
import { client } from '../rpc/client.ts';
import { useNow } from '../rpc/clock.ts';
import { useRead } from '../rpc/query.tsx';
import styles from './TopBar.module.css';

const words = shellMessages.bar;

const looks = {
  workday: styles.dayWork,
  weekend: styles.dayRest,
  holiday: styles.dayRest,
  'major-holiday': styles.dayRest,
  unpublished: styles.dayUnknown,
} as const;

/** The date, the time, and what kind of day it is by the published calendar. */
export function BarDay() {
  const now = useNow();
  const day = beijingDay(now);
  const today = useRead(
    ['calendar', 'day', day],
    async ({ signal }) => (await client.calendar.range({ from: day, to: day }, { signal }))[0],
  ).data;
  return (
    <span className={styles.item}>
      <strong>{formatDay(day)}</strong>
      {showTime(now)}
      {today ? (
        <span
          className={`${styles.day} ${looks[today.kind]}`}
          title={`${today.label}。${words.dayKindHints[today.adjusted ? 'adjusted' : today.kind]}`}
        >
          {words.dayKinds[today.adjusted ? 'adjusted' : today.kind]}
          {today.kind !== 'workday' && today.festival ? ` · ${today.festival}` : null}
        </span>
      ) : null}
    </span>
  );
}
