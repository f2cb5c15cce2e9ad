import { Link } from 'react-router';
import type { Edition } from '../../../shared/contract/deliverables.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { formatCount } from '../../components/format.ts';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.report;
type Part = Edition['content']['sections'][number]['parts'][number];
type Figure = Part['figures'][number];

/** The frozen figures, part by part, each with the way to where they come from. */
export function FiguresPane({ edition }: { edition: Edition }) {
  return (
    <div className={styles.scroll}>
      {edition.content.sections.map((section) =>
        section.parts.length === 0 ? null : (
          <section key={section.title} className={styles.group}>
            <h3>{section.title}</h3>
            {section.parts.map((part) => (
              <PartFigures key={part.id} part={part} />
            ))}
          </section>
        ),
      )}
    </div>
  );
}

function PartFigures({ part }: { part: Part }) {
  const holds = [
    part.tables.length > 0 ? words.tables(part.tables.length) : '',
    part.charts.length > 0 ? words.charts(part.charts.length) : '',
  ].filter(Boolean);
  return (
    <div className={styles.part}>
      <div className={styles.partHead}>
        <strong>{part.title}</strong>
        <span className={styles.muted}>{holds.join('、')}</span>
        <Link to={part.link}>{words.source}</Link>
      </div>
      <div className={styles.figures}>
        {part.figures.map((figure) => (
          <div key={figure.id} className={styles.figure}>
            <span className={styles.muted}>{figure.name}</span>
            <span>
              <b className={styles.number}>{shown(figure)}</b>
              {figure.value === null ? '' : ` ${figure.unit}`}
            </span>
            <small className={styles.muted}>{earlier(figure)}</small>
          </div>
        ))}
      </div>
      {part.notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  );
}

function shown({ value, text }: Figure): string {
  if (value === null) return text || '—';
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

function earlier({ previous, yearAgo }: Figure): string {
  return [
    previous === null ? '' : `${words.previous} ${previous}`,
    yearAgo === null ? '' : `${words.yearAgo} ${yearAgo}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
