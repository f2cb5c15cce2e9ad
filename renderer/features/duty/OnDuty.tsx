import type { Shift } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { formatDuration } from '../../components/format.ts';
import { Empty, Section } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import { ClockNote } from './ClockNote.tsx';
import styles from './DutyPage.module.css';

const words = dutyPageMessages.onDuty;

/** How long someone has been on duty, in words. */
export function dutySpan(shift: Shift, now: Date): string {
  const ms = now.getTime() - Date.parse(shift.signedInAt);
  return ms < 60_000 ? dutyPageMessages.justNow : formatDuration(ms);
}

/** Who is on duty now, since when. */
export function OnDuty({ shifts, now }: { shifts: readonly Shift[]; now: Date }) {
  return (
    <Section title={words.title} flush>
      {shifts.length === 0 ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        <ul className={styles.list}>
          {shifts.map((shift) => (
            <li key={shift.id} className={styles.person}>
              <strong>{shift.operatorName}</strong>
              <ClockNote clock={shift.clock} />
              <span>
                {words.since} <Instant value={shift.signedInAt} form="recent" />
              </span>
              <span>
                {words.span} {dutySpan(shift, now)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
