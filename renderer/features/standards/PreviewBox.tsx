import type { StandardPreview } from '../../../shared/contract/standards.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { formatCount } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { Counts } from './DiffView.tsx';
import styles from './StandardsPage.module.css';
import { differenceLook, differenceNames, encodingName, entryText } from './words.ts';

const words = standardsPageMessages.importForm;
const SHOWN = 30;

/** What was read from a file: refusals by row, or what the new version would change. */
export function PreviewBox({ preview }: { preview: StandardPreview }) {
  const { errors, errorCount, kind, counts, differences, sameAs } = preview;
  if (errorCount > 0)
    return (
      <div className={styles.preview} role="status">
        <p>
          <StateTag state="fault" text={words.refused(errorCount)} plain />
        </p>
        <ul className={styles.errors}>
          {errors.slice(0, SHOWN).map((error) => (
            <li key={`${error.row} ${error.column} ${error.message}`}>
              <strong>{words.row(error.row)}</strong>
              <span>{error.message}</span>
            </li>
          ))}
        </ul>
        {errorCount > SHOWN ? <p className={styles.muted}>{words.moreErrors(errorCount - SHOWN)}</p> : null}
      </div>
    );
  const changed = Object.values(counts).some((count) => count > 0);
  return (
    <div className={styles.preview} role="status">
      <p>
        <StateTag
          state={sameAs ? 'warn' : 'ok'}
          plain
          text={
            sameAs
              ? words.sameAs(sameAs)
              : words.ok(
                  formatCount(preview.read),
                  formatCount(preview.entries),
                  encodingName(preview.encoding),
                )
          }
        />
      </p>
      <p className={styles.counts}>
        <span className={styles.muted}>{words.versus}</span>
        {changed ? <Counts counts={counts} /> : words.noDifference}
      </p>
      {changed ? (
        <div className={styles.sample}>
          <table className={styles.table}>
            <tbody>
              {differences.slice(0, SHOWN).map((difference) => (
                <tr key={`${difference.kind} ${difference.key}`}>
                  <td className={styles.tight}>
                    <StateTag
                      plain
                      state={differenceLook[difference.kind]}
                      text={differenceNames[difference.kind]}
                    />
                  </td>
                  <td className={styles.tight}>{difference.key}</td>
                  <td>{entryText(kind, difference.before, difference)}</td>
                  <td>{entryText(kind, difference.after, difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}
