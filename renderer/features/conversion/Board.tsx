import { useState } from 'react';
import type { CourtProgress } from '../../../shared/contract/conversion.ts';
import { FILE_STATUSES, TO_LOOK_AT } from '../../../shared/domain/conversionStatus.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import { FILE_STATUS_NAMES } from '../../../shared/messages/conversionWork.ts';
import { formatCount } from '../../components/format.ts';
import { Section } from '../../components/Page.tsx';
import styles from './ConversionPage.module.css';

const words = conversionPageMessages.board;

type Column = 'court' | 'done' | 'waiting' | 'look';
interface Line {
  court: CourtProgress;
  total: number;
  look: number;
}

const COLUMNS: readonly Column[] = ['court', 'done', 'waiting', 'look'];
/** A court's name without what all share: 四川省成都市中级人民法院 → 成都市中级人民法院. */
const SHARED = /^(四川省)(?=.{4,})/;

function lineOf(court: CourtProgress): Line {
  const total = FILE_STATUSES.reduce((sum, status) => sum + court[status], 0);
  return { court, total, look: TO_LOOK_AT.reduce((sum, status) => sum + court[status], 0) };
}

function compare(column: Column, a: Line, b: Line): number {
  switch (column) {
    case 'court':
      return (a.court.courtCode ?? Number.MAX_SAFE_INTEGER) - (b.court.courtCode ?? Number.MAX_SAFE_INTEGER);
    case 'done':
      return (a.total - a.court.waiting) / a.total - (b.total - b.court.waiting) / b.total;
    case 'waiting':
      return a.court.waiting - b.court.waiting;
    case 'look':
      return a.look - b.look;
  }
}

/** One line per court: how far it is, what waits, what wants a look. A click shows only that court's files. */
export function Board({
  courts,
  chosen,
  onChoose,
}: {
  courts: readonly CourtProgress[];
  /** undefined: all courts. */
  chosen: number | null | undefined;
  onChoose: (court: number | null | undefined) => void;
}) {
  const [sort, setSort] = useState<{ column: Column; down: boolean }>({ column: 'court', down: false });
  const lines = courts.map(lineOf).sort((a, b) => {
    const order = compare(sort.column, a, b) * (sort.down ? -1 : 1);
    return order || compare('court', a, b);
  });
  const by = (column: Column) =>
    setSort((was) => ({ column, down: was.column === column ? !was.down : column !== 'court' }));
  return (
    <Section title={words.title} note={words.note(courts.length)} flush className={styles.board}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                aria-sort={sort.column === column ? (sort.down ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" title={words.sortBy(words[column])} onClick={() => by(column)}>
                  {words[column]}
                  {sort.column === column ? (sort.down ? ' ↓' : ' ↑') : ''}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <CourtLine
              key={line.court.courtCode ?? 'none'}
              line={line}
              chosen={chosen === line.court.courtCode}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function CourtLine({
  line: { court, total, look },
  chosen,
  onChoose,
}: {
  line: Line;
  chosen: boolean;
  onChoose: (court: number | null | undefined) => void;
}) {
  const done = total - court.waiting;
  const share = (count: number) => ({ width: `${(count / total) * 100}%` });
  const said = FILE_STATUSES.filter((status) => court[status] > 0)
    .map((status) => `${FILE_STATUS_NAMES[status]} ${formatCount(court[status])}`)
    .join('，');
  return (
    <tr className={chosen ? styles.chosenLine : undefined} title={`${court.courtName}：${said}`}>
      <th scope="row">
        <button
          type="button"
          aria-pressed={chosen}
          onClick={() => onChoose(chosen ? undefined : court.courtCode)}
        >
          {court.courtName.replace(SHARED, '')}
        </button>
      </th>
      <td>
        <div
          className={styles.bar}
          role="img"
          aria-label={words.bar(court.courtName, formatCount(done), formatCount(total))}
        >
          <span className={styles.barDone} style={share(court.converted + court.noted)} />
          <span className={styles.barDoubtful} style={share(court.doubtful)} />
          <span className={styles.barOut} style={share(court.refused + court.failed + court.quarantined)} />
        </div>
        <span className={styles.barText}>
          {formatCount(done)}/{formatCount(total)}
        </span>
      </td>
      <td className={court.waiting === 0 ? styles.zero : undefined}>{formatCount(court.waiting)}</td>
      <td className={look === 0 ? styles.zero : styles.lookNumber}>{formatCount(look)}</td>
    </tr>
  );
}
