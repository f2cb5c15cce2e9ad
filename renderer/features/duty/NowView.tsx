import { Fragment } from 'react';
import { Link } from 'react-router';
import type { ExpectedDuty, Handover, OpenMatter, Reminder, Shift } from '../../../shared/contract/duty.ts';
import { beijingDay, showInstant } from '../../../shared/domain/time.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { StateShape, StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { type Read, useRead } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';
import { LogEntryForm } from './LogEntryForm.tsx';
import { LogLines } from './LogLines.tsx';
import { Matters } from './Matters.tsx';
import { MyAttendance } from './MyAttendance.tsx';
import { OnDuty } from './OnDuty.tsx';
import { useOutlook } from './outlook.ts';
import { WaitingHandover } from './WaitingHandover.tsx';

const words = dutyPageMessages;
const MOST_LINES = 50;

interface Current {
  onDuty: Shift[];
  waitingHandover: Handover | null;
  matters: OpenMatter[];
}

/** The shift as it runs: reminders, who should be here, the hand-over, today's log, what is open. */
export function NowView({ duty, now, mayWork }: { duty: Read<Current>; now: Date; mayWork: boolean }) {
  const today = beijingDay(now);
  const outlook = useOutlook();
  const log = useRead(['duty', 'log', today], ({ signal }) =>
    client.duty.log.list({ from: today, to: today, offset: 0, limit: MOST_LINES }, { signal }),
  );
  return (
    <Loaded read={duty} lines={6}>
      {(current) => (
        <>
          <Reminders reminders={outlook.data?.reminders ?? []} />
          <WaitingHandover handover={current.waitingHandover} mayWork={mayWork} />
          <div className={styles.columns}>
            <div className={styles.stack}>
              <Section title={words.log.today} note={mayWork ? words.log.note : undefined} flush>
                {mayWork ? <LogEntryForm /> : null}
                <Loaded read={log} lines={3}>
                  {({ rows }) => <LogLines entries={rows} mayWork={mayWork} />}
                </Loaded>
              </Section>
              <Matters matters={current.matters} mayWork={mayWork} />
            </div>
            <div className={styles.stack}>
              <MyAttendance />
              <Expected expected={outlook.data?.expected} />
              <OnDuty shifts={current.onDuty} now={now} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

/** Where it is done, when not on this page. */
const WHERE: Partial<Record<Reminder['kind'], string>> = {
  'consent-waiting': '/duty/roster',
  'request-waiting': '/duty/roster',
  'request-decided': '/duty/roster',
  'roster-unpublished': '/duty/roster',
};

/** What this person should do or know now; nothing at all when there is nothing. */
function Reminders({ reminders }: { reminders: readonly Reminder[] }) {
  if (reminders.length === 0) return null;
  return (
    <ul className={styles.reminders} aria-label={words.reminders.title}>
      {reminders.map(({ kind, text, acts }) => (
        <li key={`${kind} ${text}`} className={acts ? `${styles.reminder} ${styles.acts}` : styles.reminder}>
          <StateShape state={acts ? 'warn' : 'waiting'} />
          {WHERE[kind] ? <Link to={WHERE[kind]}>{text}</Link> : text}
        </li>
      ))}
    </ul>
  );
}

const LOOK = { coming: 'waiting', present: 'ok', missing: 'fault', standby: 'off' } as const;

function Expected({ expected }: { expected: readonly ExpectedDuty[] | undefined }) {
  if (expected === undefined) return null;
  return (
    <Section title={words.expected.title} note={words.expected.note} flush>
      {expected.length === 0 ? (
        <Empty title={words.expected.none} hint={words.expected.noneHint} />
      ) : (
        <ul className={styles.list}>
          {inOrder(expected).map((each, index, all) => (
            <Fragment key={`${each.day} ${each.shift} ${each.role}`}>
              {each.start === all[index - 1]?.start ? null : (
                <li className={styles.shiftHead}>
                  {each.shiftName} {words.expected.until(showInstant(each.start), showInstant(each.end))}
                </li>
              )}
              <li className={styles.person}>
                <span className={styles.roleName}>{dutyRosterMessages.shortRoles[each.role]}</span>
                <strong>{each.name}</strong>
                <span>{each.phone}</span>
                <StateTag state={LOOK[each.state]} text={words.expected.states[each.state]} plain />
              </li>
            </Fragment>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** By beginning, and within a shift whoever has to be there first. */
function inOrder(expected: readonly ExpectedDuty[]): ExpectedDuty[] {
  const ranks = ['primary', 'backup', 'leader'];
  return [...expected].sort(
    (a, b) => a.start.localeCompare(b.start) || ranks.indexOf(a.role) - ranks.indexOf(b.role),
  );
}
