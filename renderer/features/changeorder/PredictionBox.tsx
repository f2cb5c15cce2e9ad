import { useEffect, useRef } from 'react';
import type { Prediction } from '../../../shared/contract/changeorder.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { changeorderPageMessages } from '../../../shared/messages/changeorderPage.ts';
import { formatCount } from '../../components/format.ts';
import styles from './ChangeorderPage.module.css';

const words = changeorderPageMessages.prediction;

/** What a statement would do: how many rows, and the first of them. */
export function PredictionBox({ prediction }: { prediction: Prediction }) {
  // It stands below the fields: brought into view when it comes.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { kind, table, rows, primaryKey, changed, columns, sample } = prediction;
  return (
    <div className={styles.prediction} role="status" ref={box}>
      <span className={styles.strong}>
        {words.says(changeorderMessages.kinds[kind], table, formatCount(rows))}
      </span>
      <p className={styles.muted}>
        {words.key(primaryKey)}
        {changed.length > 0 ? `；${words.changed(changed)}` : ''}
      </p>
      <div className={styles.sample}>
        <table aria-label={words.sample(sample.length)}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((row) => (
              <tr key={row.join('\u0000')}>
                {row.map((cell, at) => (
                  <td key={columns[at]} title={cell ?? ''}>
                    {cell ?? '—'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.muted}>{words.sample(sample.length)}</p>
    </div>
  );
}
