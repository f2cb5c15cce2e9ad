import type { Correction } from '../../../shared/contract/inspection.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Empty } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import styles from './SheetsPage.module.css';

const words = inspectionPageMessages.sheets;

/** Every old value with what it became, who changed it, when and why. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  if (corrections.length === 0) return <Empty title={words.noCorrections} hint={words.noCorrectionsHint} />;
  const names = words.correction;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {[names.at, names.target, names.field, names.old, names.new, names.reason, names.by].map(
              (name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {corrections.map((correction) => (
            <tr key={correction.id}>
              <td>
                <Instant value={correction.at} form="recent" />
                {correction.afterSignature ? ` ${names.after}` : ''}
              </td>
              <td>{correction.target}</td>
              <td>{correction.field}</td>
              <td>{shown(correction.oldValue)}</td>
              <td>{shown(correction.newValue)}</td>
              <td>{correction.reason}</td>
              <td>{correction.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shown(value: string): string {
  return resultNames[value as keyof typeof resultNames] ?? (value || '—');
}
