import { Link } from 'react-router';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { Countdown } from './Countdown.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.strip;
const SHOWN = 6;
const EVERY_MS = 60_000;

/** The clocks running now, the most pressing first; nothing where none runs. */
export function ClockStrip() {
  const board = useRead(
    ['servicedesk', 'running'],
    async ({ signal }) => {
      const { rows } = await client.servicedesk.incidents.list(
        { offset: 0, limit: 50, states: ['open', 'working', 'paused'] },
        { signal },
      );
      return rows;
    },
    { everyMs: EVERY_MS },
  );
  const running = (board.data ?? []).toSorted(
    (a, b) => (a.sla.next?.remainingMs ?? Infinity) - (b.sla.next?.remainingMs ?? Infinity),
  );
  if (running.length === 0) return null;
  return (
    <ul className={styles.strip} aria-label={words.title}>
      {running.slice(0, SHOWN).map((incident) => (
        <li key={incident.id}>
          <Link className={styles.stripItem ?? ''} to={`/servicedesk/${incident.number}`}>
            <Countdown incident={incident} plain />
            <span className={styles.stripTitle}>{incident.title}</span>
          </Link>
        </li>
      ))}
      {running.length > SHOWN ? (
        <li>
          <Link to="/servicedesk">{words.all}</Link>
        </li>
      ) : null}
    </ul>
  );
}
