import { Button } from 'antd';
import type { Standard, StandardVersion } from '../../../shared/contract/standards.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { formatCount } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import styles from './StandardsPage.module.css';
import { encodingName, stateNames, versionLook } from './words.ts';

const words = standardsPageMessages.versions;

/** The versions of a table, newest first; the one the console comes with is the last. */
export function Versions({
  standard,
  chosen,
  mayWork,
  onChoose,
  onActivate,
}: {
  standard: Standard;
  chosen: string | null;
  mayWork: boolean;
  onChoose: (id: string | null) => void;
  onActivate: (version: StandardVersion) => void;
}) {
  const { columns } = words;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.state}</th>
            <th className={styles.number}>{columns.entries}</th>
            <th>{columns.source}</th>
            <th>{columns.imported}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {standard.versions.map((version) => (
            <tr key={version.id ?? ''} aria-selected={version.id === chosen}>
              <td>
                <button type="button" className={styles.name} onClick={() => onChoose(version.id)}>
                  {version.name}
                </button>
                {version.mode === 'additions' ? (
                  <div className={styles.muted}>{words.additions(version.baseName)}</div>
                ) : null}
              </td>
              <td className={styles.tight}>
                <StateTag plain state={versionLook[version.state]} text={stateNames[version.state]} />
              </td>
              <td className={styles.number}>{formatCount(version.entries)}</td>
              <td>
                <LongText value={version.source} />
                {version.fileName ? (
                  <div className={styles.muted}>
                    {words.file(version.fileName, encodingName(version.encoding))}
                  </div>
                ) : null}
              </td>
              <td className={styles.tight}>
                <Instant value={version.importedAt} form="recent" />
                {version.importedBy ? <div className={styles.muted}>{version.importedBy}</div> : null}
              </td>
              <td className={styles.acts}>
                {mayWork && (version.state === 'waiting' || version.state === 'past') ? (
                  <Button size="small" onClick={() => onActivate(version)}>
                    {version.state === 'past' ? words.activateAgain : words.activate}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
