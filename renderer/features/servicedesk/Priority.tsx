import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import styles from './Servicedesk.module.css';

/** 特急 … 低 as bars and a word: fewer bars, less pressing. */
export function Priority({ value }: { value: Incident['priority'] }) {
  return (
    <span className={styles.priority} data-priority={value}>
      <span aria-hidden="true" className={styles.bars}>
        {[4, 3, 2, 1].map((step) => (
          <i key={step} data-on={value <= step} />
        ))}
      </span>
      {servicedeskMessages.priorities[value]}
    </span>
  );
}
