import { Link } from 'react-router';
import { showTime } from '../../../shared/domain/time.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Loaded } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.duty;

/** Who is on duty, and what the shift carries; the last of the tiles. */
export function DutyCard() {
  const duty = useRead(['duty', 'current'], ({ signal }) => client.duty.current(undefined, { signal }));
  return (
    <article className={`${styles.tile} ${styles.dutyTile}`} aria-label={words.title}>
      <span className={styles.tileHead}>
        <span className={styles.tileName}>{words.title}</span>
        <Link to="/duty">{words.go}</Link>
      </span>
      <Loaded read={duty} lines={2}>
        {({ onDuty, matters, waitingHandover }) => {
          const [first, ...others] = onDuty;
          const notes = [
            waitingHandover ? words.handover : '',
            matters.length > 0 ? words.matters(matters.length) : '',
          ].filter(Boolean);
          return (
            <>
              <span className={styles.tileValue}>
                {first ? [first, ...others].map((shift) => shift.operatorName).join('、') : words.nobody}
              </span>
              <span className={styles.tileLast} title={first ? undefined : words.nobodyHint}>
                {first ? words.since(showTime(first.signedInAt)) : words.nobodyHint}
              </span>
              <span className={waitingHandover ? styles.warnText : styles.muted}>{notes.join('，')}</span>
            </>
          );
        }}
      </Loaded>
    </article>
  );
}
