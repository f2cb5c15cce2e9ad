import type { Report } from '../../../shared/contract/deliverables.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.report;

/** Every edition with what it was made of; a chosen one is shown as it was. */
export function EditionsPane({
  report,
  shown,
  onChoose,
}: {
  report: Report;
  shown: string;
  onChoose: (id: string) => void;
}) {
  return (
    <ol className={styles.editions}>
      {[...report.editionList].reverse().map((edition) => (
        <li key={edition.id}>
          <button
            type="button"
            className={edition.id === shown ? `${styles.edition} ${styles.current}` : styles.edition}
            aria-current={edition.id === shown}
            onClick={() => onChoose(edition.id)}
          >
            <strong>{words.edition(edition.number, edition.state === 'final')}</strong>
            <span>{words.snapshot(showInstant(edition.takenAt), edition.madeBy)}</span>
            <small className={styles.muted}>
              {words.digest(edition.digest.slice(0, 16), edition.definitionVersion)}
            </small>
          </button>
        </li>
      ))}
    </ol>
  );
}
