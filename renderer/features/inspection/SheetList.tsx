import type { SheetRow } from '../../../shared/contract/inspection.ts';
import { resultNames, stateNames } from '../../../shared/messages/inspection.ts';
import { formatDay } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { sheetLook } from './look.ts';
import styles from './SheetsPage.module.css';

/** The days, newest first, each with its state and how many were not normal. */
export function SheetList({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly SheetRow[];
  chosen: string | undefined;
  onChoose: (day: string) => void;
}) {
  return (
    <ul className={styles.days}>
      {rows.map((row) => (
        <li key={row.day}>
          <button
            type="button"
            className={row.day === chosen ? `${styles.day} ${styles.current}` : styles.day}
            aria-current={row.day === chosen}
            onClick={() => onChoose(row.day)}
          >
            <span className={styles.dayName}>{formatDay(row.day)}</span>
            <StateTag state={sheetLook[row.state]} text={stateNames[row.state]} plain />
            <span className={styles.dayCounts}>
              {row.dayLabel}
              {row.counts ? ` · ${countWords(row.counts)}` : ''}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function countWords(counts: NonNullable<SheetRow['counts']>): string {
  const parts = (['fault', 'warning', 'unchecked'] as const)
    .filter((result) => counts[result] > 0)
    .map((result) => `${resultNames[result]} ${counts[result]}`);
  return parts.length > 0 ? parts.join(' ') : `${resultNames.normal} ${counts.normal}`;
}
