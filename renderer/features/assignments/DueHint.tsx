import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { useNow } from '../../rpc/clock.ts';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.detail.days;

/** How many days are left, or have passed, until an open record is due. */
export function DueHint({ record }: { record: Pick<ServiceRecord, 'state' | 'dueOn'> }) {
  const today = beijingDay(useNow(60_000));
  if (record.state !== 'open' || !record.dueOn) return null;
  const days = Math.round((Date.parse(record.dueOn) - Date.parse(today)) / 86_400_000);
  return (
    <span className={days < 0 ? styles.late : styles.kind}>
      {days === 0 ? words.today : days > 0 ? words.left(days) : words.over(-days)}
    </span>
  );
}
