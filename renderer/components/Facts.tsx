import type { ReactNode } from 'react';
import styles from './Facts.module.css';

interface FactsProps {
  items: readonly (readonly [name: string, value: ReactNode])[];
  /** Side by side where there is room. */
  columns?: 1 | 2;
}

/** Names and values, one below the other; for side panels and cards. */
export function Facts({ items, columns = 1 }: FactsProps) {
  return (
    <dl className={columns === 2 ? `${styles.facts} ${styles.two}` : styles.facts}>
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
