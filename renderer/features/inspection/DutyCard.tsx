import { Link } from 'react-router';
import { showTime } from '../../../shared/domain/time.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.duty;

/** Who is on duty, and what the shift carries. */
export function DutyCard() {
  const duty = useRead(['duty', 'current'], ({ signal }) => client.duty.current(undefined, { signal }));
  return (
    <Section title={words.title} extra={<Link to="/duty">{words.go}</Link>}>
      <Loaded read={duty} lines={2}>
        {({ onDuty, matters, waitingHandover }) => (
          <div className={styles.duty}>
            {onDuty.length === 0 ? (
              <>
                <strong>{words.nobody}</strong>
                <span className={styles.muted}>{words.nobodyHint}</span>
              </>
            ) : (
              onDuty.map((shift) => (
                <span key={shift.id}>
                  <strong>{shift.operatorName}</strong>{' '}
                  <span className={styles.muted}>{words.since(showTime(shift.signedInAt))}</span>
                </span>
              ))
            )}
            {waitingHandover ? <span className={styles.warnText}>{words.handover}</span> : null}
            {matters.length > 0 ? <span>{words.matters(matters.length)}</span> : null}
          </div>
        )}
      </Loaded>
    </Section>
  );
}
