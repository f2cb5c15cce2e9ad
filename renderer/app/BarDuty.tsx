import { Link } from 'react-router';
import { shellMessages } from '../../shared/messages/shell.ts';
import { client } from '../rpc/client.ts';
import { useRead } from '../rpc/query.tsx';
import styles from './TopBar.module.css';

/** Who is on duty now; leads to 值班. */
export function BarDuty() {
  const duty = useRead(['duty', 'current'], ({ signal }) => client.duty.current(undefined, { signal })).data;
  if (!duty) return null;
  const names = duty.onDuty.map((shift) => shift.operatorName);
  return (
    <Link to="/duty" className={names.length === 0 ? `${styles.item} ${styles.warn}` : styles.item}>
      {names.length === 0 ? (
        shellMessages.bar.nobodyOnDuty
      ) : (
        <>
          {shellMessages.bar.onDuty}
          <strong>
            {names.length > 2 ? `${names.slice(0, 2).join('、')} +${names.length - 2}` : names.join('、')}
          </strong>
        </>
      )}
    </Link>
  );
}
