import { Link } from 'react-router';
import type { SignatureBox, Today } from '../../../shared/contract/inspection.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { boxNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { StateShape, type ViewState } from '../../components/StateTag.tsx';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.due;
const DAYS_NAMED = 3;

interface DueLine {
  id: string;
  state: ViewState;
  text: string;
  to: string;
  action: string;
}

/** What has to be done, the most pressing first; one line each with the way there. */
export function DueList({ today }: { today: Today }) {
  const lines = dueLines(today);
  return (
    <ul className={styles.due} aria-label={words.label}>
      {lines.length === 0 ? (
        <li className={`${styles.dueLine} ${styles.ok}`}>
          <StateShape state="ok" />
          {words.none}
        </li>
      ) : (
        lines.map((line) => (
          <li key={line.id} className={`${styles.dueLine} ${styles[line.state] ?? ''}`}>
            <StateShape state={line.state} />
            <span>{line.text}</span>
            {line.to ? <Link to={line.to}>{line.action}</Link> : null}
          </li>
        ))
      )}
    </ul>
  );
}

function dueLines(today: Today): DueLine[] {
  const { due, sheet, missed, unsigned } = today;
  const time = due.at ? showTime(due.at) : '';
  const toSheet = `/sheets/${today.day}`;
  const lines: DueLine[] = [];
  const add = (id: string, state: ViewState, text: string, to: string, action: string) =>
    lines.push({ id, state, text, to, action });
  if (due.state === 'overdue') add('overdue', 'fault', words.overdue(time), '', '');
  if (due.state === 'soon') add('soon', 'warn', words.soon(time), '', '');
  if (due.state === 'unpublished') {
    add('unpublished', 'warn', words.unpublished, '/settings?section=calendar', words.goCalendar);
  }
  if (sheet && sheet.counts.fault > 0) {
    add('faults', 'fault', words.faults(sheet.counts.fault), toSheet, words.goFaults);
  }
  if (missed.count > 0) {
    add(
      'missed',
      'fault',
      words.missed(missed.count, named(missed.days)),
      `/sheets/${missed.days.at(-1)}`,
      words.goSheet,
    );
  }
  const next = sheet?.lastRunAt ? nextBox(sheet.signatures) : undefined;
  if (next) add('sign', 'waiting', words.sign(boxNames[next]), toSheet, words.goSign);
  if (unsigned.length > 0) {
    add(
      'unsigned',
      'waiting',
      words.unsigned(unsigned.length, named(unsigned)),
      `/sheets/${unsigned[0]}`,
      words.goSign,
    );
  }
  return lines;
}

function nextBox(signed: readonly SignatureBox[]): SignatureBox | undefined {
  return (['inspector', 'reviewer', 'customer'] as const).find((box) => !signed.includes(box));
}

/** `11-18、11-19 …`: the latest few. */
function named(days: readonly string[]): string {
  const shown = days.slice(-DAYS_NAMED).map((day) => day.slice(5));
  return days.length > DAYS_NAMED ? `${shown.join('、')} …` : shown.join('、');
}
