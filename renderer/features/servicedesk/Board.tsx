import type { KeyboardEvent } from 'react';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { shortServiceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { StateShape } from '../../components/StateTag.tsx';
import { Countdown } from './Countdown.tsx';
import { clockLook, lookOf } from './look.ts';
import { Priority } from './Priority.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.board;
const COLUMNS = ['open', 'working', 'paused', 'resolved', 'closed'] as const;
const STEP: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Incidents in columns by state, the most pressing on top; arrows move, Enter opens. */
export function Board({
  incidents,
  chosen,
  onChoose,
}: {
  incidents: readonly Incident[];
  chosen: string | undefined;
  onChoose: (incident: Incident) => void;
}) {
  const shown = chosen ? incidents.find(({ id }) => id === chosen)?.state : undefined;
  // Beside an open record there is less room: the settled ones give way.
  const states = chosen && shown !== 'closed' ? COLUMNS.filter((state) => state !== 'closed') : COLUMNS;
  const columns = states.map((state) => ({
    state,
    cards: incidents.filter((incident) => incident.state === state).sort(byPress),
  }));
  const first = columns.flatMap(({ cards }) => cards)[0]?.id;
  return (
    <section className={styles.board} data-columns={columns.length} aria-label={words.label} onKeyDown={move}>
      {columns.map(({ state, cards }, column) => (
        <section key={state} className={styles.column} aria-label={words.columns[state]}>
          <h2 className={styles.columnHead}>
            <StateShape state={lookOf(state)} />
            {words.columns[state]}
            <span className={styles.count}>{cards.length}</span>
          </h2>
          <ul className={styles.cards}>
            {cards.length === 0 ? <li className={styles.none}>{words.none}</li> : null}
            {cards.map((incident, row) => (
              <li key={incident.id}>
                <Card
                  incident={incident}
                  place={`${column}:${row}`}
                  reachable={incident.id === (chosen ?? first)}
                  chosen={incident.id === chosen}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Card({
  incident,
  place,
  reachable,
  chosen,
  onChoose,
}: {
  incident: Incident;
  place: string;
  reachable: boolean;
  chosen: boolean;
  onChoose: (incident: Incident) => void;
}) {
  return (
    <button
      type="button"
      className={styles.card}
      data-look={clockLook(incident)}
      data-place={place}
      tabIndex={reachable ? 0 : -1}
      aria-pressed={chosen}
      onClick={() => onChoose(incident)}
    >
      <span className={styles.cardTop}>
        <span className={styles.number}>{incident.number}</span>
        <Priority value={incident.priority} />
      </span>
      <span className={styles.cardTitle}>{incident.title}</span>
      <Countdown incident={incident} plain />
      <span className={styles.cardFoot}>
        <span>{shortServiceNames[incident.service]}</span>
        <span>
          {incident.occurrences > 1 ? `${words.occurrences(incident.occurrences)}　` : ''}
          {incident.owner}
        </span>
      </span>
    </button>
  );
}

/** What is due first stands first; settled ones by when they were settled. */
function byPress(a: Incident, b: Incident): number {
  const left = (incident: Incident) => incident.sla.next?.remainingMs;
  const [first, second] = [left(a), left(b)];
  if (first !== undefined && second !== undefined) return first - second;
  return b.changedAt.localeCompare(a.changedAt);
}

/** Arrow keys go from card to card: down a column, across to the same height or the last card there. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-place]');
  if (!step || !from) return;
  const [column = 0, row = 0] = (from.dataset.place ?? '').split(':').map(Number);
  const board = event.currentTarget;
  const cardAt = (x: number, y: number) => board.querySelector<HTMLElement>(`[data-place="${x}:${y}"]`);
  let target: HTMLElement | null = null;
  if (step[0] === 0) target = cardAt(column, row + step[1]);
  else
    for (let x = column + step[0]; x >= 0 && x < COLUMNS.length && !target; x += step[0])
      for (let y = row; y >= 0 && !target; y -= 1) target = cardAt(x, y);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
