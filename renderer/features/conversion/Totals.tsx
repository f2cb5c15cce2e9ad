import type { ConversionCounts } from '../../../shared/contract/conversion.ts';
import { FILE_STATUSES, type FileStatus } from '../../../shared/domain/conversionStatus.ts';
import { conversionPageMessages as words } from '../../../shared/messages/conversionPage.ts';
import { FILE_STATUS_NAMES } from '../../../shared/messages/conversionWork.ts';
import { formatCount } from '../../components/format.ts';
import { StateShape } from '../../components/StateTag.tsx';
import styles from './ConversionPage.module.css';
import { statusLook } from './look.ts';

/** How many files stand where; a click shows them in the list. */
export function Totals({
  counts,
  chosen,
  onChoose,
}: {
  counts: ConversionCounts;
  chosen: readonly FileStatus[];
  onChoose: (status: FileStatus) => void;
}) {
  return (
    <ul className={styles.totals} aria-label={words.totals}>
      {FILE_STATUSES.map((status) => {
        const only = chosen.length === 1 && chosen[0] === status;
        return (
          <li key={status}>
            <button
              type="button"
              className={only ? `${styles.total} ${styles.chosen}` : styles.total}
              aria-pressed={only}
              onClick={() => onChoose(status)}
            >
              <span className={`${styles.totalName} ${styles[statusLook[status]] ?? ''}`}>
                <StateShape state={statusLook[status]} />
                {FILE_STATUS_NAMES[status]}
              </span>
              <span className={counts[status] === 0 ? styles.totalZero : styles.totalNumber}>
                {formatCount(counts[status])}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
