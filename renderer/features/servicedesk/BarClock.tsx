import { Link } from 'react-router';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { useAlerts } from './alerts.ts';
import { Countdown } from './Countdown.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.alerts;

/** In the top bar of every page: the incident nearest to, or past, a deadline with its running clock; nothing without one. */
export default function BarClock() {
  const alerts = useAlerts().data ?? [];
  const first = alerts[0];
  if (!first) return null;
  return (
    <Link
      className={styles.barClock ?? ''}
      to={`/servicedesk/${first.number}`}
      title={`${first.number} ${first.title}`}
      aria-label={words.bar(first.number, alerts.length)}
    >
      <Countdown incident={first} />
      {alerts.length > 1 ? <span className={styles.muted}>{words.others(alerts.length - 1)}</span> : null}
    </Link>
  );
}
